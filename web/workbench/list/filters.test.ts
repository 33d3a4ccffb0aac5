import { expect, test } from 'vitest'
import { scenarioQuery } from '../../../contracts/scenarios.ts'
import { parseSearch, stringifySearch } from '../shell/search.ts'
import { narrowing, readFilters, toggled, withFilter } from './filters.ts'

test('reads what the contract knows and drops what it would refuse', () => {
  const search = parseSearch('?q=港口&state=published,landing&stage=nowhere&foo=1&sort=title&limit=900&overdue=true')
  expect(readFilters(scenarioQuery, search)).toEqual({
    q: '港口',
    state: 'published,landing',
    sort: 'title',
    overdue: 'true',
  })
})

test('the address is read back as it was written, and stays readable', () => {
  const search = { q: 'a&b=港', track: 'x,y', sort: '-updatedAt' }
  const address = stringifySearch(search)
  expect(parseSearch(address)).toEqual(search)
  expect(address).toContain('track=x,y')
  expect(stringifySearch({ q: '', track: undefined })).toBe('')
})

test('a new condition leads to the first page, an empty one disappears', () => {
  expect(withFilter({ q: 'a', cursor: 'c', sort: 'title' }, { q: '' })).toEqual({ sort: 'title' })
  expect(withFilter({ q: 'a' }, { cursor: 'c' })).toEqual({ q: 'a', cursor: 'c' })
})

test('values of a list condition are added and removed one by one', () => {
  expect([toggled(undefined, 'a'), toggled('a', 'b'), toggled('a,b', 'a'), toggled('a', 'a')]).toEqual([
    'a',
    'a,b',
    'b',
    '',
  ])
})

test('order and page do not narrow a list', () => {
  expect(narrowing({ q: 'a', sort: 'title', limit: '50', state: 'draft' })).toEqual(['q', 'state'])
})
