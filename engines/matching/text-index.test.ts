import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTextIndex, type Document, type Query } from './index.ts'

const fields = [3, 1]
const token = fc.integer({ min: 0, max: 40 }).map((n) => `t${Math.floor((n * n) / 40)}`)
const document = fc.record({
  key: fc.integer({ min: 0, max: 60 }).map((n) => `d${String(n).padStart(2, '0')}`),
  fields: fc.tuple(fc.array(token, { maxLength: 6 }), fc.array(token, { maxLength: 30 })),
  filters: fc.subarray(['district:a', 'district:b', 'kind:x', 'kind:y']),
})
const query: fc.Arbitrary<Query> = fc.array(fc.record({ token, weight: fc.constantFrom(0.5, 1, 2) }), {
  minLength: 1,
  maxLength: 12,
})

/** The formula, written out over plain documents. */
function exhaustive(documents: readonly Document[], asked: Query, groups: readonly (readonly string[])[] = []) {
  const weighted = documents.map(({ key, fields: texts, filters = [] }) => {
    const frequencies = new Map<string, number>()
    let length = 0
    texts.forEach((tokens, field) => {
      length += (fields[field] as number) * tokens.length
      for (const each of tokens) frequencies.set(each, (frequencies.get(each) ?? 0) + (fields[field] as number))
    })
    return { key, length, filters, frequencies }
  })
  const average = weighted.reduce((sum, each) => sum + each.length, 0) / weighted.length
  const weights = new Map<string, number>()
  for (const each of asked) weights.set(each.token, (weights.get(each.token) ?? 0) + each.weight)
  return weighted
    .filter(({ filters }) => groups.every((values) => values.some((value) => filters.includes(value))))
    .map(({ key, length, frequencies }) => {
      let score = 0
      for (const [each, weight] of weights) {
        const f = frequencies.get(each) ?? 0
        if (f === 0) continue
        const n = weighted.filter((other) => other.frequencies.has(each)).length
        const idf = Math.log(1 + (weighted.length - n + 0.5) / (n + 0.5))
        score += (weight * idf * 2.2 * f) / (f + 1.2 * (0.25 + (0.75 * length) / average))
      }
      return { key, score }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}

/** Rounded, because sums in another order differ in the last digits. */
function rounded(hits: readonly { key: string; score: number }[]) {
  return hits
    .map(({ key, score }) => ({ key, score: Number(score.toFixed(6)) }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}
const distinct = (documents: readonly Document[]) => [...new Map(documents.map((each) => [each.key, each])).values()]

describe('retrieval', () => {
  test('equals scoring every document', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 80 }), query, (documents, asked) => {
        const index = createTextIndex({ fields })
        index.put(documents)
        const found = rounded(index.search(asked, { limit: 100 }))
        expect(found).toEqual(rounded(exhaustive(distinct(documents), asked)))
        const few = index.search(asked, { limit: 5 }).map((each) => Number(each.score.toFixed(6)))
        expect(few).toEqual(found.slice(0, 5).map((each) => each.score))
      }),
    )
  })

  test('leaves out within retrieval what a filter does not name', () => {
    const groups = [['district:a', 'district:b'], ['kind:x']]
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 60 }), query, (documents, asked) => {
        const index = createTextIndex({ fields })
        index.put(documents)
        expect(rounded(index.search(asked, { limit: 100, filter: groups }))).toEqual(
          rounded(exhaustive(distinct(documents), asked, groups)),
        )
      }),
    )
  })

  test('over many chunks and with a short list equals the beginning of the long one', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed / 2147483648
    }
    const some = (length: number) => Array.from({ length }, () => `t${Math.floor(random() ** 3 * 300)}`)
    const index = createTextIndex({ fields })
    index.put(Array.from({ length: 40_000 }, (_, n) => ({ key: `d${n}`, fields: [some(3), some(20)] })))
    for (let round = 0; round < 10; round += 1) {
      const asked = some(30).map((each) => ({ token: each, weight: 1 }))
      const all = index.search(asked, { limit: 40_000 }).map((each) => each.score)
      expect(index.search(asked, { limit: 50 }).map((each) => each.score)).toEqual(all.slice(0, 50))
    }
  })
})

