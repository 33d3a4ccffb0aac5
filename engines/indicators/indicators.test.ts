import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkSystem,
  effectiveWeights,
  evaluate,
  type IndicatorSystem,
  type Leaf,
  leavesOf,
  type Node,
} from './index.ts'

const leaf = (key: string, weight: number, over: Partial<Leaf> = {}): Leaf => ({
  key,
  weight,
  direction: 'up',
  normalise: { kind: 'linear', worst: 0, best: 100 },
  missing: 'zero',
  ...over,
})
const grades = [
  { key: 'excellent', from: 85 },
  { key: 'good', from: 70 },
  { key: 'poor', from: 0 },
]
const small: IndicatorSystem = {
  children: [
    {
      key: 'effect',
      weight: 0.6,
      children: [leaf('reached', 0.5), leaf('accepted', 0.5, { missing: 'redistribute' })],
    },
    leaf('days', 0.4, { direction: 'down', normalise: { kind: 'linear', worst: 200, best: 0 }, missing: 'worst' }),
  ],
  grades,
}
function results(system: IndicatorSystem, ...values: Record<string, number | null>[]) {
  const outcome = evaluate(
    system,
    values.map((each, at) => ({ id: `s${at}`, values: each })),
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults))
  return outcome.results
}

describe('one system', () => {
  test('says the score, the grade, the rank and what each leaf gave', () => {
    expect(results(small, { reached: 80, accepted: 50, days: 50 })).toEqual([
      {
        id: 's0',
        score: 69,
        grade: 'poor',
        rank: 1,
        leaves: [
          { key: 'reached', raw: 80, missing: false, normalised: 0.8, weight: 0.3, contribution: 24 },
          { key: 'accepted', raw: 50, missing: false, normalised: 0.5, weight: 0.3, contribution: 15 },
          { key: 'days', raw: 50, missing: false, normalised: 0.75, weight: 0.4, contribution: 30 },
        ],
      },
    ])
  })

  test('a missing leaf counts nothing, its worst, or leaves its weight to its siblings', () => {
    const [only] = results(small, { reached: 80, accepted: null })
    expect(
      only?.leaves.map(({ missing, normalised, weight, contribution }) => [missing, normalised, weight, contribution]),
    ).toEqual([
      [false, 0.8, 0.6, 48],
      [true, null, 0, 0],
      [true, 0, 0.4, 0],
    ])
    const bands = {
      kind: 'bands',
      bands: [
        { from: 0, value: 0.2 },
        { from: 10, value: 1 },
      ],
    } as const
    const banded: IndicatorSystem = { children: [leaf('a', 1, { normalise: bands, missing: 'worst' })], grades }
    expect(results(banded, {}, { a: 9.9 }, { a: 10 }, { a: -5 }).map((each) => each.score)).toEqual([20, 20, 100, 20])
  })

  test('nothing known is no score, no grade, no rank', () => {
    const open: IndicatorSystem = {
      children: [
        { key: 'b', weight: 0.5, children: [leaf('a', 1, { missing: 'redistribute' })] },
        leaf('c', 0.5, { missing: 'redistribute' }),
      ],
      grades,
    }
    expect(results(open, {}, { a: 40 }).map(({ score, grade, rank }) => [score, grade, rank])).toEqual([
      [null, null, null],
      [40, 'poor', 1],
    ])
  })

  test('ratios are clamped, upward and downward', () => {
    const ratio = { kind: 'ratio', target: 50 } as const
    const up: IndicatorSystem = { children: [leaf('a', 1, { normalise: ratio })], grades }
    const down: IndicatorSystem = { children: [leaf('a', 1, { normalise: ratio, direction: 'down' })], grades }
    const raws = [{ a: -3 }, { a: 0 }, { a: 25 }, { a: 50 }, { a: 100 }]
    expect(results(up, ...raws).map((each) => each.score)).toEqual([0, 0, 50, 100, 100])
    expect(results(down, ...raws).map((each) => each.score)).toEqual([100, 100, 100, 100, 50])
  })

  test('equal scores share a rank and the next one is skipped; grades start at their threshold', () => {
    const plain: IndicatorSystem = { children: [leaf('a', 1)], grades }
    const graded = results(plain, { a: 70 }, { a: 85 }, { a: 69.99 }, { a: 70 })
    expect(graded.map(({ rank, grade }) => [rank, grade])).toEqual([
      [2, 'good'],
      [1, 'excellent'],
      [4, 'poor'],
      [2, 'good'],
    ])
  })

  test('three thirds make 100.00, the hundredth that is left goes to the first', () => {
    const thirds: IndicatorSystem = { children: ['a', 'b', 'c'].map((key) => leaf(key, 1 / 3)), grades }
    const [only] = results(thirds, { a: 100, b: 100, c: 100 })
    expect([only?.score, only?.leaves.map((each) => each.contribution)]).toEqual([100, [33.34, 33.33, 33.33]])
  })
})

