/**
 * Working days of a city. Dates are ISO `YYYY-MM-DD` strings of the city's own calendar, instants are `Date`s.
 * Nothing here reads a clock: the caller says when "now" is.
 */

/** The rules, as the city pack gives them. Holiday ranges include both ends. */
export type CalendarRules = {
  /** ISO weekdays off: 1 Monday .. 7 Sunday; at least one weekday is worked. */
  readonly weekend: readonly number[]
  readonly years: readonly {
    readonly year: number
    readonly holidays: readonly { readonly from: string; readonly to: string }[]
    readonly makeUpDays: readonly { readonly date: string }[]
  }[]
}

export type WorkCalendar = {
  /** Whether the day is worked: make-up days are, holidays are not, else the weekend decides. Throws RangeError on a date that does not exist. */
  isWorkingDay(date: string): boolean
  /** Whether the year's holidays are not announced yet, so that only weekends count and the answer may change. */
  isProvisional(date: string): boolean
  /** The `days`-th working day after `date` (before it when negative). 0 gives `date` itself if worked, else the next working day. */
  addWorkingDays(date: string, days: number): string
  /** Working days in the half-open range (from, to]; with `to` before `from`, minus those from `to` to `from`. */
  workingDaysBetween(from: string, to: string): number
  /** The last millisecond, in `timeZone`, of the `days`-th working day after the day on which `instant` falls there. */
  dueAt(instant: Date, days: number, timeZone: string): Date
}

const DAY = 86_400_000

/** Builds a calendar; reading a day afterwards costs a look-up. Throws RangeError when the rules leave no weekday to work. */
export function createCalendar(rules: CalendarRules): WorkCalendar {
  const weekend = new Set(rules.weekend)
  if (weekend.size >= 7) throw new RangeError('a calendar needs at least one weekday that is worked')
  const announced = new Set(rules.years.map((y) => y.year))
  const off = new Set<number>()
  const worked = new Set<number>()
  for (const year of rules.years) {
    for (const { from, to } of year.holidays) {
      for (let day = dayNumber(from); day <= dayNumber(to); day++) off.add(day)
    }
    for (const { date } of year.makeUpDays) worked.add(dayNumber(date))
  }

  function works(day: number): boolean {
    if (worked.has(day)) return true
    return !off.has(day) && !weekend.has(isoWeekday(day))
  }

  function add(start: number, days: number): number {
    if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${days}`)
    const step = days < 0 ? -1 : 1
    let day = start
    let left = Math.abs(days)
    if (left === 0) while (!works(day)) day += 1
    while (left > 0) {
      day += step
      if (works(day)) left -= 1
    }
    return day
  }

  return {
    isWorkingDay: (date) => works(dayNumber(date)),
    isProvisional: (date) => {
      dayNumber(date)
      return !announced.has(Number(date.slice(0, 4)))
    },
    addWorkingDays: (date, days) => isoDate(add(dayNumber(date), days)),
    workingDaysBetween: (from, to) => {
      const [a, b] = [dayNumber(from), dayNumber(to)]
      let count = 0
      for (let day = Math.min(a, b) + 1; day <= Math.max(a, b); day++) if (works(day)) count += 1
      return a <= b || count === 0 ? count : -count
    },
    dueAt: (instant, days, timeZone) => {
      const due = add(dayNumber(localDate(instant, timeZone)), days)
      return new Date(startOfDay(isoDate(due + 1), timeZone).getTime() - 1)
    },
  }
}

/** The calendar day on which an instant falls in a time zone. */
export function localDate(instant: Date, timeZone: string): string {
  return wallClock(instant.getTime(), timeZone).slice(0, 10)
}

/** The first instant of a calendar day in a time zone, also where daylight saving skips midnight. */
export function startOfDay(date: string, timeZone: string): Date {
  const midnight = dayNumber(date) * DAY
  // Offsets lie within a day of UTC and days begin on a whole minute: search the first minute that shows this date or a later one.
  let low = midnight - DAY
  let high = midnight + DAY
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000
    if (wallClock(middle, timeZone).slice(0, 10) >= date) high = middle
    else low = middle
  }
  return new Date(high)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `YYYY-MM-DD HH:mm:ss` on a wall in that zone. */
function wallClock(time: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    // Swedish writes ISO dates.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  return format.format(time)
}

/** Days since 1970-01-01. */
function dayNumber(date: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // Date.parse takes 2026-02-30 for 2 March: what does not come back the same is no date.
  if (Number.isNaN(time) || isoDate(time / DAY) !== date) throw new RangeError(`not a calendar date: ${date}`)
  return time / DAY
}

function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** 1 Monday .. 7 Sunday; day 0 was a Thursday. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
