import { expect, test } from 'vitest'
import { maskAccount, parseAccount } from './account.ts'
import { afterFailure, minutesLocked } from './lock.ts'
import { isWeakPassword } from './password.ts'

test('an account is an address or a number, in one form', () => {
  expect(
    [
      'A.B@Example.COM',
      'ａ＠example.com',
      '+86 138-0013-8000',
      '１３８００１３８０００',
      'a@b',
      '12345',
      'раypal@example.com',
    ].map(parseAccount),
  ).toEqual([
    { kind: 'email', value: 'a.b@example.com' },
    { kind: 'email', value: 'a@example.com' },
    { kind: 'mobile', value: '13800138000' },
    { kind: 'mobile', value: '13800138000' },
    null,
    null,
    null,
  ])
  expect(['a.b@example.com', '13800138000'].map(maskAccount)).toEqual(['a***@example.com', '138****8000'])
})

test.each([
  ['Haichao-7788', false],
  ['海潮涌动年年岁岁7788', false],
  ['Short-778', true],
  ['onlyletters', true],
  ['0123456789', true],
  ['PASSWORD123', true],
  ['a1a1a1a1a1a1', true],
  ['lin.hai@example.com1', true],
  ['linhaiwang2026', true],
])('password %s: weak %s', (password, weak) => {
  expect(
    isWeakPassword(password, password.startsWith('linhaiwang') ? 'linhaiwang@example.com' : 'lin.hai@example.com'),
  ).toBe(weak)
})

test('five failures in a row lock for fifteen minutes; a lock that is over counts from the start', () => {
  const now = '2026-11-20T00:00:00.000Z'
  let state = { failures: 0, lockedUntil: null as string | null }
  for (let at = 0; at < 4; at++) state = afterFailure(state, now)
  expect(state).toEqual({ failures: 4, lockedUntil: null })
  state = afterFailure(state, now)
  expect(state).toEqual({ failures: 5, lockedUntil: '2026-11-20T00:15:00.000Z' })
  expect(minutesLocked(state, '2026-11-20T00:00:01.000Z')).toBe(15)
  expect(minutesLocked(state, '2026-11-20T00:15:00.000Z')).toBe(0)
  expect(afterFailure(state, '2026-11-20T00:16:00.000Z')).toEqual({ failures: 1, lockedUntil: null })
})