describe('is refused', () => {
  const of = (children: Node[], over: Partial<IndicatorSystem> = {}) => checkSystem({ children, grades, ...over })
  test('when the system is not sound, naming where', () => {
    expect({
      sum: of([leaf('a', 0.5), { key: 'b', weight: 0.4, children: [leaf('c', 1)] }]),
      inside: of([{ key: 'b', weight: 1, children: [leaf('c', 0.5), leaf('d', 0.75)] }]),
      negative: of([leaf('a', 1.5), leaf('b', -0.5)]),
      zero: of([leaf('a', 1), leaf('b', 0)]),
      twice: of([leaf('a', 0.5), leaf('a', 0.5)]),
      empty: of([{ key: 'b', weight: 1, children: [] }]),
      nothing: of([]),
      noNumber: of([leaf('a', Number.NaN)]),
      upside: of([leaf('a', 1, { normalise: { kind: 'linear', worst: 5, best: 5 } })]),
      against: of([leaf('a', 1, { direction: 'down' })]),
      endless: of([leaf('a', 1, { normalise: { kind: 'linear', worst: 0, best: Number.POSITIVE_INFINITY } })]),
      target: of([leaf('a', 1, { normalise: { kind: 'ratio', target: 0 } })]),
      unordered: of([
        leaf('a', 1, {
          normalise: {
            kind: 'bands',
            bands: [
              { from: 1, value: 0 },
              { from: 1, value: 1 },
            ],
          },
        }),
      ]),
      falling: of([
        leaf('a', 1, {
          normalise: {
            kind: 'bands',
            bands: [
              { from: 0, value: 1 },
              { from: 1, value: 0 },
            ],
          },
        }),
      ]),
      tall: of([leaf('a', 1, { normalise: { kind: 'bands', bands: [{ from: 0, value: 1.1 }] } })]),
      noBand: of([leaf('a', 1, { normalise: { kind: 'bands', bands: [] } })]),
      grades: of([leaf('a', 1)], {
        grades: [
          { key: 'x', from: 50 },
          { key: 'x', from: 101 },
        ],
      }),
    }).toEqual({
      sum: [{ code: 'weights_do_not_sum', node: '', sum: 0.9 }],
      inside: [{ code: 'weights_do_not_sum', node: 'b', sum: 1.25 }],
      negative: [
        { code: 'weight_out_of_range', node: 'a', weight: 1.5 },
        { code: 'weight_out_of_range', node: 'b', weight: -0.5 },
      ],
      zero: [{ code: 'weight_out_of_range', node: 'b', weight: 0 }],
      twice: [{ code: 'key_twice', node: 'a' }],
      empty: [{ code: 'empty_branch', node: 'b' }],
      nothing: [{ code: 'empty_branch', node: '' }],
      noNumber: [
        { code: 'weight_out_of_range', node: 'a', weight: Number.NaN },
        { code: 'weights_do_not_sum', node: '', sum: Number.NaN },
      ],
      upside: [{ code: 'bad_normalisation', node: 'a', why: 'against_direction' }],
      against: [{ code: 'bad_normalisation', node: 'a', why: 'against_direction' }],
      endless: [{ code: 'bad_normalisation', node: 'a', why: 'not_finite' }],
      target: [{ code: 'bad_normalisation', node: 'a', why: 'target_not_positive' }],
      unordered: [{ code: 'bad_normalisation', node: 'a', why: 'bands_unordered' }],
      falling: [{ code: 'bad_normalisation', node: 'a', why: 'against_direction' }],
      tall: [{ code: 'bad_normalisation', node: 'a', why: 'band_out_of_range' }],
      noBand: [{ code: 'bad_normalisation', node: 'a', why: 'no_bands' }],
      grades: [
        { code: 'grade_out_of_range', grade: 'x', from: 101 },
        { code: 'grade_twice', grade: 'x', from: 101 },
        { code: 'no_lowest_grade' },
      ],
    })
  })

  test('when a value is no finite number, belongs to no leaf, or a subject comes twice', () => {
    const given = [
      { id: 'x', values: { reached: Number.NaN, days: Number.POSITIVE_INFINITY } },
      { id: 'y', values: { other: 1 } },
      { id: 'y', values: {} },
    ]
    expect(evaluate(small, given)).toEqual({
      ok: false,
      faults: [
        { code: 'value_not_finite', subject: 'x', leaf: 'reached' },
        { code: 'value_not_finite', subject: 'x', leaf: 'days' },
        { code: 'unknown_leaf', subject: 'y', leaf: 'other' },
        { code: 'subject_twice', subject: 'y' },
      ],
    })
  })
})

