import { looksConfusable, toHalfWidth } from './normalise.ts'

/**
 * A mainland mobile number as people type it (full-width digits, spaces, hyphens, +86) to its eleven digits.
 * Other numbers are refused.
 */
export function parseMobile(input: string): { ok: true; mobile: string } | { ok: false; reason: 'length' | 'format' } {
  const digits = toHalfWidth(input)
    .replace(/[\s-]/g, '')
    .replace(/^(\+|00)86|^86(?=1\d{10}$)/, '')
  if (!/^\d+$/.test(digits)) return { ok: false, reason: 'format' }
  if (digits.length !== 11) return { ok: false, reason: 'length' }
  return /^1[3-9]/.test(digits) ? { ok: true, mobile: digits } : { ok: false, reason: 'format' }
}

/**
 * An e-mail address, lower-cased (accounts must not differ by case), full-width characters put right. ASCII only;
 * a letter of another alphabet that looks Latin is named as the reason.
 */
export function parseEmail(
  input: string,
): { ok: true; email: string } | { ok: false; reason: 'length' | 'format' | 'lookalike' } {
  const text = toHalfWidth(input).trim()
  if (looksConfusable(text)) return { ok: false, reason: 'lookalike' }
  if (text.length > 254) return { ok: false, reason: 'length' }
  const match =
    /^([a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64})@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])$/i.exec(
      text,
    )
  const local = match?.[1] ?? ''
  if (!match || local.startsWith('.') || local.endsWith('.') || local.includes('..'))
    return { ok: false, reason: 'format' }
  return { ok: true, email: text.toLowerCase() }
}

/** A person's name for those who need not know it: the first character, then asterisks (at most three). */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()]
  return rest.length === 0 ? '*' : first + '*'.repeat(Math.min(rest.length, 3))
}

/** `138****8000`; anything that is no eleven-digit number is hidden whole. */
export function maskMobile(mobile: string): string {
  return /^\d{11}$/.test(mobile) ? `${mobile.slice(0, 3)}****${mobile.slice(7)}` : '****'
}

/** The first character of the local part and the domain; anything that is no address is hidden whole. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return '***'
  const [first = ''] = [...email]
  return `${at > first.length ? first : ''}***${email.slice(at)}`
}
