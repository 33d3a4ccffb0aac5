import { expect, test } from 'vitest'
import { readAmount } from './amount.ts'

test('reads amounts as people write them', () => {
  const texts = ['1.2亿', '300万元', '12,000', '1.5 billion', '３００ 万', '0', '3000万亿', '']
  expect(texts.map(readAmount)).toEqual([120_000_000, 3_000_000, 12_000, 1_500_000_000, 3_000_000, 0, undefined, null])
  expect(['abc', '-5', '1.2.3', '1e9'].map(readAmount)).toEqual([undefined, undefined, undefined, undefined])
})
