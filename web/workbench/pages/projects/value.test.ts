import { expect, test } from 'vitest'
import { blank, toPlan } from './value.ts'

const indicator = {
  key: 'a',
  name: ' 转运时长 ',
  unit: '分钟',
  baseline: '３０',
  target: '10',
  direction: 'down' as const,
  method: '七日平均',
}

test('what is sent is trimmed, numbers are numbers, rows nobody began are left out', () => {
  const value = {
    ...blank,
    title: ' 试点 ',
    milestones: [{ key: 'm', title: '', dueOn: '', responsible: 'provider' as const }],
    indicators: [indicator],
  }
  expect(toPlan(value)).toEqual({
    ok: true,
    plan: {
      title: '试点',
      summary: null,
      place: null,
      startsOn: null,
      endsOn: null,
      milestones: [],
      indicators: [{ name: '转运时长', unit: '分钟', baseline: 30, target: 10, direction: 'down', method: '七日平均' }],
      capabilityIds: [],
    },
  })
})

test('what is begun and not finished is told by field', () => {
  const value = {
    ...blank,
    milestones: [{ key: 'm', title: '进场', dueOn: '', responsible: 'owner' as const }],
    indicators: [{ ...indicator, baseline: '三十', unit: '' }],
  }
  expect(toPlan(value)).toEqual({
    ok: false,
    faults: {
      title: 'required',
      'milestones.0.dueOn': 'required',
      'indicators.0.unit': 'required',
      'indicators.0.baseline': 'number',
    },
  })
})
