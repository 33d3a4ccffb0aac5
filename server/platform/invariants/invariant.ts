/** A sentence about the whole database, and a query for the rows that break it. */
export type Invariant = { readonly name: string; readonly about: string; readonly sql: string }
