import { expect, test } from 'vitest'
import { bigrams } from '../../../../engines/text/index.ts'
import { termsMet } from './terms.ts'

const met = (text: string) => ({
  value: 0.5,
  parts: [...new Set(bigrams(text))].map((token) => ({ token, part: 0.1 })),
})

test('pairs that met are words again, largest part first, without what only joins words', () => {
  expect(termsMet(['海上风电场的运维与检测'], met('海上风电 的运维 检测')).map((each) => each.text)).toEqual([
    '海上风电',
    '运维',
    '检测',
  ])
  expect(termsMet(['场的运'], met('的运'))).toEqual([])
})

test('nothing met is no word', () => {
  expect(termsMet(['海上'], { value: 0, parts: [] })).toEqual([])
})
