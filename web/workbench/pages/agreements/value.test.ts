import { expect, test } from 'vitest'
import { millionthsOf, percentOf, settled, sumOf, toPatch, unnamed } from './value.ts'

const party = (percent: string) => ({
  organisationId: '1',
  name: '甲',
  role: 'provider' as const,
  percent,
  intentId: null,
})

test('percentages are read as people write them, to a millionth', () => {
  expect(['33.3333', '60', '60%', ' 0.5 ％', '100'].map(millionthsOf)).toEqual([
    333_333,
    600_000,
    600_000,
    null,
    1_000_000,
  ])
  expect(['', '-1', '101', '1.23456', '一半', '1e2'].map(millionthsOf)).toEqual([null, null, null, null, null, null])
  expect([0.333333, 0.1, 1].map(percentOf)).toEqual(['33.3333', '10', '100'])
})

test('shares sum exactly or not at all', () => {
  expect(sumOf([party('60'), party('30')])).toEqual({ percent: '90', whole: false })
  expect(sumOf([party('33.3333'), party('33.3333'), party('33.3334')])).toEqual({ percent: '100', whole: true })
  expect(sumOf([party('100'), party('x')])).toEqual({ percent: '100', whole: false })
  expect(settled([party('60')]).map((each) => each.percent)).toEqual(['100'])
})

test('what is empty is sent as nothing', () => {
  const procurement = { route: '' as const, ground: 'x', noticeNumber: '', noticeFile: null }
  expect(toPatch({ terms: ' ', number: '', validUntil: '', procurement })).toEqual({
    terms: null,
    number: null,
    validUntil: null,
    procurement: null,
  })
  expect(toPatch({ procurement: { ...procurement, route: 'exempt' } })).toEqual({
    procurement: { route: 'exempt', ground: 'x', noticeNumber: null, noticeFileId: null },
  })
})

test('what a public contract still has to name', () => {
  const none = { route: '' as const, ground: '', noticeNumber: '', noticeFile: null }
  const file = { id: '1', name: 'a.pdf', bytes: 1 }
  expect(unnamed(none)).toEqual(['route'])
  expect(unnamed({ ...none, route: 'exempt', ground: '不用招标' })).toEqual(['ground'])
  expect(unnamed({ ...none, route: 'exempt', ground: '限额标准以下，依法可不招标' })).toEqual([])
  expect(unnamed({ ...none, route: 'inquiry' })).toEqual(['noticeNumber', 'noticeFile'])
  expect(unnamed({ ...none, route: 'inquiry', noticeNumber: '1', noticeFile: file })).toEqual([])
})
