import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describePrivacy, register } from './privacy-register.ts'

test('docs/privacy.md is what the register says (npx tsx server/modules/accounts/write-docs.ts)', async () => {
  expect(await readFile(new URL('../../../docs/privacy.md', import.meta.url), 'utf8')).toBe(describePrivacy())
})

test('every entry says what, why and how long in both languages', () => {
  expect(register.filter((each) => Object.values(each).some((value) => value.trim() === ''))).toEqual([])
  expect(new Set(register.map((each) => each.field)).size).toBe(register.length)
})
