/** What passes between the server's own thread and the one that holds the indexes. */

/** A piece of a query: `core` is what is asked for, the rest is context and other words for it. */
export type QueryPiece = { readonly text: string; readonly weight: number; readonly core: boolean }
export type Texts = { readonly title: string; readonly body: string }
/** A document of an index; `group` is what it is taken out with (a capability itself, the scenario of an opening). */
export type Entry = Texts & { readonly key: string; readonly group: string; readonly open: boolean }
/** `offered` holds what everybody may see, `all` what members may see as well, `demand` the openings. */
export type IndexName = 'offered' | 'all' | 'demand'
export type Closeness = {
  readonly value: number
  readonly parts: readonly { readonly token: string; readonly part: number }[]
}

export type Ask =
  /** Takes out everything of these groups and puts the entries in. */
  | {
      readonly op: 'replace'
      readonly side: 'supply' | 'demand'
      readonly groups: readonly string[]
      readonly entries: readonly Entry[]
    }
  | {
      readonly op: 'search'
      readonly index: IndexName
      readonly query: readonly QueryPiece[]
      readonly limit: number
    }
  /** How close texts, as they stand now, are to queries, by the statistics of an index. */
  | {
      readonly op: 'closeness'
      readonly index: IndexName
      readonly pairs: readonly { readonly query: readonly QueryPiece[]; readonly texts: readonly Texts[] }[]
    }
  | { readonly op: 'stats' }
export type Answers = {
  replace: null
  search: readonly { readonly key: string; readonly score: number }[]
  closeness: readonly (readonly Closeness[])[]
  stats: { readonly supply: number; readonly demand: number; readonly bytes: number }
}
export type AnswerTo<A extends Ask> = Answers[A['op']]
export type ToWorker = { readonly number: number; readonly ask: Ask }
export type FromWorker =
  | { readonly number: number; readonly answer: Answers[keyof Answers] }
  | { readonly number: number; readonly failure: string }