/** Weights of `count` siblings that sum to 1: whole parts of their sum. */
const parts = (count: number) => fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: count, maxLength: count })
const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true })
const up = fc.oneof(
  fc
    .tuple(finite, finite)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ kind: 'linear' as const, worst: Math.min(a, b), best: Math.max(a, b) })),
  fc.double({ min: 1e-6, max: 1e9, noNaN: true }).map((target) => ({ kind: 'ratio' as const, target })),
  fc
    .tuple(
      fc.uniqueArray(finite, { minLength: 1, maxLength: 5 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
    )
    .map(([froms, values]) => {
      const sorted = values.toSorted((a, b) => a - b)
      return {
        kind: 'bands' as const,
        bands: froms.toSorted((a, b) => a - b).map((from, at) => ({ from, value: sorted[at] ?? 1 })),
      }
    }),
)
const kind = fc
  .tuple(up, fc.boolean(), fc.constantFrom('zero' as const, 'redistribute' as const, 'worst' as const))
  .map(([how, down, missing]) => ({
    direction: down ? ('down' as const) : ('up' as const),
    missing,
    normalise: down ? turned(how) : how,
  }))
type Up = typeof up extends fc.Arbitrary<infer T> ? T : never
function turned(how: Up): Leaf['normalise'] {
  if (how.kind === 'linear') return { ...how, worst: how.best, best: how.worst }
  if (how.kind === 'ratio') return how
  const values = how.bands.map((band) => band.value).toReversed()
  return { kind: 'bands', bands: how.bands.map((band, at) => ({ ...band, value: values[at] ?? 0 })) }
}
/** Trees of two levels with 1 to 4 branches of 1 to 4 leaves. */
const system = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.array(kind, { minLength: 1, maxLength: 4 }), parts(4)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((branches): IndicatorSystem => {
    const whole = branches.reduce((sum, [weight]) => sum + weight, 0)
    const children = branches.map(([weight, leaves, shares], at) => {
      const sum = leaves.reduce((total, _, i) => total + (shares[i] ?? 0), 0)
      return {
        key: `b${at}`,
        weight: weight / whole,
        children: leaves.map((each, i) => ({ key: `l${at}${i}`, weight: (shares[i] ?? 0) / sum, ...each })),
      }
    })
    return { children, grades }
  })
const raw = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { freq: 4 })
const cases = system.chain((tree) => {
  const record = fc.record(Object.fromEntries(leavesOf(tree).map((each) => [each.key, raw])))
  return fc.tuple(fc.constant(tree), fc.array(record, { minLength: 1, maxLength: 8 }))
})

