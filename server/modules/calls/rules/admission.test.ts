import { expect, test } from 'vitest'
import { admission } from './admission.ts'

const window = { state: 'open', opensAt: '2026-12-01T00:00:00.000Z', closesAt: '2026-12-31T16:00:00.000Z' }

test('the first and the last moment of the window, by the clock whatever the state', () => {
  const at = (now: string, state = 'open') => admission({ ...window, state }, null, now)
  expect(at('2026-11-30T23:59:59.999Z')).toBe('too_early')
  expect(at('2026-12-01T00:00:00.000Z')).toBe('admitted')
  expect(at('2026-12-31T15:59:59.999Z')).toBe('admitted')
  expect(at('2026-12-31T16:00:00.000Z')).toBe('too_late')
  expect(at('2026-12-15T00:00:00.000Z', 'closed')).toBe('too_late')
})

test('one that was in comes back until the call is archived', () => {
  const again = (state: string) =>
    admission({ ...window, state }, '2026-12-02T00:00:00.000Z', '2027-03-01T00:00:00.000Z')
  expect([again('open'), again('closed'), again('archived')]).toEqual(['admitted', 'admitted', 'too_late'])
})
