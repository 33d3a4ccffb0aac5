import { parseQuantity, unitOf } from './quantities.ts'
import { type Measure, sameMetric } from './requirements.ts'

export type ReadMeasures =
  | { readonly ok: true; readonly measures: readonly Measure[] }
  /** `n`: which one, from 1; `because`: no `metric=value unit` at all, or a number in a unit nobody here knows. */
  | { readonly ok: false; readonly n: number; readonly text: string; readonly because: 'shape' | 'unit' }

/**
 * Measures as they stand in one cell: `续航=300 公里（2025-06-01）; 载重=1.2吨`, divided by semicolons or line ends, the day of the source in brackets
 * where it is known. Full-width signs and Chinese numerals are read like their plain forms.
 */
export function readMeasures(text: string): ReadMeasures {
  const measures: Measure[] = []
  const parts = text
    .split(/[;；\r\n]+/)
    .map((each) => each.trim())
    .filter(Boolean)
  for (const [at, part] of parts.entries()) {
    const failed = (because: 'shape' | 'unit') => ({ ok: false, n: at + 1, text: part, because }) as const
    const match = /^([^=＝]+)[=＝](.+)$/.exec(part) ?? /^([^:：]+)[:：](.+)$/.exec(part)
    if (!match) return failed('shape')
    const metric = (match[1] as string).trim()
    const said = (match[2] as string).normalize('NFKC').trim()
    const dated = /^(.*?)\s*\((\d{4}-\d{2}-\d{2})\)$/.exec(said)
    const stated = dated ? (dated[1] as string) : said
    const quantity = parseQuantity(stated)
    if (metric === '' || !quantity) return failed(/^[+-]?\d+(\.\d+)?\s*\D+$/.test(stated) ? 'unit' : 'shape')
    measures.push({
      metric,
      value: quantity.value,
      unit: quantity.unit || null,
      ...(dated && { asOf: dated[2] as string }),
    })
  }
  return { ok: true, measures }
}

/** What `readMeasures` reads back. */
export function writeMeasures(
  measures: readonly { metric: string; value: number; unit: string | null; asOf?: string | null }[],
): string {
  return measures
    .map(
      ({ metric, value, unit, asOf }) =>
        `${metric}=${plainNumber(value)}${unit === null ? '' : ` ${unit}`}${asOf ? `（${asOf}）` : ''}`,
    )
    .join('; ')
}

/** Without an exponent, which would be taken for the beginning of a unit. */
function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 17 }) : text
}

/** The first of the two places at which one metric is stated twice in one unit, by the place of the second; units are compared without case and width. */
export function doubledMeasures(
  measures: readonly { metric: string; unit: string | null }[],
): ReadonlyMap<number, number> {
  const doubled = new Map<number, number>()
  for (const [at, one] of measures.entries()) {
    const first = measures.findIndex((other) => sameMetric(other.metric, one.metric) && sameUnit(other.unit, one.unit))
    if (first < at) doubled.set(at, first)
  }
  return doubled
}

function sameUnit(a: string | null, b: string | null): boolean {
  const [one, two] = [unitOf(a), unitOf(b)]
  const plain = (unit: string | null) => (unit ?? '').normalize('NFKC').replace(/\s+/g, '')
  return (
    plain(a) === plain(b) ||
    (!!a && !!b && one !== null && one.kind !== 'count' && one.kind === two?.kind && one.factor === two.factor)
  )
}