describe('changes', () => {
  const change = fc.oneof(
    document.map((each) => ({ put: each })),
    document.map((each) => ({ remove: each.key })),
    fc.constant('tidy' as const),
    fc.constant('search' as const),
  )

  test('leave what a new index of the same documents would be', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 120 }), query, (changes, asked) => {
        const index = createTextIndex({ fields })
        const kept = new Map<string, Document>()
        for (const each of changes) {
          if (each === 'tidy') index.tidy()
          else if (each === 'search') index.search(asked, { limit: 3 })
          else if ('put' in each) {
            index.put([each.put])
            kept.set(each.put.key, each.put)
          } else expect(index.remove(each.remove)).toBe(kept.delete(each.remove))
        }
        expect(index.size).toBe(kept.size)
        const fresh = createTextIndex({ fields })
        fresh.put([...kept.values()])
        expect(rounded(index.search(asked, { limit: 100 }))).toEqual(rounded(fresh.search(asked, { limit: 100 })))
      }),
    )
  })

  test('hold when many segments are joined', () => {
    const index = createTextIndex({ fields })
    const documents = Array.from({ length: 9000 }, (_, n) => ({
      key: `d${n}`,
      fields: [[`t${n % 7}`], [`u${n % 13}`, `t${n % 11}`]],
    }))
    for (const each of documents) index.put([each])
    for (let n = 0; n < 9000; n += 3) index.remove(`d${n}`)
    const fresh = createTextIndex({ fields })
    fresh.put(documents.filter((_, n) => n % 3 !== 0))
    const asked = ['t3', 'u5'].map((each) => ({ token: each, weight: 1 }))
    const before = rounded(index.search(asked, { limit: 9000 }))
    expect(before).toEqual(rounded(fresh.search(asked, { limit: 9000 })))
    expect(index.stats().segments).toBe(18)
    while (index.tidy());
    expect(index.stats().segments).toBe(6)
    expect(rounded(index.search(asked, { limit: 9000 }))).toEqual(before)
  })
})

describe('explanation', () => {
  test('has the parts of the score', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 40 }), query, (documents, asked) => {
        const index = createTextIndex({ fields })
        index.put(documents)
        for (const { key, score } of index.search(asked, { limit: 10 })) {
          const parts = index.explain(asked, key) ?? []
          expect(parts.reduce((sum, each) => sum + each.part, 0)).toBeCloseTo(score, 9)
        }
        expect(index.explain(asked, 'nowhere')).toBe(null)
      }),
    )
  })
})

describe('closeness of a text that need not be in the index', () => {
  const tokens = (text: string) => [...text]
  const query = (text: string) => tokens(text).map((each) => ({ token: each, weight: 1 }))
  const index = createTextIndex({ fields: [1] })
  index.put(['abc', 'abd', 'xyz'].map((text, n) => ({ key: `d${n}`, fields: [tokens(text)] })))

  test('follows the order of search, in parts that sum to it, and is whole for the query itself', () => {
    const found = index.search(query('ab'), { limit: 3 })
    const [near, far] = ['abc', 'axy'].map((text) => index.closeness(query('ab'), query('ab'), [tokens(text)]))
    expect(near?.parts.reduce((sum, each) => sum + each.part, 0)).toBeCloseTo(near?.value as number, 12)
    expect(found.map((each) => each.key)).toEqual(['d0', 'd1'])
    expect([near?.value, (far?.value as number) < (near?.value as number)]).toEqual([1, true])
    expect(index.closeness(query('ab'), query('ab'), [tokens('xyz')])).toEqual({ value: 0, parts: [] })
    expect(index.closeness([], [], [tokens('abc')])).toEqual({ value: 0, parts: [] })
  })

  test('a long text that says the same once is further off', () => {
    const short = index.closeness(query('abq'), query('abq'), [tokens('ab')]).value
    const long = index.closeness(query('abq'), query('abq'), [tokens('abmmmmmmmmmm')]).value
    expect(long).toBeLessThan(short)
  })

  test('tokens are worth what search counts them as, also those nobody has', () => {
    const worths = index.worths([...query('aq'), { token: 'a', weight: 1 }, { token: 'b', weight: 0 }])
    const idf = (count: number) => Math.log(1 + (3 - count + 0.5) / (count + 0.5)) * 2.2
    expect([...worths]).toEqual([
      ['a', idf(2) + idf(2)],
      ['q', idf(0)],
    ])
  })
})
