import { convert, unitOf } from './quantities.ts'

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>='
/** A condition that can be computed: a metric, how it compares, with what. */
export type Condition = {
  readonly metric: string
  readonly comparator: Comparator
  readonly threshold: number
  readonly unit: string | null
}
/** What a capability states about itself. `asOf` is the date of the source. */
export type Measure = {
  readonly metric: string
  readonly value: number
  readonly unit: string | null
  readonly asOf?: string
}
export type Verdict =
  | { readonly verdict: 'met'; readonly stated: number; readonly asOf?: string }
  /** `by`: how much is missing, in the condition's unit, never negative (for `!=`: 0). */
  | { readonly verdict: 'unmet'; readonly stated: number; readonly by: number; readonly asOf?: string }
  | {
      readonly verdict: 'unknown'
      /** Nothing stated; stated in a unit that does not compare; the condition itself cannot be computed. */
      readonly because: 'not_stated' | 'unit' | 'condition'
    }

/** Two values count as equal within this share: what was typed in another unit comes back with rounding. */
const tolerance = 1e-9

/** The same metric under any of its names: compared without case, width and spaces, and by the names given as alike. */
export function sameMetric(a: string, b: string, alike: ReadonlyMap<string, string> = new Map()): boolean {
  return plainMetric(a, alike) === plainMetric(b, alike)
}

function plainMetric(name: string, alike: ReadonlyMap<string, string>): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）:：]/g, '')
  return alike.get(plain) ?? plain
}

/**
 * Checks a condition against what is stated. Of several measures of the metric the newest counts, of those the one that fares best. A unit left
 * out on one side is taken to be the other side's.
 */
export function check(
  condition: Condition,
  measures: readonly Measure[],
  alike?: ReadonlyMap<string, string>,
): Verdict {
  if (!Number.isFinite(condition.threshold) || (condition.unit !== null && !unitOf(condition.unit)))
    return { verdict: 'unknown', because: 'condition' }
  const stated = measures.filter((each) => sameMetric(each.metric, condition.metric, alike))
  if (stated.length === 0) return { verdict: 'unknown', because: 'not_stated' }
  const newest = stated.reduce((date, each) => ((each.asOf ?? '') > date ? (each.asOf ?? '') : date), '')
  const verdicts = stated.filter((each) => (each.asOf ?? '') === newest).map((each) => judge(condition, each))
  return (
    verdicts.find((each) => each.verdict === 'met') ??
    verdicts.filter((each) => each.verdict === 'unmet').sort((a, b) => a.by - b.by)[0] ?? {
      verdict: 'unknown',
      because: 'unit',
    }
  )
}

function judge({ comparator, threshold, unit }: Condition, measure: Measure): Verdict {
  const value =
    unit === null || measure.unit === null || unit === measure.unit
      ? measure.value
      : convert(measure.value, measure.unit, unit)
  if (value === null || !Number.isFinite(value)) return { verdict: 'unknown', because: 'unit' }
  const source = measure.asOf === undefined ? {} : { asOf: measure.asOf }
  const equal = Math.abs(value - threshold) <= tolerance * Math.max(Math.abs(value), Math.abs(threshold))
  const holds = {
    '=': equal,
    '!=': !equal,
    '<': value < threshold && !equal,
    '<=': value < threshold || equal,
    '>': value > threshold && !equal,
    '>=': value > threshold || equal,
  }[comparator]
  return holds
    ? { verdict: 'met', stated: value, ...source }
    : { verdict: 'unmet', stated: value, by: Math.abs(threshold - value), ...source }
}

/** Pairs of conditions on one metric that nothing can meet together (`≥ 5` beside `< 3`), as their places in the list. */
export function contradictions(
  conditions: readonly Condition[],
  alike?: ReadonlyMap<string, string>,
): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  conditions.forEach((a, first) => {
    conditions.slice(first + 1).forEach((b, offset) => {
      if (!sameMetric(a.metric, b.metric, alike)) return
      const other =
        a.unit === null || b.unit === null || a.unit === b.unit ? b.threshold : convert(b.threshold, b.unit, a.unit)
      if (other !== null && excludes(a.comparator, a.threshold, b.comparator, other))
        found.push([first, first + 1 + offset])
    })
  })
  return found
}

function excludes(one: Comparator, x: number, two: Comparator, y: number): boolean {
  const range = (comparator: Comparator, at: number) => ({
    low: comparator === '>' || comparator === '>=' || comparator === '=' ? at : Number.NEGATIVE_INFINITY,
    high: comparator === '<' || comparator === '<=' || comparator === '=' ? at : Number.POSITIVE_INFINITY,
    open: comparator === '>' || comparator === '<',
  })
  if (one === '!=' || two === '!=') return one !== two && (one === '=' || two === '=') && x === y
  const a = range(one, x)
  const b = range(two, y)
  const low = Math.max(a.low, b.low)
  const high = Math.min(a.high, b.high)
  return low > high || (low === high && (a.open || b.open))
}
