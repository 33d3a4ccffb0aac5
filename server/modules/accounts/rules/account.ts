import { maskEmail, maskMobile, parseEmail, parseMobile } from '../../../../engines/text/index.ts'

/** What a person signs in with, in its one form. */
export type Account = { readonly kind: 'email' | 'mobile'; readonly value: string }

/** An e-mail address or a mobile number as people type it; null when it is neither. */
export function parseAccount(text: string): Account | null {
  if (/[@＠]/.test(text)) {
    const parsed = parseEmail(text)
    return parsed.ok ? { kind: 'email', value: parsed.email } : null
  }
  const parsed = parseMobile(text)
  return parsed.ok ? { kind: 'mobile', value: parsed.mobile } : null
}

/** For those who need not know it: `a***@example.com`, `138****8000`. */
export function maskAccount(value: string): string {
  return value.includes('@') ? maskEmail(value) : maskMobile(value)
}
