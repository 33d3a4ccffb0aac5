/** One field that both sides changed, differently, from the same beginning. */
export interface Conflict {
  readonly field: string
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** Equal as JSON, whatever the order of keys; `undefined` counts as absent. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!same(left[key], right[key])) return false
  }
  return true
}

/** Brings values that mean the same to the same form: outer spaces, empty rows, keys of rows. */
export type Normal<V> = (value: V) => object

/** The fields of `now` that differ from `base`, as they stand in `now`. */
export function changed<V extends object>(base: V, now: V, normal: Normal<V> = (value) => value): Partial<V> {
  const [before, after] = [normal(base), normal(now)] as [Partial<V>, Partial<V>]
  const found: Partial<V> = {}
  for (const key of fieldsOf<V>(before, after)) if (!same(before[key], after[key])) found[key] = now[key]
  return found
}

/**
 * Three-way merge, field by field: what one side changed is taken, what both changed alike stays as typed, what both
 * changed differently is a conflict and stays as mine until somebody chooses.
 */
export function threeWay<V extends object>(
  base: V,
  mine: V,
  theirs: V,
  normal: Normal<V> = (value) => value,
): { merged: V; conflicts: Conflict[] } {
  const [nb, nm, nt] = [normal(base), normal(mine), normal(theirs)] as [Partial<V>, Partial<V>, Partial<V>]
  const merged = { ...theirs }
  const conflicts: Conflict[] = []
  for (const key of fieldsOf<V>(nb, nm, nt)) {
    const alike = same(nm[key], nt[key])
    if (!alike && same(nb[key], nm[key])) continue
    merged[key] = mine[key]
    if (alike || same(nb[key], nt[key])) continue
    conflicts.push({ field: String(key), base: base[key], mine: mine[key], theirs: theirs[key] })
  }
  return { merged, conflicts }
}

function fieldsOf<V extends object>(...values: Partial<V>[]): Set<keyof V> {
  return new Set(values.flatMap((value) => Object.keys(value) as (keyof V)[]))
}
