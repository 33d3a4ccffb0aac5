import { expect, test } from 'vitest'
import { heldUntil, lackingOf, nextRung, offersOf, renewableFrom, rungLeft, stateFits } from './ladder.ts'

const now = '2026-06-01T00:00:00.000Z'

test('one rung at a time, and none above the highest', () => {
  expect([nextRung('listed'), nextRung('signature'), nextRung('super')]).toEqual(['laboratory', 'super', null])
  expect(offersOf('listed', [], now)).toEqual([{ toRung: 'laboratory', renewal: false }])
  expect(offersOf('super', [{ rung: 'super', until: null }], now)).toEqual([])
})

test('a term is renewed from ninety days before its end on; what has no end never', () => {
  const until = '2026-09-01T00:00:00.000Z'
  expect(renewableFrom(until)).toBe('2026-06-03T00:00:00.000Z')
  const held = [{ rung: 'laboratory', until }] as const
  expect(offersOf('laboratory', held, now).map((each) => each.renewal)).toEqual([false])
  expect(offersOf('laboratory', held, '2026-06-03T00:00:00.000Z').map((each) => each.renewal)).toEqual([true, false])
  expect(heldUntil('laboratory', [...held, { rung: 'laboratory', until: null }])).toBe(null)
  expect(heldUntil('laboratory', [...held, { rung: 'laboratory', until: '2028-01-01T00:00:00.000Z' }])).toBe(
    '2028-01-01T00:00:00.000Z',
  )
})

test('what ends leaves a scenario where it has a basis left: never below its first rung, never above its present one', () => {
  const held = (rung: 'laboratory' | 'signature') => ({ rung, until: null })
  expect(rungLeft('signature', 'listed', [held('laboratory')])).toBe('laboratory')
  expect(rungLeft('signature', 'listed', [])).toBe('listed')
  expect(rungLeft('signature', 'listed', [held('signature')])).toBe('signature')
  expect(rungLeft('super', 'signature', [])).toBe('signature')
  expect(rungLeft('listed', 'listed', [held('signature')])).toBe('listed')
})

test('each group of a rule wants one of its kinds', () => {
  const rule = { evidence: [['agreement', 'project'], ['reading']], validMonths: 12 } as const
  expect(lackingOf(rule, ['project'])).toEqual([['reading']])
  expect(lackingOf(rule, ['file'])).toEqual([['agreement', 'project'], ['reading']])
  expect(lackingOf(rule, ['agreement', 'reading'])).toEqual([])
})

test('only what is out and goes on, or is concluded, moves up', () => {
  const states = ['selected', 'publicised', 'published', 'landing', 'evaluating', 'concluded', 'suspended', 'closed']
  expect(states.filter(stateFits)).toEqual(['published', 'landing', 'evaluating', 'concluded'])
})
