import { localDate, startOfDay, type WorkCalendar } from '../../../../engines/calendar/index.ts'
import { clockOf, holderOf, type StateOf } from '../../../../engines/lifecycle/index.ts'

export type Turn = {
  readonly holder: string | null
  readonly due_at: string | null
  readonly remind_at: string | null
  readonly expires_at: string | null
}

/**
 * Whose turn it is in a state entered at `now`, and until when: reminded when the day begins, due and expired when the last day is over,
 * all in working days of the city's calendar.
 */
export function turnIn(state: StateOf<'intent'>, now: string, calendar: WorkCalendar, timeZone: string): Turn {
  const clock = clockOf('intent', state)
  const entered = new Date(now)
  const end = (days: number | undefined) =>
    days === undefined ? null : calendar.dueAt(entered, days, timeZone).toISOString()
  const begin = (days: number | undefined) =>
    days === undefined
      ? null
      : startOfDay(calendar.addWorkingDays(localDate(entered, timeZone), days), timeZone).toISOString()
  return {
    holder: holderOf('intent', state),
    due_at: end(clock?.dueDays),
    remind_at: begin(clock?.remindAtDays),
    expires_at: end(clock?.expireAfterDays),
  }
}
