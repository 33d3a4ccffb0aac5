import { toHalfWidth } from './normalise.ts'

/**
 * Unified social credit codes (统一社会信用代码) after GB 32100-2015: authority and kind (1-2), division (3-8, digits),
 * organisation code after GB 11714 with its own check character (9-17), check character (18).
 */

/** The 31 characters of GB 32100: digits and capitals without I, O, S, V, Z; a character's value is its place. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** GB 11714 counts in base 36. */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
/** Division of no place in GB/T 2260: codes made for synthetic organisations carry it. */
const SYNTHETIC_DIVISION = '999999'

export type CreditCodeFault = 'length' | 'character' | 'lookalike' | 'region' | 'organisation_check' | 'check'
/** `position` (1-based, in the code without spaces) where one character is at fault. */
export type CreditCodeResult = { ok: true; code: string } | { ok: false; reason: CreditCodeFault; position?: number }

/**
 * Reads a code as people type or paste it: full-width characters, spaces, hyphens and lower case are put right; all
 * else is refused with the first reason that applies. Every wrong single character is found: 31 is prime, no weight is
 * divisible by it and no two values differ by 31. (The organisation's check alone, modulo 11, would miss characters
 * whose values differ by 11 or 22.) Every swap of two different characters is found too, except first with last, whose weights are equal.
 */
export function parseCreditCode(input: string): CreditCodeResult {
  const code = toHalfWidth(input)
    .replace(/[\s-]/g, '')
    .replace(/[a-z]/g, (c) => c.toUpperCase())
  const chars = [...code]
  const foreign = chars.findIndex((c) => /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(c))
  if (foreign >= 0) return { ok: false, reason: 'lookalike', position: foreign + 1 }
  const wrong = chars.findIndex((c) => !ALPHABET.includes(c))
  if (wrong >= 0) return { ok: false, reason: 'character', position: wrong + 1 }
  if (code.length !== 18) return { ok: false, reason: 'length' }
  const letter = code.slice(2, 8).search(/\D/)
  if (letter >= 0) return { ok: false, reason: 'region', position: letter + 3 }
  if (organisationCheck(code.slice(8, 16)) !== code[16]) return { ok: false, reason: 'organisation_check' }
  if (checkCharacter(code.slice(0, 17)) !== code[17]) return { ok: false, reason: 'check', position: 18 }
  return { ok: true, code }
}

/**
 * A valid code for a synthetic firm: one for each whole number 0 <= seed < 31^8, all different, in a division that
 * does not exist, so that it can be no real organisation's.
 */
export function makeCreditCode(seed: number): string {
  if (!Number.isSafeInteger(seed) || seed < 0 || seed >= 31 ** 8) throw new RangeError(`seed out of range: ${seed}`)
  let body = ''
  for (let rest = seed, i = 0; i < 8; i++, rest = Math.floor(rest / 31)) body = ALPHABET.charAt(rest % 31) + body
  const code = `91${SYNTHETIC_DIVISION}${body}${organisationCheck(body)}`
  return code + checkCharacter(code)
}

/** Whether a valid code was made by `makeCreditCode`. */
export function isSyntheticCreditCode(code: string): boolean {
  return code.slice(2, 8) === SYNTHETIC_DIVISION
}

/** GB 11714: 11 minus the weighted sum modulo 11; 10 is written X, 11 is written 0. */
function organisationCheck(body: string): string {
  let sum = 0
  for (const [i, weight] of ORGANISATION_WEIGHTS.entries())
    sum += ORGANISATION_ALPHABET.indexOf(body.charAt(i)) * weight
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** GB 32100 (ISO 7064 style): 31 minus the sum of values weighted with powers of 3, modulo 31. */
function checkCharacter(first17: string): string {
  let sum = 0
  let weight = 1
  for (const c of first17) {
    sum += ALPHABET.indexOf(c) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}
