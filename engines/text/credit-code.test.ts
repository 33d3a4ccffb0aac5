import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSyntheticCreditCode, makeCreditCode, parseCreditCode } from './index.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const file = new URL('../../../shared/data/credit-codes.txt', import.meta.url)
const made = Array.from({ length: 50 }, (_, i) => makeCreditCode(i * 7_654_321_987))
/** Codes seen in public where they are at hand, else made ones. */
const codes = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : made

function errors(code: string): string[] {
  return [...code].flatMap((was, i) =>
    [...ALPHABET].filter((c) => c !== was).map((c) => code.slice(0, i) + c + code.slice(i + 1)),
  )
}

function swapped(code: string, i: number, j: number): string {
  const chars = [...code]
  ;[chars[i], chars[j]] = [chars[j] ?? '', chars[i] ?? '']
  return chars.join('')
}

const accepted = (input: string) => parseCreditCode(input).ok

describe('codes seen in public', () => {
  test('all pass', () => {
    if (codes === made) process.stderr.write('left out: ../shared/data/credit-codes.txt is not here\n')
    expect(codes.filter((code) => !accepted(code))).toEqual([])
  })

  // 18 positions x 30 other characters a code: none collides, as 31 is prime.
  test('every wrong single character fails', () => {
    const wrong = codes.flatMap(errors)
    expect(wrong).toHaveLength(codes.length * 18 * 30)
    expect(wrong.filter(accepted)).toEqual([])
  })

  test('every swap of two different characters fails, but first with last', () => {
    const missed: string[] = []
    for (const code of codes) {
      for (let i = 0; i < 18; i++) {
        for (let j = i + 1; j < 18; j++) {
          if (code[i] !== code[j] && !(i === 0 && j === 17) && accepted(swapped(code, i, j))) missed.push(code)
        }
      }
    }
    expect(missed).toEqual([])
  })

  test('every missing or doubled character fails', () => {
    const wrong = codes.flatMap((code) =>
      [...code].flatMap((c, i) => [code.slice(0, i) + code.slice(i + 1), code.slice(0, i) + c + code.slice(i)]),
    )
    expect(wrong.filter(accepted)).toEqual([])
  })
})

test('the example of the standard passes', () => {
  expect(parseCreditCode('91350100M000100Y43')).toEqual({ ok: true, code: '91350100M000100Y43' })
})

describe('as people type it', () => {
  const good = makeCreditCode(123456789012)

  test('full-width, spaces, hyphens, lower case', () => {
    const wide = [...good].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    const grouped = good.replace(/(.{4})/g, '$1 ')
    for (const typed of [wide, wide.toLowerCase(), grouped, ` ${good}\u3000`, good.replace(/(.{6})/g, '$1-')]) {
      expect(parseCreditCode(typed)).toEqual({ ok: true, code: good })
    }
  })

  test('each fault has its reason', () => {
    expect(parseCreditCode('')).toEqual({ ok: false, reason: 'length' })
    expect(parseCreditCode(good.slice(1))).toEqual({ ok: false, reason: 'length' })
    expect(parseCreditCode(`O${good.slice(1)}`)).toEqual({ ok: false, reason: 'character', position: 1 })
    expect(parseCreditCode(`${good.slice(0, 4)}²${good.slice(5)}`)).toEqual({
      ok: false,
      reason: 'character',
      position: 5,
    })
    expect(parseCreditCode(`${good.slice(0, 9)}А${good.slice(10)}`)).toEqual({
      ok: false,
      reason: 'lookalike',
      position: 10,
    })
    expect(parseCreditCode(`${good.slice(0, 3)}A${good.slice(4)}`)).toEqual({
      ok: false,
      reason: 'region',
      position: 4,
    })
    const check = good[16] === '0' ? '1' : '0'
    expect(parseCreditCode(good.slice(0, 16) + check + good.slice(17))).toEqual({
      ok: false,
      reason: 'organisation_check',
    })
    const last = good.endsWith('0') ? '1' : '0'
    expect(parseCreditCode(good.slice(0, 17) + last)).toEqual({ ok: false, reason: 'check', position: 18 })
  })

  test('any text at all gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => typeof accepted(text) === 'boolean'))
  })
})

describe('made codes', () => {
  const seed = fc.integer({ min: 0, max: 31 ** 8 - 1 })
  test('are valid, marked, and one a seed', () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const code = makeCreditCode(a)
        expect(parseCreditCode(code)).toEqual({ ok: true, code })
        expect(isSyntheticCreditCode(code)).toBe(true)
        expect(makeCreditCode(b) === code).toBe(a === b)
      }),
    )
  })
  test('none seen in public is taken for one', () => {
    expect(codes === made ? [] : codes.filter(isSyntheticCreditCode)).toEqual([])
  })
  test.each([-1, 0.5, 31 ** 8, Number.NaN])('seed %s is refused', (bad) => {
    expect(() => makeCreditCode(bad)).toThrow(RangeError)
  })
})
