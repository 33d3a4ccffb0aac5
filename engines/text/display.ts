const THIN_SPACE = '\u2009'
const BEFORE = /(\p{Script=Han})(?=[\p{Script=Latin}\p{Nd}])/gu
const AFTER = /([\p{Script=Latin}\p{Nd}%‰°℃+])(?=\p{Script=Han})/gu

/** A thin space between Chinese characters and Latin letters or digits that touch. For display only. Idempotent. */
export function spaceMixed(text: string): string {
  return text.replace(BEFORE, `$1${THIN_SPACE}`).replace(AFTER, `$1${THIN_SPACE}`)
}

const ZH_UNITS = [
  [1e12, '万亿元'],
  [1e8, '亿元'],
  [1e4, '万元'],
] as const
const EN_UNITS = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const

/**
 * An amount in yuan for a screen, with at most four significant digits: `1200亿元`, `CNY 120 billion`. Throws
 * RangeError when it is no whole number. Where every yuan counts, print the number itself.
 */
export function formatCny(yuan: number, locale: 'zh' | 'en'): string {
  if (!Number.isSafeInteger(yuan)) throw new RangeError(`not a whole amount: ${yuan}`)
  // Rounded before the unit is chosen, or 99,996,000 would print as 10000万元.
  const amount = Number(Math.abs(yuan).toPrecision(4))
  const sign = yuan < 0 ? '-' : ''
  const [size, unit] = (locale === 'zh' ? ZH_UNITS : EN_UNITS).find(([from]) => amount >= from) ?? [1, '']
  const value = Number((amount / size).toPrecision(4))
  if (locale === 'zh') return `${sign}${value}${unit || '元'}`
  return `${sign}CNY ${value.toLocaleString('en-US', { maximumFractionDigits: 3 })}${unit && ` ${unit}`}`
}
