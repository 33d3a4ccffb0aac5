import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { messageOf, sentenceOf } from './messages.ts'

const modules = new URL('..', import.meta.url)

/** Every kind that a module tells people of, as far as it stands in the source as a literal. */
async function toldKinds(): Promise<string[]> {
  const files = (await readdir(modules, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('test.ts'),
  )
  const kinds = new Set<string>()
  for (const name of files) {
    const source = await readFile(new URL(name, modules), 'utf8')
    for (const call of source.split(/\bnotify\(tx/).slice(1)) {
      const kind = /\bkind: '([^']+)'/.exec(call.slice(0, 400))?.[1]
      if (kind) kinds.add(kind)
    }
  }
  return [...kinds].sort()
}

test('every kind that people are told of has its sentence', async () => {
  const kinds = await toldKinds()
  expect(kinds.length).toBeGreaterThan(8)
  expect(kinds.filter((kind) => messageOf(kind) === null)).toEqual([])
})

test('a sentence names the thing and what happened', () => {
  const say = (kind: string, locale: 'zh' | 'en', params = {}) => sentenceOf({ kind, title: '甲', params }, locale)
  expect(say('scenario.return', 'zh')).toBe('「甲」：退回修改')
  expect(say('scenario.return', 'en')).toBe('甲: Return')
  expect(say('intent_expressed', 'zh', { organisation: '乙公司' })).toBe('「甲」：乙公司 表达了对接意向')
  expect(say('organisation_verified', 'en')).toBe('甲: Your organisation was verified and can act')
  expect(say('constructor.toString', 'zh')).toBe('「甲」：有新的进展')
  expect(say('toString', 'zh')).toBe('「甲」：有新的进展')
  expect(sentenceOf({ kind: 'x', title: null, params: {} }, 'en')).toBe('There is news')
})
