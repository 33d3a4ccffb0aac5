import { expect, test } from 'vitest'
import type { IndicatorNode } from '../../../../contracts/evaluations.ts'
import { textOf } from '../../i18n/text.tsx'
import { zh } from '../../messages/zh.ts'
import { partsOf, points, rawText, ruleText, signed } from './words.ts'

const { t, name } = textOf('zh', zh)
const node = (key: string, parent: string | null, leaf: IndicatorNode['leaf'] = null): IndicatorNode => ({
  key,
  parent,
  zh: key,
  en: key,
  what: null,
  weight: 1,
  share: 1,
  leaf,
})

test('values stand in their unit', () => {
  expect([rawText(t, 0.3333333, 'ratio'), rawText(t, 30, 'day'), rawText(t, 2, 'count')]).toEqual([
    '33.33%',
    '30 天',
    '2 个',
  ])
  expect([points(5), signed(46.87, 42.7), signed(1, 3.5), signed(2, 2), signed(null, 2)]).toEqual([
    '5.00',
    '+4.17',
    '−2.50',
    '±0',
    '',
  ])
})

test('the top of the tree gathers what its leaves gave', () => {
  const nodes = [node('a', null), node('a1', 'a'), node('a2', 'a'), node('b', null), node('b1', 'b'), node('b11', 'b1')]
  const leaves = [
    { key: 'a1', contribution: 0.1 },
    { key: 'a2', contribution: 0.2 },
    { key: 'b11', contribution: 7 },
  ]
  expect(partsOf(nodes, leaves, name).map(({ key, value }) => [key, value])).toEqual([
    ['a', 0.3],
    ['b', 7],
  ])
})

test('the rule of a leaf is told in its unit', () => {
  const leaf = (normalise: NonNullable<IndicatorNode['leaf']>['normalise'], direction: 'up' | 'down', unit: string) =>
    ruleText(t, node('x', null, { fact: 'target_reached', unit, direction, missing: 'zero', normalise }))
  expect([
    leaf({ kind: 'linear', worst: 365, best: 60 }, 'down', 'day'),
    leaf({ kind: 'ratio', target: 0.8 }, 'up', 'ratio'),
    leaf(
      {
        kind: 'bands',
        bands: [
          { from: 0, value: 0 },
          { from: 1, value: 0.6 },
        ],
      },
      'up',
      'count',
    ),
  ]).toEqual(['365 天得 0 分，60 天得满分，其间按比例', '达到 80%得满分，其下按比例', '0 个起得 0%；1 个起得 60%'])
})
