/** After so many failures in a row an account is locked for so long, on every path. */
export const lockAfter = 5
export const lockMinutes = 15

export type Failures = { readonly failures: number; readonly lockedUntil: string | null }

/** Minutes still to wait, 0 when not locked. */
export function minutesLocked({ lockedUntil }: Failures, now: string): number {
  if (!lockedUntil) return 0
  return Math.max(0, Math.ceil((Date.parse(lockedUntil) - Date.parse(now)) / 60_000))
}

/** What stands after one more failure; a lock that has run out begins anew. */
export function afterFailure(before: Failures, now: string): Failures {
  const failures = (before.lockedUntil ? 0 : before.failures) + 1
  const lockedUntil = failures >= lockAfter ? new Date(Date.parse(now) + lockMinutes * 60_000).toISOString() : null
  return { failures, lockedUntil }
}
