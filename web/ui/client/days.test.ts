import { expect, test } from 'vitest'
import { edgeOfDay, minuteAt } from './days.ts'

test('a day of the city begins and ends by its own clock', () => {
  expect([
    edgeOfDay('2026-11-20', 'start', 'Asia/Shanghai'),
    edgeOfDay('2026-11-20', 'end', 'Asia/Shanghai'),
    edgeOfDay('2026-11-20', 'end', 'UTC'),
    edgeOfDay('2026-03-29', 'start', 'Europe/Berlin'),
    edgeOfDay('2026-03-29', 'end', 'Europe/Berlin'),
  ]).toEqual([
    '2026-11-19T16:00:00.000Z',
    '2026-11-20T15:59:59.999Z',
    '2026-11-20T23:59:59.999Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T21:59:59.999Z',
  ])
})

test('a minute of the city is the same moment everywhere', () => {
  expect([minuteAt('2026-11-20T09:30', 'Asia/Shanghai'), minuteAt('2026-11-20T09:30', 'UTC')]).toEqual([
    '2026-11-20T01:30:00.000Z',
    '2026-11-20T09:30:00.000Z',
  ])
})
