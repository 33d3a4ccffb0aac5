export type Window = { readonly state: string; readonly opensAt: string | null; readonly closesAt: string | null }

/**
 * Whether a scenario gets into a call at `now`, the database's clock; instants are RFC 3339 in UTC. The clock decides, not the state: a sweep that
 * comes late lets nobody in. One that was in before, submitted in time and given back by the office for changes, may come back as long as the call
 * is not archived: its owner did not miss the deadline, and what the office asks for takes its time.
 */
export function admission(
  window: Window,
  enteredAt: string | null,
  now: string,
): 'admitted' | 'too_early' | 'too_late' {
  if (enteredAt !== null && ['open', 'closed'].includes(window.state)) return 'admitted'
  if (window.state !== 'open' || window.closesAt === null || window.closesAt <= now) return 'too_late'
  return window.opensAt !== null && window.opensAt <= now ? 'admitted' : 'too_early'
}
