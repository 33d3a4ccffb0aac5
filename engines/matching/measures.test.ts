import { expect, test } from 'vitest'
import { doubledMeasures, readMeasures, writeMeasures } from './index.ts'

test('measures are read from one cell, with full-width signs, Chinese numerals and the day of the source', () => {
  expect(readMeasures('续航＝３００ 公里（2025-06-01）；载重：一点五吨;\n合格率=99.5%; 台数 = 12')).toEqual({
    ok: true,
    measures: [
      { metric: '续航', value: 300, unit: '公里', asOf: '2025-06-01' },
      { metric: '载重', value: 1.5, unit: '吨' },
      { metric: '合格率', value: 99.5, unit: '%' },
      { metric: '台数', value: 12, unit: null },
    ],
  })
  expect(readMeasures(' ；\n')).toEqual({ ok: true, measures: [] })
})

test('what cannot be read is named', () => {
  expect(
    ['续航=300公里;载重', '续航=300 光年', '续航=很远', '续航=≥300公里', '=3米'].map((text) => readMeasures(text)),
  ).toEqual([
    { ok: false, n: 2, text: '载重', because: 'shape' },
    { ok: false, n: 1, text: '续航=300 光年', because: 'unit' },
    { ok: false, n: 1, text: '续航=很远', because: 'shape' },
    { ok: false, n: 1, text: '续航=≥300公里', because: 'shape' },
    { ok: false, n: 1, text: '=3米', because: 'shape' },
  ])
})

test('what was written is read back', () => {
  const measures = [
    { metric: '定位误差', value: 1e-7, unit: 'm', asOf: '2025-06-01' },
    { metric: '温差:昼夜', value: -12.5, unit: '℃' },
    { metric: '例数', value: 1_200_000, unit: null },
  ]
  const read = readMeasures(writeMeasures(measures))
  expect(read).toEqual({
    ok: true,
    measures: measures.map((each) => ({ ...each, unit: each.unit?.normalize('NFKC') ?? null })),
  })
})

test('one metric in one unit is stated once', () => {
  const stated = (metric: string, unit: string | null) => ({ metric, unit })
  expect([
    ...doubledMeasures([
      stated('续航', '公里'),
      stated('续 航', 'km'),
      stated('续航', 'm'),
      stated('台数', '台'),
      stated('台数', '套'),
    ]),
  ]).toEqual([[1, 0]])
})
