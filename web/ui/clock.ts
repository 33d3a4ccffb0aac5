import { type CalendarRules, createCalendar, type WorkCalendar } from '../../engines/calendar/index.ts'
import { dayOf, daysBetween } from './format.ts'

const calendars = new WeakMap<CalendarRules, WorkCalendar>()

/**
 * What a clock shows of a due date: working days of the city from today on, negative when it has passed. Where only days
 * off lie between (due on a Sunday, seen on Saturday) calendar days are told, since no working day is left to count.
 */
export function clockOf(
  rules: CalendarRules,
  now: Date,
  dueAt: string,
  timeZone: string,
): { days: number; unit: 'working' | 'calendar' } {
  const calendar = calendars.get(rules) ?? createCalendar(rules)
  calendars.set(rules, calendar)
  const days = calendar.workingDaysBetween(dayOf(now, timeZone), dayOf(dueAt, timeZone))
  return days === 0 ? { days: daysBetween(now, dueAt, timeZone), unit: 'calendar' } : { days, unit: 'working' }
}
