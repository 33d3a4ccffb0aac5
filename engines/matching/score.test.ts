import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, compose, type Demand, exposure, factors, type Supply, score, type Weights } from './index.ts'

const weights: Weights = {
  version: '1',
  text: 4,
  taxonomy: 2,
  requirements: 3,
  readiness: 1,
  proof: 1,
  distance: 0.5,
  staleness: 1,
}
const demand: Demand = {
  paths: [['industry', 'low-altitude', 'evtol']],
  requirements: [
    { id: 'r1', kind: 'must', condition: { metric: '航程', comparator: '>=', threshold: 100, unit: '公里' } },
    { id: 'r2', kind: 'wish', condition: { metric: '载重', comparator: '>=', threshold: 0.5, unit: '吨' } },
    { id: 'r3', kind: 'wish', condition: null },
  ],
  readiness: 7,
  districts: ['north'],
}
const supply: Supply = {
  paths: [['industry', 'low-altitude', 'drone']],
  measures: [
    { metric: '航程', value: 120_000, unit: 'm' },
    { metric: '载重', value: 300, unit: 'kg' },
  ],
  readiness: 6,
  proofs: [{ kind: 'delivery', confirmed: true }],
  districts: ['south'],
  freshUntil: '2026-01-01T00:00:00.000Z',
}
const now = '2026-11-20T00:00:00.000Z'

describe('a pair', () => {
  test('has its parts, verdicts and what excludes it', () => {
    const scored = score(demand, supply, { weights, text: 0.5, now })
    expect(scored.requirements).toEqual([
      { id: 'r1', kind: 'must', verdict: 'met', stated: 120 },
      { id: 'r2', kind: 'wish', verdict: 'unmet', stated: 0.3, by: 0.2 },
      { id: 'r3', kind: 'wish', verdict: 'unknown', because: 'condition' },
    ])
    expect(scored.excludedBy).toEqual([])
    const value = Object.fromEntries(scored.parts.map((each) => [each.factor, each.value]))
    expect(value).toEqual({
      text: 0.5,
      taxonomy: 2 / 3,
      requirements: 1.35 / 3,
      readiness: 0.75,
      proof: 0.5,
      distance: 0.4,
      staleness: 323 / 365,
    })
    const gained = 4 * 0.5 + 2 * (2 / 3) + 3 * 0.45 + 0.75 + 0.5 + 0.5 * 0.4
    expect(scored.score).toBeCloseTo((gained - 323 / 365) / 11.5, 12)
    expect(
      score(demand, { ...supply, measures: [{ metric: '航程', value: 80, unit: '公里' }] }, { weights, text: 1, now })
        .excludedBy,
    ).toEqual(['r1'])
  })

  test('has parts that sum to its score, within 0 and 1, and gains when any factor does', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    const anyWeights = fc.record(
      Object.fromEntries(factors.map((each) => [each, fc.double({ min: 0, max: 5, noNaN: true })])),
    )
    fc.assert(
      fc.property(anyWeights, unit, fc.integer({ min: 1, max: 9 }), (some, text, readiness) => {
        const chosen = { ...some, version: 'x' } as Weights
        const scored = score(demand, { ...supply, readiness }, { weights: chosen, text, now })
        expect(scored.parts.reduce((sum, each) => sum + each.share, 0)).toBe(scored.score)
        expect(scored.score).toBeGreaterThanOrEqual(-1e-12)
        expect(scored.score).toBeLessThanOrEqual(1 + 1e-12)
        const readier = score(
          demand,
          { ...supply, readiness: Math.min(9, readiness + 1) },
          { weights: chosen, text, now },
        )
        expect(readier.score).toBeGreaterThanOrEqual(scored.score - 1e-12)
      }),
    )
  })
})

describe('a page', () => {
  const candidate = fc.record({
    organisation: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    score: fc.integer({ min: 1, max: 100 }),
    small: fc.boolean(),
  })
  const list = fc
    .array(candidate, { maxLength: 40 })
    .map((all) => all.map((each, at): Candidate => ({ ...each, key: `k${at}` })).sort((a, b) => b.score - a.score))

  test('has at most so many of an organisation, each candidate once', () => {
    fc.assert(
      fc.property(list, (all) => {
        const page = compose(all, 10, { perOrganisation: 2, share: 0.3, least: 0.5 })
        for (const organisation of 'abcdef')
          expect(page.filter((each) => each.organisation === organisation).length).toBeLessThanOrEqual(2)
        expect(new Set(page.map((each) => each.key)).size).toBe(page.length)
      }),
    )
  })

  test('keeps a share for small and new firms in every beginning, if they are not too far behind', () => {
    const all = [90, 89, 88, 87, 86, 85, 84].map((each, at) => ({
      key: `l${at}`,
      organisation: `l${at}`,
      score: each,
      small: false,
    }))
    const small = [80, 70, 20].map((each, at) => ({ key: `s${at}`, organisation: `s${at}`, score: each, small: true }))
    const fairness = { perOrganisation: 2, share: 0.25, least: 0.5 }
    expect(compose([...all, ...small], 12, fairness).map((each) => each.key)).toEqual([
      'l0',
      'l1',
      'l2',
      's0',
      'l3',
      'l4',
      'l5',
      's1',
      'l6',
      's2',
    ])
    expect(
      compose([...all, ...small], 8, { ...fairness, share: 0 })
        .map((each) => each.key)
        .at(-1),
    ).toBe('s0')
    expect(compose([...all, small[2] as Candidate], 4, fairness).map((each) => each.key)).toEqual([
      'l0',
      'l1',
      'l2',
      'l3',
    ])
  })

  test('exposure falls with the place', () => {
    const [yes, no] = [{ small: true }, { small: false }]
    expect(exposure([[yes, no]])).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12)
    expect([exposure([[yes]]), exposure([[no]]), exposure([])]).toEqual([1, 0, null])
  })
})
