import { expect, test } from 'vitest'
import { pageOfRows } from './rows.ts'

test('the rows of a figure open in the list of their collection, with the same filter', () => {
  expect(pageOfRows('/api/v1/scenarios?rung=super&state=published,landing&synthetic=false')).toBe(
    '/app/scenarios?rung=super&state=published,landing&synthetic=false',
  )
  expect(pageOfRows('/api/v1/todos?type=call&overdue=true')).toBe('/app/?type=call&overdue=true')
  expect(pageOfRows(null)).toBeNull()
})