describe('whatever the tree and the values', () => {
  test('contributions sum to the score to the hundredth, scores are 0..100, weights of who has a score sum to 1', () => {
    fc.assert(
      fc.property(cases, ([tree, values]) => {
        for (const { score, leaves } of results(tree, ...values)) {
          const hundredths = leaves.reduce((sum, each) => sum + Math.round(each.contribution * 100), 0)
          expect(hundredths).toBe(Math.round((score ?? 0) * 100))
          expect(score === null || (score >= 0 && score <= 100)).toBe(true)
          expect(leaves.every((each) => each.contribution >= 0)).toBe(true)
          if (score !== null) expect(leaves.reduce((sum, each) => sum + each.weight, 0)).toBeCloseTo(1, 9)
          // Rounded by less than one hundredth from what the leaf is worth.
          for (const each of leaves)
            expect(Math.abs(each.contribution - each.weight * (each.normalised ?? 0) * 100)).toBeLessThan(0.01 + 1e-9)
        }
      }),
    )
  })

  test('a better value of one leaf never lowers the score', () => {
    const better = cases.chain(([tree, [values = {}]]) => {
      const leaves = leavesOf(tree)
      return fc.tuple(
        fc.constant(tree),
        fc.constant(values),
        fc.constantFrom(...leaves),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      )
    })
    fc.assert(
      fc.property(better, ([tree, values, { key, direction }, other]) => {
        const now = values[key] ?? 0
        const [worse, best] = (direction === 'up') === other > now ? [now, other] : [other, now]
        const [low, high] = results(tree, { ...values, [key]: worse }, { ...values, [key]: best })
        expect((high?.score ?? 0) >= (low?.score ?? 0)).toBe(true)
        expect((high?.rank ?? 0) <= (low?.rank ?? 0)).toBe(true)
      }),
    )
  })

  test('the order of the subjects changes nothing but the order of the results', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), ([tree, values], keys) => {
        const subjects = values.map((each, at) => ({ id: `s${at}`, values: each, key: keys.next().value }))
        const shuffled = subjects.toSorted((a, b) => a.key - b.key).map(({ id, values: own }) => ({ id, values: own }))
        const byId = (given: typeof shuffled) => {
          const outcome = evaluate(tree, given)
          return outcome.ok && outcome.results.toSorted((a, b) => a.id.localeCompare(b.id))
        }
        expect(byId(shuffled)).toEqual(byId(subjects.map(({ id, values: own }) => ({ id, values: own }))))
      }),
    )
  })

  test('weights that do not sum to one are refused', () => {
    fc.assert(
      fc.property(system, fc.double({ min: 1e-6, max: 0.5, noNaN: true }), fc.boolean(), (tree, off, more) => {
        const [first, ...rest] = tree.children
        if (!first) return
        const weight = first.weight * (more ? 1 + off : 1 - off)
        const outcome = evaluate({ ...tree, children: [{ ...first, weight }, ...rest] }, [])
        const sums = outcome.ok ? [] : outcome.faults.filter((each) => each.code === 'weights_do_not_sum')
        expect(sums.map((each) => each.node)).toEqual([''])
      }),
    )
  })

  test('what leaves is shared among the siblings in proportion to their weights', () => {
    fc.assert(
      fc.property(system, fc.infiniteStream(fc.boolean()), (tree, coin) => {
        const gone = new Set(leavesOf(tree).flatMap((each) => (coin.next().value ? [each.key] : [])))
        const weights = effectiveWeights(tree, gone)
        expect([...weights.keys()].some((key) => gone.has(key))).toBe(false)
        if (weights.size > 0) expect([...weights.values()].reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)
        for (const branch of tree.children) {
          if (!('children' in branch)) continue
          const own = branch.children.filter((each) => weights.has(each.key))
          const [one, other] = own
          if (!one || !other) continue
          const kept = (weights.get(one.key) ?? 0) / (weights.get(other.key) ?? 1)
          expect(kept / (one.weight / other.weight)).toBeCloseTo(1, 9)
        }
      }),
    )
  })
})
