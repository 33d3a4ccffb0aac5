import { expect, test } from 'vitest'
import { scoreOf, sendableScores, totalOf, unscored } from './sheet.ts'

const criteria = [
  { key: 'need', title: '需求真实', description: '', weight: 0.6, max: 100, step: 1 },
  { key: 'plan', title: '方案可行', description: '', weight: 0.4, max: 10, step: 0.5 },
]
const [need, plan] = criteria as [(typeof criteria)[number], (typeof criteria)[number]]

test('a typed score fits its criterion or says so', () => {
  expect([scoreOf(need, ' 80 '), scoreOf(need, ''), scoreOf(need, undefined)]).toEqual([80, null, null])
  expect([scoreOf(need, '101'), scoreOf(need, '-1'), scoreOf(need, '80.5'), scoreOf(need, '八十')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect([scoreOf(plan, '7.5'), scoreOf(plan, '7.3')]).toEqual([7.5, undefined])
})

test('only scores that fit are sent, and the total waits for all of them', () => {
  expect(sendableScores(criteria, { need: '80', plan: '7.3' })).toEqual({ need: 80 })
  expect(totalOf(criteria, { need: '80', plan: '7.3' })).toBe(null)
  expect(unscored(criteria, { need: '80', plan: '7.3' })).toBe(1)
  // 0.6 × 80/100 + 0.4 × 7.5/10
  expect(totalOf(criteria, { need: '80', plan: '7.5' })).toBe(78)
})
