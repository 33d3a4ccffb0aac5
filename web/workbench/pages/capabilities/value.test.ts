import { expect, test } from 'vitest'
import { adoptIds, blank, normalForm, type ProofRow, toPatch } from './value.ts'

const row = (key: string, text: string, id?: string): ProofRow => ({
  key,
  text,
  kind: 'delivery',
  at: '',
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
    proofs: [{ id: 'id-a', text: '案例', kind: 'delivery', at: null }],
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
