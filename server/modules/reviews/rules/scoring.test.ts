import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meansOf, ranksOf, rubricFaults, scoreFaults, unscored, weightedScore, weightSum } from './scoring.ts'

const rubric = [
  { key: 'need', title: '需求真实', description: '', weight: 0.5, max: 100, step: 1 },
  { key: 'plan', title: '方案可行', description: '', weight: 0.3, max: 10, step: 0.5 },
  { key: 'value', title: '示范价值', description: '', weight: 0.2, max: 5, step: 1 },
]

test('the weighted score is the sum of weight times mean over maximum', () => {
  const sheets = [
    { need: 80, plan: 7.5, value: 4 },
    { need: 90, plan: 8, value: 5 },
  ]
  // 0.5 × 85/100 + 0.3 × 7.75/10 + 0.2 × 4.5/5 = 0.425 + 0.2325 + 0.18
  expect(weightedScore(rubric, sheets)).toBe(83.75)
  expect(meansOf(rubric, sheets)).toEqual([
    { key: 'need', mean: 85 },
    { key: 'plan', mean: 7.75 },
    { key: 'value', mean: 4.5 },
  ])
  expect(weightedScore(rubric, [])).toBe(null)
  expect(meansOf(rubric, []).map((each) => each.mean)).toEqual([null, null, null])
})

test('scores stay within 0 and the maximum, on a step, of a known criterion', () => {
  expect(scoreFaults(rubric, { need: 100, plan: 0.5, value: 0 })).toEqual([])
  expect(
    scoreFaults(rubric, { need: -1, plan: 10.5, value: 2.5, other: 1 }).map((each) => [each.path, each.code]),
  ).toEqual([
    ['scores.need', 'too_small'],
    ['scores.plan', 'too_big'],
    ['scores.value', 'off_step'],
    ['scores.other', 'unrecognized'],
  ])
  const tenths = [{ ...rubric[0], max: 1, step: 0.1 } as (typeof rubric)[number]]
  expect(scoreFaults(tenths, { need: 0.3 })).toEqual([])
  expect(unscored(rubric, { need: 0 })).toEqual(['plan', 'value'])
})

test('weights make one, thirds of it as well; keys are told apart', () => {
  expect(rubricFaults(rubric)).toEqual([])
  const thirds = ['a', 'b', 'c'].map((key, index) => ({
    ...(rubric[0] as (typeof rubric)[number]),
    key,
    weight: index === 2 ? 0.333334 : 0.333333,
  }))
  expect(weightSum(thirds)).toBe(1)
  const [first, second] = rubric as [(typeof rubric)[number], (typeof rubric)[number]]
  expect(rubricFaults([first, { ...second, key: 'need', step: 11 }])).toEqual([
    { path: 'criteria', code: 'weights_sum', params: { sum: 0.8 } },
    { path: 'criteria.1.key', code: 'duplicate', params: { where: '需求真实' } },
    { path: 'criteria.1.step', code: 'too_big', params: { max: 10 } },
  ])
})

test('equal scores share a rank and the next is skipped', () => {
  const ranks = ranksOf(
    new Map([
      ['a', 70],
      ['b', 90],
      ['c', 70],
      ['d', 60.01],
      ['e', null],
    ]),
  )
  expect([...ranks]).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 2],
    ['d', 4],
  ])
})

test('a better sheet never lowers the score, and it stays within 0 and 100', () => {
  const sheet = fc.record({
    need: fc.integer({ min: 0, max: 99 }),
    plan: fc.integer({ min: 0, max: 10 }),
    value: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(sheet, { minLength: 1, maxLength: 6 }), (sheets) => {
      const before = weightedScore(rubric, sheets) as number
      const [first, ...rest] = sheets as [(typeof sheets)[number], ...typeof sheets]
      const after = weightedScore(rubric, [{ ...first, need: first.need + 1 }, ...rest]) as number
      expect(before >= 0 && before <= 100 && after >= before).toBe(true)
    }),
  )
})
