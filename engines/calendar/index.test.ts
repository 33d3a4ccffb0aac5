import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type CalendarRules, createCalendar, localDate, startOfDay } from './index.ts'

const rules: CalendarRules = parse(readFileSync(new URL('../../cities/qingdao/calendar.yaml', import.meta.url), 'utf8'))
const calendar = createCalendar(rules)
const zone = 'Asia/Shanghai'

const date = fc
  .date({ min: new Date('2025-06-01'), max: new Date('2028-06-01'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let t = Date.UTC(year, 0, 1); new Date(t).getUTCFullYear() === year; t += 86_400_000) {
    days.push(new Date(t).toISOString().slice(0, 10))
  }
  return days
}

describe('against the official calendar', () => {
  const file = new URL('../../../shared/data/holidays-2026.json', import.meta.url)
  test('every day of 2026', () => {
    if (!existsSync(file)) return process.stderr.write('left out: ../shared/data/holidays-2026.json is not here\n')
    const listed: { days: { date: string; isOffDay: boolean }[] } = JSON.parse(readFileSync(file, 'utf8'))
    const official = new Map(listed.days.map((d) => [d.date, !d.isOffDay]))
    const expected = daysOf(2026).map((d) => [d, official.get(d) ?? ![0, 6].includes(new Date(d).getUTCDay())])
    expect(daysOf(2026).map((d) => [d, calendar.isWorkingDay(d)])).toEqual(expected)
  })
})

describe('days', () => {
  test('a holiday on a weekday, a make-up Saturday, a plain Saturday', () => {
    expect(['2026-10-01', '2026-10-10', '2026-10-17'].map(calendar.isWorkingDay)).toEqual([false, true, false])
  })

  test('a year not announced counts weekends only and says so', () => {
    expect(calendar.isWorkingDay('2027-10-01')).toBe(true)
    expect(calendar.isWorkingDay('2027-10-02')).toBe(false)
    expect([calendar.isProvisional('2026-12-31'), calendar.isProvisional('2027-01-01')]).toEqual([false, true])
  })

  test('counting across the October holiday', () => {
    expect(calendar.addWorkingDays('2026-09-30', 3)).toBe('2026-10-10')
    expect(calendar.addWorkingDays('2026-10-10', -3)).toBe('2026-09-30')
    expect(calendar.addWorkingDays('2026-10-03', 0)).toBe('2026-10-08')
    expect(calendar.workingDaysBetween('2026-09-30', '2026-10-10')).toBe(3)
    expect(calendar.workingDaysBetween('2026-10-10', '2026-09-30')).toBe(-3)
  })

  test.each(['2026-02-30', '2026-13-01', '26-01-01', '', '2026-01-01T00:00'])('%s is refused', (bad) => {
    expect(() => calendar.isWorkingDay(bad)).toThrow(RangeError)
    expect(() => calendar.isProvisional(bad)).toThrow(RangeError)
  })

  test('part days and weeks without work are refused', () => {
    expect(() => calendar.addWorkingDays('2026-01-05', 1.5)).toThrow(RangeError)
    expect(() => createCalendar({ weekend: [1, 2, 3, 4, 5, 6, 7], years: [] })).toThrow(RangeError)
  })
})

describe('properties', () => {
  test('adding n days lands on a working day n working days later', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const to = calendar.addWorkingDays(from, n)
        expect(calendar.isWorkingDay(to)).toBe(true)
        expect(calendar.workingDaysBetween(from, to)).toBe(n)
      }),
    )
  })

  test('from a working day, n there and n back is where it began', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (any, n) => {
        const from = calendar.addWorkingDays(any, 0)
        expect(calendar.addWorkingDays(calendar.addWorkingDays(from, n), -n)).toBe(from)
      }),
    )
  })

  test('counts add up over a middle day', () => {
    fc.assert(
      fc.property(fc.tuple(date, date, date), (three) => {
        const [a = '', b = '', c = ''] = [...three].sort()
        expect(calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, c)).toBe(
          calendar.workingDaysBetween(a, c),
        )
      }),
    )
  })
})

describe('instants', () => {
  test('due at the end of the local day, counted from the local day', () => {
    // 23:30 in UTC is already the next morning in Shanghai.
    expect(calendar.dueAt(new Date('2026-09-29T23:30:00Z'), 1, zone).toISOString()).toBe('2026-10-08T15:59:59.999Z')
    expect(calendar.dueAt(new Date('2026-09-29T15:30:00Z'), 1, zone).toISOString()).toBe('2026-09-30T15:59:59.999Z')
  })

  test('days of 23 and 25 hours, and a midnight that does not exist', () => {
    expect(startOfDay('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(startOfDay('2026-03-30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T22:00:00.000Z')
    expect(startOfDay('2026-10-26', 'Europe/Berlin').toISOString()).toBe('2026-10-25T23:00:00.000Z')
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z')
  })

  test('a day starts with its first instant in every zone', () => {
    const zones = ['Asia/Shanghai', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York']
    fc.assert(
      fc.property(date, fc.constantFrom(...zones), (day, tz) => {
        const start = startOfDay(day, tz)
        expect(localDate(start, tz)).toBe(day)
        expect(localDate(new Date(start.getTime() - 1), tz) < day).toBe(true)
      }),
    )
  })

  test('dueAt falls on the day addWorkingDays names', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2026-11-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 30 }),
        (now, n) => {
          const due = calendar.dueAt(now, n, zone)
          expect(localDate(due, zone)).toBe(calendar.addWorkingDays(localDate(now, zone), n))
          expect(due >= now).toBe(true)
        },
      ),
    )
  })
})
