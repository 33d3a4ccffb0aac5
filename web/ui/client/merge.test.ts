import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changed, same, threeWay } from './merge.ts'

test('fields changed on different sides are both taken', () => {
  const base = { title: 'a', summary: 's', tracks: ['x'] }
  const result = threeWay(base, { ...base, title: 'mine' }, { ...base, tracks: ['x', 'y'] })
  expect(result).toEqual({ merged: { title: 'mine', summary: 's', tracks: ['x', 'y'] }, conflicts: [] })
})

test('a field changed differently by both is a conflict and stays as mine', () => {
  const result = threeWay({ title: 'a' }, { title: 'b' }, { title: 'c' })
  expect(result).toEqual({
    merged: { title: 'b' },
    conflicts: [{ field: 'title', base: 'a', mine: 'b', theirs: 'c' }],
  })
})

test('the same change on both sides is no conflict', () => {
  expect(threeWay({ title: 'a' }, { title: 'b' }, { title: 'b' })).toEqual({ merged: { title: 'b' }, conflicts: [] })
})

test('equality looks into lists and objects, not at the order of keys', () => {
  expect(same({ a: [1, { b: 2 }], c: undefined }, { a: [1, { b: 2 }] })).toBe(true)
  expect(same([1, 2], [2, 1])).toBe(false)
  expect(same({ a: null }, { a: undefined })).toBe(false)
  expect(same([], {})).toBe(false)
})

const value = fc.record({
  a: fc.integer({ max: 3, min: 0 }),
  b: fc.array(fc.integer({ max: 1, min: 0 })),
  c: fc.boolean(),
})

test('merging with an unchanged side gives the other side', () => {
  fc.assert(
    fc.property(value, value, (base, other) => {
      expect(threeWay(base, other, base)).toEqual({ merged: other, conflicts: [] })
      expect(threeWay(base, base, other)).toEqual({ merged: other, conflicts: [] })
    }),
  )
})

test('nothing I changed is ever lost, nothing they alone changed is overwritten', () => {
  fc.assert(
    fc.property(value, value, value, (base, mine, theirs) => {
      const { merged } = threeWay(base, mine, theirs)
      expect(merged).toEqual({ ...theirs, ...changed(base, mine) })
    }),
  )
})

test('what means the same is no change and stays as it is typed', () => {
  const normal = (value: { title: string }) => ({ title: value.title.trim() })
  expect(changed({ title: 'a' }, { title: 'a ' }, normal)).toEqual({})
  expect(threeWay({ title: '' }, { title: 'a ' }, { title: 'a' }, normal)).toEqual({
    merged: { title: 'a ' },
    conflicts: [],
  })
})
