import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseText } from './index.ts'
import { createSegmenter } from './segment.ts'

const terms = [
  '电动垂直起降飞行器',
  'eVTOL',
  '海洋领域大模型',
  '大模型',
  '海上风光氢储及海洋能综合开发',
  '虚拟电厂',
  '港航新质产业园',
  '含 空格',
]
const segmenter = createSegmenter(terms)

describe('segmenter', () => {
  test('terms stay whole, with or without the general dictionary knowing their parts', () => {
    expect(segmenter.words('建设虚拟电厂，开放ＥＶＴＯＬ试飞。')).toEqual(['建设', '虚拟电厂', '开放', 'evtol', '试飞'])
    for (const term of terms.slice(0, 7)) expect(segmenter.words(`围绕${term}。`)).toContain(normaliseText(term))
  })

  test('without terms the same words fall apart', () => {
    expect(createSegmenter([]).words('海上风光氢储及海洋能综合开发').length).toBeGreaterThan(1)
  })

  test('the longer of two terms wins', () => {
    expect(segmenter.words('海洋领域大模型')).toEqual(['海洋领域大模型'])
    expect(segmenter.words('行业大模型')).toContain('大模型')
  })

  test('nothing is lost or added', () => {
    const unit = fc.oneof(fc.constantFrom(...terms.join('')), fc.constantFrom(...'，。 aZ９%-+·'))
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit, maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 30 })),
        (text) => {
          expect(segmenter.cut(text).join('')).toBe(normaliseText(text))
        },
      ),
    )
  })

  test('words have letters or digits', () => {
    expect(segmenter.words('，。！ —— …')).toEqual([])
  })
})
