import { localDate, startOfDay, type WorkCalendar } from '../../../../engines/calendar/index.ts'
import { clockOf, holderOf, type StateOf } from '../../../../engines/lifecycle/index.ts'

export type Place = { readonly calendar: WorkCalendar; readonly timeZone: string }

/**
 * Whose turn it is in a state entered at `now`, and until when: in working days of the city's calendar. A signed agreement that begins on a
 * later day is not due before that day is over.
 */
export function turnIn(
  state: StateOf<'agreement'>,
  now: string,
  { calendar, timeZone }: Place,
  effectiveFrom: string | null = null,
): { holder: string | null; due_at: string | null } {
  const days = clockOf('agreement', state)?.dueDays
  const due = days === undefined ? null : calendar.dueAt(new Date(now), days, timeZone).toISOString()
  const begins = state === 'signed' && effectiveFrom !== null ? endOfDay(effectiveFrom, timeZone) : null
  return {
    holder: holderOf('agreement', state),
    due_at: due !== null && begins !== null && begins > due ? begins : due,
  }
}

/** The first instant after a day of the city. */
export function endOfDay(day: string, timeZone: string): string {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return startOfDay(next.toISOString().slice(0, 10), timeZone).toISOString()
}

export function today(now: string, timeZone: string): string {
  return localDate(new Date(now), timeZone)
}
