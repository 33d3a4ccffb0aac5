/** One entry for the journal. `personal` names the paths whose values are a person's: they enter as commitments only. */
export type Recorded = {
  readonly action: string
  readonly subject: { readonly type: string; readonly id: string }
  readonly reason?: string | null
  readonly changes?: readonly { readonly path: string; readonly before?: unknown; readonly after?: unknown }[]
  readonly personal?: { readonly paths: readonly string[]; readonly personId?: string | null }
  /** Personal values of earlier records that this one declares erased. */
  readonly erases?: readonly { readonly seq: number; readonly path: string }[]
  /** A bulk write: one record over many rows. */
  readonly bulk?: { readonly merkleRoot: string; readonly count: number }
  /** A change of state, kept as a dated row besides. */
  readonly state?: { readonly from: string | null; readonly to: string }
}
