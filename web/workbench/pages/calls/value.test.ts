import { expect, test } from 'vitest'
import { changed } from '../../../ui/client/merge.ts'
import { checkCall } from './port.ts'
import { blank, type CriterionRow, normalForm, toPatch, weightOf } from './value.ts'

const zone = 'Asia/Shanghai'
const row = (key: string, weight: string, title = `标准${key}`): CriterionRow => ({
  key,
  title,
  description: '',
  weight,
})

test('percentages become shares of one without the noise of binary fractions', () => {
  expect(['35', '33.3', '７％', '0.1', '', 'x'].map((weight) => weightOf({ weight }))).toEqual([
    0.35,
    0.333,
    0.07,
    0.001,
    Number.NaN,
    Number.NaN,
  ])
})

test('texts that are empty become null, minutes become moments of the city', () => {
  expect(toPatch({ description: ' ', contact: '办公室', opensAt: '', closesAt: '2026-12-31T17:00' }, zone)).toEqual({
    description: null,
    contact: '办公室',
    opensAt: null,
    closesAt: '2026-12-31T09:00:00.000Z',
  })
})

test('weights that do not add up wait with their sum, the rest is sent', () => {
  const criteria = [row('a', '30'), row('b', '60')]
  expect(checkCall({ title: '征集', criteria }, blank, zone, 'zh')).toEqual({
    sendable: { title: '征集' },
    faults: { criteria: '各项权重之和须为 1，现为 0.9。' },
  })
  const whole = [row('a', '30'), row('b', '70')]
  expect(checkCall({ criteria: whole }, blank, zone, 'zh')).toEqual({ sendable: { criteria: whole }, faults: {} })
  expect(checkCall({ criteria: [] }, blank, zone, 'zh').faults).toEqual({})
  expect(Object.keys(checkCall({ criteria: [row('a', '', '只有名称')] }, blank, zone, 'zh').faults)).toEqual([
    'criteria.0.weight',
  ])
})

test('a window that ends before it begins waits', () => {
  const window = { opensAt: '2026-12-31T09:00', closesAt: '2026-12-01T09:00' }
  expect(checkCall({ closesAt: window.closesAt, contact: '办公室' }, window, zone, 'zh')).toEqual({
    sendable: { contact: '办公室' },
    faults: { closesAt: '不能早于开始时间。' },
  })
})

test('an empty row and an outer space are no change', () => {
  const typed = { ...blank, title: '征集 ', criteria: [row('a', '', '')] }
  expect(changed({ ...blank, title: '征集' }, typed, normalForm)).toEqual({})
})
