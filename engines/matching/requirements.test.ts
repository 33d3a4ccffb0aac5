import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check, contradictions, convert, parseNumber, parseQuantity } from './index.ts'

describe('numbers as people write them', () => {
  test.each([
    ['1,200', 1200],
    ['１２．５', 12.5],
    ['-3', -3],
    ['1.2e3', 1200],
    ['三百二十', 320],
    ['十五', 15],
    ['两千零五', 2005],
    ['一点五', 1.5],
    ['三亿二千万', 320_000_000],
    ['1.5万', 15_000],
    ['半', 0.5],
  ])('%s', (text, value) => expect(parseNumber(text)).toBe(value))
  test.each(['', '≥0.5-', '0.5-1', '1,20', '千点', '三三', '..', 'abc', '万'])('%s is none', (text) =>
    expect(parseNumber(text)).toBe(null),
  )
})

describe('quantities', () => {
  test.each([
    ['1200万元', 1200, '万元'],
    ['三百公里', 300, '公里'],
    ['三百万元', 3_000_000, '元'],
    ['三千瓦', 3, '千瓦'],
    ['0.5 MW', 0.5, 'MW'],
    ['百分之九十', 90, '%'],
    ['９０％', 90, '%'],
    ['24小时', 24, '小时'],
    ['20台', 20, '台'],
  ])('%s', (text, value, unit) => expect(parseQuantity(text)).toEqual({ value, unit }))
  test.each(['约', '12 斤两', '≥0.5-', '万元'])('%s is none', (text) => expect(parseQuantity(text)).toBe(null))
  test.each([
    [1500, 'mm', 'm', 1.5],
    [500, 'kW', 'MW', 0.5],
    [500, 'mW', 'W', 0.5],
    [1, '亿元', '万元', 10_000],
    [36, '小时', '天', 1.5],
    [20, '万千瓦', 'MW', 200],
    [15, '亩', '公顷', 1],
    [2, '台', '套', 2],
  ])('%s %s in %s %s', (value, from, to, wanted) => expect(convert(value, from, to)).toBeCloseTo(wanted, 9))
  test('do not compare across kinds or with what nobody knows', () => {
    expect([convert(1, 'm', 'kg'), convert(1, '斤两', 'kg')]).toEqual([null, null])
  })
})

describe('a condition', () => {
  const endurance = { metric: '续航时间', comparator: '>=', threshold: 1, unit: '小时' } as const
  test('is met, unmet by so much, or unknown, with the date of the source', () => {
    expect(check(endurance, [{ metric: ' 续航时间 ', value: 90, unit: '分钟', asOf: '2026-05-01' }])).toEqual({
      verdict: 'met',
      stated: 1.5,
      asOf: '2026-05-01',
    })
    expect(check(endurance, [{ metric: '续航时间', value: 45, unit: 'min' }])).toEqual({
      verdict: 'unmet',
      stated: 0.75,
      by: 0.25,
    })
    expect(check(endurance, [])).toEqual({ verdict: 'unknown', because: 'not_stated' })
    expect(check(endurance, [{ metric: '续航时间', value: 45, unit: '公里' }])).toEqual({
      verdict: 'unknown',
      because: 'unit',
    })
    expect(check({ ...endurance, unit: '炷香' }, [])).toEqual({ verdict: 'unknown', because: 'condition' })
    expect(check({ ...endurance, threshold: Number.NaN }, [])).toEqual({ verdict: 'unknown', because: 'condition' })
  })
  test('looks at the newest statement, under any name of the metric', () => {
    const alike = new Map([['续航', '续航时间']])
    const measures = [
      { metric: '续航', value: 2, unit: '小时', asOf: '2025-01-01' },
      { metric: '续航时间', value: 30, unit: '分钟', asOf: '2026-01-01' },
    ]
    expect(check(endurance, measures, alike)).toEqual({ verdict: 'unmet', stated: 0.5, by: 0.5, asOf: '2026-01-01' })
  })
  test('and its opposite are never both met', () => {
    const opposite = { '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' } as const
    const comparator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=') as fc.Arbitrary<keyof typeof opposite>
    const number = fc.integer({ min: -50, max: 50 })
    fc.assert(
      fc.property(comparator, number, number, (each, threshold, value) => {
        const verdicts = [each, opposite[each]].map(
          (one) =>
            check({ metric: 'a', comparator: one, threshold, unit: 'm' }, [
              { metric: 'a', value: value * 1000, unit: 'mm' },
            ]).verdict,
        )
        expect(verdicts.sort()).toEqual(['met', 'unmet'])
      }),
    )
  })
})

test('conditions that nothing meets together are named', () => {
  const on = (comparator: '>=' | '<' | '=' | '!=', threshold: number, unit = 'm') => ({
    metric: 'a',
    comparator,
    threshold,
    unit,
  })
  expect(contradictions([on('>=', 5), on('<', 3), on('>=', 1)])).toEqual([[0, 1]])
  expect(contradictions([on('>=', 5), on('<', 5000, 'mm')])).toEqual([[0, 1]])
  expect(contradictions([on('=', 5), on('!=', 5)])).toEqual([[0, 1]])
  expect(contradictions([on('>=', 5), on('<', 6)])).toEqual([])
  expect(contradictions([on('>=', 5), { ...on('<', 3), metric: 'b' }])).toEqual([])
})
