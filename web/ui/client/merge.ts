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

/** The fields of `now` that differ from `base`. */
export function changed<V extends object>(base: V, now: V): Partial<V> {
  const found: Partial<V> = {}
  for (const key of new Set([...Object.keys(base), ...Object.keys(now)]) as Set<keyof V>) {
    if (!same(base[key], now[key])) found[key] = now[key]
  }
  return found
}

/**
 * Three-way merge, field by field: what one side changed is taken, what both changed alike is no matter, what both
 * changed differently is a conflict and stays as mine until somebody chooses.
 */
export function threeWay<V extends object>(base: V, mine: V, theirs: V): { merged: V; conflicts: Conflict[] } {
  const merged = { ...theirs }
  const conflicts: Conflict[] = []
  for (const [field, value] of Object.entries(changed(base, mine))) {
    const key = field as keyof V
    merged[key] = value as V[keyof V]
    if (!same(base[key], theirs[key]) && !same(mine[key], theirs[key])) {
      conflicts.push({ field, base: base[key], mine: value, theirs: theirs[key] })
    }
  }
  return { merged, conflicts }
}
