import { expect, test } from 'vitest'
import { clockOf } from './clock.ts'

const rules = {
  weekend: [6, 7],
  years: [{ year: 2026, holidays: [{ from: '2026-10-01', to: '2026-10-07' }], makeUpDays: [{ date: '2026-10-10' }] }],
}
const at = (now: string, due: string) => clockOf(rules, new Date(now), due, 'Asia/Shanghai')

test.each([
  ['over a holiday, with its make-up Saturday', '2026-09-30T02:00:00Z', '2026-10-12T15:59:59.999Z', 4, 'working'],
  ['today', '2026-11-20T02:00:00Z', '2026-11-20T15:59:59.999Z', 0, 'calendar'],
  ['overdue since Thursday, seen on Monday', '2026-11-23T02:00:00Z', '2026-11-19T15:59:59.999Z', -2, 'working'],
  ['overdue since Friday, seen on Saturday', '2026-11-21T02:00:00Z', '2026-11-20T15:59:59.999Z', -1, 'calendar'],
  ['late in the evening of UTC it is tomorrow here', '2026-11-19T17:00:00Z', '2026-11-20T15:59:59.999Z', 0, 'calendar'],
])('%s', (_, now, due, days, unit) => {
  expect(at(now, due)).toEqual({ days, unit })
})
