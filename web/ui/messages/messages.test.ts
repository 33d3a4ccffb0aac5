import { describe, expect, it } from 'vitest'
import { compareMessages } from './compare.ts'
import { en } from './en.ts'
import { t } from './index.ts'
import { zh } from './zh.ts'

describe('messages of the shared parts', () => {
  it('say everything in both languages', () => {
    expect(compareMessages(zh, en)).toEqual([])
  })
  it('the comparison notices a missing key and a missing place', () => {
    expect(compareMessages({ a: '甲', b: '{n} 个', c: '丙' }, { a: 'a', b: 'some', c: '' })).toEqual([
      'b: the places differ',
      'c: missing or empty',
    ])
  })
  it('puts values in, and refuses a missing one', () => {
    expect(t('zh', 'clock.calendar_left', { n: 3 })).toBe('还有 3 天')
    expect(() => t('en', 'clock.calendar_left')).toThrow(RangeError)
  })
})
