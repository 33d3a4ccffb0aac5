import { expect, test } from 'vitest'
import { chartOf } from './chart.ts'
import { numberOf, percent, valueText } from './number.ts'

const frame = { width: 120, height: 60, pad: { x: 10, y: 5 } }
const period = { from: '2026-01-01', to: '2026-01-11' }

test('baseline and target span the height, the period the width; readings stand by day and value', () => {
  const readings = [
    { at: '2026-01-11T00:00:00.000Z', value: 20, confirmed: false },
    { at: '2026-01-06T00:00:00.000Z', value: 20, confirmed: true },
  ]
  const chart = chartOf({ baseline: 30, target: 10 }, readings, period, frame)
  expect([chart.baselineY, chart.targetY]).toEqual([5, 55])
  expect(chart.points.map(({ x, y, confirmed }) => [x, y, confirmed])).toEqual([
    [60, 30, true],
    [110, 30, false],
  ])
  expect(chart.plan).toEqual({ x1: 10, y1: 5, x2: 110, y2: 55 })
  expect(chart.line.map(({ x, y }) => [x, y])).toEqual([
    [10, 5],
    [60, 30],
  ])
})

test('a reading beyond the target or the period stays inside the frame', () => {
  const readings = [{ at: '2026-01-21T00:00:00.000Z', value: 0, confirmed: true }]
  const { points } = chartOf({ baseline: 30, target: 10 }, readings, period, frame)
  expect(points.map(({ x, y }) => [x, y])).toEqual([[110, 55]])
})

test('numbers as people type them, and nothing else', () => {
  expect(
    ['12.5', '１２．５', '1,200', ' -3 ', '.5', '12.', '1e3', '', 'abc', '1.2.3', 'Infinity'].map(numberOf),
  ).toEqual([12.5, 12.5, 1200, -3, 0.5, 12, null, null, null, null, null])
  expect([percent(0.425), percent(-0.1), valueText(0.1 + 0.2)]).toEqual(['43%', '-10%', '0.3'])
})
