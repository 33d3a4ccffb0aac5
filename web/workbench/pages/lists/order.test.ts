import { expect, test } from 'vitest'
import { inOrder, moved } from './order.ts'

const compose = (...ids: string[]) => ({ action: 'list.compose', changes: [{ path: 'items', before: [], after: ids }] })
const addendum = (...ids: string[]) => ({
  action: 'list.add_addendum',
  changes: [{ path: 'items', before: null, after: ids }],
})

test('the last composition gives the order, addenda follow, unknown ids come last', () => {
  const newestFirst = [addendum('e'), compose('c', 'a', 'b'), compose('a', 'b', 'c', 'd')]
  expect(inOrder(['a', 'b', 'c', 'e', 'x'], newestFirst)).toEqual(['c', 'a', 'b', 'e', 'x'])
})

test('ids that left the list are left out', () => {
  expect(inOrder(['b'], [compose('a', 'b')])).toEqual(['b'])
})

test('moving stops at both ends', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b'])
})
