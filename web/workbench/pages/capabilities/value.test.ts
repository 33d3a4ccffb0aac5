import { expect, test } from 'vitest'
import { adoptIds, blank, type MeasureRow, normalForm, type ProofRow, stated, toPatch } from './value.ts'

const row = (key: string, text: string, id?: string): ProofRow => ({
  key,
  text,
  kind: 'delivery',
  at: '',
  counterpart: null,
  ...(id ? { id } : {}),
})

test('a patch says null for emptied texts, numbers for levels, and leaves empty rows out', () => {
  expect(
    toPatch({
      description: '  ',
      readiness: '7',
      proofs: [row('a', '案例', 'id-a'), row('b', ' ')],
      attachments: [{ id: 'file', name: 'x.pdf', bytes: 3 }],
    }),
  ).toEqual({
    description: null,
    readiness: 7,
    proofs: [{ id: 'id-a', text: '案例', kind: 'delivery', at: null, counterpartId: null }],
    attachments: ['file'],
  })
})

test('ids of new rows are adopted by key, also when rows moved meanwhile', () => {
  const sent = { proofs: [row('a', 'one'), row('empty', ''), row('b', 'two')] }
  const saved = { ...blank, proofs: [row('x', 'one', 'id-a'), row('y', 'two', 'id-b')] }
  const mine = { ...blank, proofs: [row('b', 'two!'), row('a', 'one')] }
  expect(adoptIds(mine, sent, saved).proofs.map((each) => [each.key, each.id])).toEqual([
    ['b', 'id-b'],
    ['a', 'id-a'],
  ])
})

test('an empty row and outer spaces are no change', () => {
  expect(normalForm({ ...blank, title: ' x ', proofs: [row('a', ' ')] })).toEqual(
    normalForm({ ...blank, title: 'x', proofs: [] }),
  )
})

test('measures are sent as numbers and units, however they were typed; what is half filled in waits', () => {
  const measure = (metric: string, value: string, unit = ''): MeasureRow => ({
    key: metric,
    metric,
    value,
    unit,
    asOf: '',
  })
  const rows = [measure('续航', '三百公里'), measure('载重', '1,200', 'kg'), measure('速度', ''), measure('台数', '12')]
  expect(toPatch({ measures: rows }).measures).toEqual([
    { metric: '续航', value: 300, unit: '公里', asOf: null },
    { metric: '载重', value: 1200, unit: 'kg', asOf: null },
    { metric: '台数', value: 12, unit: null, asOf: null },
  ])
  expect(toPatch({ measures: [measure('续航', '很远')] }).measures).toEqual([
    { metric: '续航', value: Number.NaN, unit: null, asOf: null },
  ])
  const saved = [measure('续航', '300', '公里'), measure('载重', '1200', 'kg'), measure('台数', '12')]
  expect(normalForm({ ...blank, measures: saved })).toEqual(normalForm({ ...blank, measures: rows }))
  expect(stated(rows).indexOf(rows[3] as MeasureRow)).toBe(2)
})
