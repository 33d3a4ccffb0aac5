import { isDeepStrictEqual } from 'node:util'

export type Change = { path: string; before: unknown; after: unknown }

/** The fields of `after` that differ from `before`, one change each; contact goes field by field, since each is personal. */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  return Object.keys(after)
    .filter((key) => after[key] !== undefined && !isDeepStrictEqual(before[key] ?? null, after[key] ?? null))
    .map((path) => ({ path, before: before[path] ?? null, after: after[path] ?? null }))
}
