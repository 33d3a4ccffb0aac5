import { expect, test } from 'vitest'
import { textOf } from '../../i18n/text.tsx'
import { zh } from '../../messages/zh.ts'
import { sentenceOf } from './sentence.ts'

const said = (kind: string, params: Record<string, unknown> = {}) => sentenceOf(textOf('zh', zh), { kind, params })

test('what is said here is what its mail says, with its particulars', () => {
  expect(said('agreement.signed_by_one', { organisation: '示例公司' })).toBe('示例公司 已签署，等待其余各方')
  expect(said('evaluation_published')).toBe('评估结果已发布')
  expect(said('project.overdue')).toBe('项目有里程碑超期或已过结束日期')
})

test('an action without a sentence of its own says its name; what nobody knows is news', () => {
  expect(said('project.start')).toBe('已办理：启动')
  expect(said('unheard_of')).toBe('有新的进展')
})
