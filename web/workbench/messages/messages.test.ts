import { expect, test } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Families = Record<string, Record<string, string>>

function flat(messages: Families): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([family, sentences]) =>
      Object.entries(sentences).map(([key, sentence]) => [`${family}.${key}`, sentence] as const),
    ),
  )
}

const chinese = flat(zh as unknown as Families)
const english = flat(en as unknown as Families)

function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
}

test('both languages have exactly the same entries, none empty', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  expect([...chinese, ...english].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
})

test('each English sentence takes the values that its Chinese one takes', () => {
  const differing = [...chinese].filter(
    ([key, sentence]) => placeholders(sentence).join() !== placeholders(english.get(key) ?? '').join(),
  )
  expect(differing).toEqual([])
})

test('no Chinese is left in the English file but the names of languages', () => {
  const left = [...english].filter(
    ([key, sentence]) => /\p{Script=Han}/u.test(sentence) && key !== 'shell.otherLanguage',
  )
  expect(left).toEqual([])
})
