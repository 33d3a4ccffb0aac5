import { expect, it } from 'vitest'
import { createShared } from './shared.ts'

it('makes a value once for all who ask while it is fresh', async () => {
  const shared = createShared<number>({ forMs: 60_000, atMost: 2 })
  let made = 0
  const make = async () => ++made
  expect(await Promise.all([shared.get('a', make), shared.get('a', make)])).toEqual([1, 1])
  expect(await shared.get('b', make)).toBe(2)
  // The third pushes out the first.
  expect(await shared.get('c', make)).toBe(3)
  expect([await shared.get('b', make), await shared.get('a', make)]).toEqual([2, 4])
})

it('makes it anew when its time is over, and after a failure', async () => {
  const brief = createShared<number>({ forMs: 0, atMost: 2 })
  let made = 0
  const make = async () => ++made
  expect([await brief.get('a', make), await brief.get('a', make)]).toEqual([1, 2])
  const shared = createShared<number>({ forMs: 60_000, atMost: 2 })
  await expect(shared.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await shared.get('a', make)).toBe(3)
})
