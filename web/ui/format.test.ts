import { describe, expect, it } from 'vitest'
import { count, dayOf, daysBetween, minuteOf, money, moneyRange, significant } from './format.ts'

describe('money', () => {
  it.each([
    [0, '0', '元', '0元'],
    [9999, '9999', '元', '9,999元'],
    [90_000_000, '9000', '万元', '90,000,000元'],
    [123_456_789, '1.235', '亿元', '123,456,789元'],
    [120_000_000_000, '1200', '亿元', '120,000,000,000元'],
    [99_996_000, '1', '亿元', '99,996,000元'],
    [999_960_000_000, '1', '万亿元', '999,960,000,000元'],
    [1_234_600_000_000, '1.235', '万亿元', '1,234,600,000,000元'],
  ])('%d in Chinese', (cny, number, unit, full) => {
    expect(money(cny, 'zh')).toEqual({ number, unit, full })
  })
  it('in English', () => {
    expect(money(330_000_000_000, 'en')).toEqual({
      number: '330',
      unit: 'billion yuan',
      full: '330,000,000,000 yuan',
    })
    expect(money(12_000, 'en').number).toBe('12,000')
  })
  it('counts', () => {
    expect([count(7000, 'zh'), count(20000, 'zh'), count(7000, 'en')]).toEqual(['7000', '20,000', '7,000'])
  })
  it('four significant digits at most', () => {
    expect([0, 12345, 1.23456, 0.012345, 100].map((v) => significant(v))).toEqual([
      '0',
      '12345',
      '1.235',
      '0.01235',
      '100',
    ])
  })
})

describe('dates', () => {
  it('belong to the day of the city, not of the clock', () => {
    expect(dayOf('2026-03-15T16:30:00.000Z', 'Asia/Shanghai')).toBe('2026-03-16')
    expect(dayOf('2026-03-16', 'America/New_York')).toBe('2026-03-16')
    expect(minuteOf('2026-03-15T16:05:00.000Z', 'Asia/Shanghai')).toBe('2026-03-16 00:05')
    expect(daysBetween('2026-03-15T15:59:00.000Z', '2026-03-18', 'Asia/Shanghai')).toBe(3)
  })
})

it('a range of amounts says what is open', () => {
  expect([
    moneyRange(300_000, 500_000, 'zh'),
    moneyRange(300_000, 300_000, 'zh'),
    moneyRange(300_000, null, 'en'),
    moneyRange(null, 5_000, 'zh'),
    moneyRange(null, null, 'zh'),
  ]).toEqual(['30 万元 – 50 万元', '30 万元', '≥ 300,000 yuan', '≤ 5000 元', null])
})
