import type { Locale } from '../../contracts/common.ts'

/** Numbers, amounts and dates as the product writes them; pure, for both faces and for exports of pages. */

export type Bound = 'about' | 'over' | 'at_least' | 'nearly' | 'exact'

const scales = {
  zh: [
    [1e12, '万亿元'],
    [1e8, '亿元'],
    [1e4, '万元'],
    [1, '元'],
  ],
  en: [
    [1e12, 'trillion yuan'],
    [1e9, 'billion yuan'],
    [1e6, 'million yuan'],
    [1, 'yuan'],
  ],
} as const

/** At most `digits` significant digits, without trailing zeros; whole parts are never cut. */
export function significant(value: number, digits = 4): string {
  if (value === 0) return '0'
  const whole = Math.floor(Math.log10(Math.abs(value))) + 1
  const places = Math.max(0, digits - whole)
  return String(Number(value.toFixed(places)))
}

/** Digits in groups of three, as full amounts are written. */
export function grouped(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 }).format(value)
}

/** A count: plain up to four digits in Chinese, in groups of three otherwise. */
export function count(value: number, locale: Locale): string {
  return locale === 'zh' && Math.abs(value) < 10_000 ? String(value) : grouped(value)
}

/** An amount in yuan: `number` and `unit` for screens (at most four significant digits), `full` for titles and exports. */
export function money(cny: number, locale: Locale): { number: string; unit: string; full: string } {
  const full = locale === 'zh' ? `${grouped(cny)}元` : `${grouped(cny)} yuan`
  const steps = scales[locale]
  // Judged after rounding: 9999.6 亿 is 10000 亿 to four digits, and so is written 1 万亿.
  const reaches = ([scale]: readonly [number, string]) => Number(significant(Math.abs(cny) / scale)) >= 1
  const [scale, unit] = steps.find(reaches) ?? steps[3]
  const number = scale === 1 && locale === 'en' ? grouped(Math.round(cny)) : significant(cny / scale)
  return { number, unit, full }
}

/** From and to in yuan, either open: `30 万元 – 50 万元`, `≥ 30 万元`; null when neither is known. */
export function moneyRange(from: number | null, to: number | null, locale: Locale): string | null {
  const said = (cny: number) => `${money(cny, locale).number} ${money(cny, locale).unit}`
  if (from === null) return to === null ? null : `≤ ${said(to)}`
  if (to === null) return `≥ ${said(from)}`
  return from === to ? said(from) : `${said(from)} – ${said(to)}`
}

/** A calendar day in a time zone, `2026-11-20`. Days without a time are returned as they are. */
export function dayOf(value: string | Date, timeZone: string): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(value),
  )
}

/** Day and time in a time zone, `2026-11-20 17:30`. */
export function minuteOf(value: string | Date, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${dayOf(value, timeZone)} ${time.format(new Date(value))}`
}

/** Calendar days from one day to another, in a time zone; negative when it has passed. */
export function daysBetween(from: string | Date, to: string | Date, timeZone: string): number {
  const at = (value: string | Date) => Date.parse(`${dayOf(value, timeZone)}T00:00:00Z`)
  return Math.round((at(to) - at(from)) / 86_400_000)
}
