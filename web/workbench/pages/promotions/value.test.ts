import { expect, test } from 'vitest'
import { promotionPatch } from '../../../../contracts/promotions.ts'
import { checkPromotion } from './port.ts'
import { normalForm, toPatch } from './value.ts'

const row = {
  kind: 'project',
  subjectId: '019a9c1e-0000-7000-8000-000000000001',
  sentence: ' 试点在运行 ',
  said: {},
} as const

test('a patch says empty texts as null and months as a number, also typed wide', () => {
  const patch = toPatch({ statement: ' ', summary: '摘要', validMonths: '２４', evidence: [row] })
  expect(patch).toEqual({
    statement: null,
    summary: '摘要',
    validMonths: 24,
    evidence: [{ kind: 'project', subjectId: row.subjectId, sentence: '试点在运行' }],
  })
  expect(promotionPatch.safeParse(patch).success).toBe(true)
})

test('what would be refused waits with a sentence at its place; the rest is sent', () => {
  const { sendable, faults } = checkPromotion(
    { statement: '说明', validMonths: '两年', evidence: [row, { ...row, sentence: '' }] },
    'zh',
  )
  expect(Object.keys(sendable)).toEqual(['statement'])
  expect(Object.keys(faults).sort()).toEqual(['evidence.1.sentence', 'validMonths'])
})

test('what a piece said is no change of the form', () => {
  const value = { statement: '', summary: '', validMonths: '', evidence: [row] }
  expect(normalForm(value)).toEqual(normalForm({ ...value, evidence: [{ ...row, said: { code: 'P-1' } }] }))
})
