import { expect, test } from 'vitest'
import { codesOf, intentBody } from './reasons.ts'

test('accepting and withdrawing ask for no reason, declining and breaking off for a coded one', () => {
  expect([codesOf('accept').length, codesOf('withdraw').length]).toEqual([0, 0])
  expect(codesOf('decline').map(({ code }) => code)).toContain('not_a_fit')
  expect(intentBody('accept', '', '')).toEqual({})
  expect(intentBody('decline', '', 'words alone do not count')).toBe(null)
  expect(intentBody('decline', 'not_a_fit', '')).toEqual({ reason: 'not_a_fit' })
  expect(intentBody('decline', 'no_response', '')).toBe(null)
})

test('“other” wants words', () => {
  expect(intentBody('break_off', 'other', ' ')).toBe(null)
  expect(intentBody('break_off', 'other', ' 合并重组 ')).toEqual({ reason: 'other', note: '合并重组' })
})
