import { type Condition, check, type Measure, type Verdict } from './requirements.ts'

/** Factors of a match; each is 0..1. `staleness` takes away, the others add. */
export const factors = ['text', 'taxonomy', 'requirements', 'readiness', 'proof', 'distance', 'staleness'] as const
export type Factor = (typeof factors)[number]
/** Weights are data with a version: what a score was computed with can be said later. */
export type Weights = { readonly version: string } & Readonly<Record<Factor, number>>

export type Requirement = {
  readonly id: string
  readonly kind: 'must' | 'wish'
  /** Null: in words only, nothing to compute. */
  readonly condition: Condition | null
}
/** Demand: what an opening asks for. Places in trees are paths from the root (`['industry', 'low-altitude', 'evtol']`). */
export type Demand = {
  readonly paths: readonly (readonly string[])[]
  readonly requirements: readonly Requirement[]
  /** Technology readiness level wanted at least, 1..9. */
  readonly readiness: number | null
  /** Where it happens; empty = anywhere. */
  readonly districts: readonly string[]
}
export type Proof = { readonly kind: 'delivery' | 'certificate' | 'patent' | 'other'; readonly confirmed: boolean }
/** Supply: what a capability states. */
export type Supply = {
  readonly paths: readonly (readonly string[])[]
  readonly measures: readonly Measure[]
  readonly readiness: number | null
  readonly proofs: readonly Proof[]
  /** Districts served; empty = all. */
  readonly districts: readonly string[]
  readonly freshUntil: string | null
}
export type Scored = {
  readonly score: number
  /** A must condition is not met: it is not listed, and this is why. */
  readonly excludedBy: readonly string[]
  /** Parts sum to the score; `value` is the factor's own 0..1, `share` its part of the score. */
  readonly parts: readonly { readonly factor: Factor; readonly value: number; readonly share: number }[]
  readonly requirements: readonly ({ readonly id: string; readonly kind: 'must' | 'wish' } & Verdict)[]
}

export type ScoreOptions = {
  readonly weights: Weights
  /** Part of the best possible text score, 0..1. */
  readonly text: number
  readonly now: string
  readonly alike?: ReadonlyMap<string, string>
}

/** An unknown counts a little: whoever states nothing stands between who meets and who does not. */
const unknownCounts = 0.35
const proofCounts: Readonly<Record<Proof['kind'], number>> = {
  delivery: 0.5,
  certificate: 0.3,
  patent: 0.2,
  other: 0.1,
}
const day = 86_400_000
/** After so many days past its freshness a capability counts as fully stale. */
const staleDays = 365

/** One pair of demand and supply: score = Σ weight × value over the factors that add, divided by their weights, less staleness; never below 0. */
export function score(demand: Demand, supply: Supply, { weights, text, now, alike }: ScoreOptions): Scored {
  const requirements = demand.requirements.map(({ id, kind, condition }) => ({
    id,
    kind,
    ...(condition ? check(condition, supply.measures, alike) : ({ verdict: 'unknown', because: 'condition' } as const)),
  }))
  const values: Record<Factor, number> = {
    text: clamp(text),
    taxonomy: taxonomyOf(demand.paths, supply.paths),
    requirements: satisfaction(requirements),
    readiness: readinessOf(demand.readiness, supply.readiness),
    proof: proofOf(supply.proofs),
    distance: distanceOf(demand.districts, supply.districts),
    staleness: stalenessOf(supply.freshUntil, now),
  }
  const whole = factors.reduce((sum, factor) => (factor === 'staleness' ? sum : sum + weights[factor]), 0)
  const gained = factors
    .filter((factor) => factor !== 'staleness')
    .map((factor) => ({
      factor,
      value: values[factor],
      share: whole > 0 ? (weights[factor] * values[factor]) / whole : 0,
    }))
  const before = gained.reduce((sum, each) => sum + each.share, 0)
  const lost = whole > 0 ? Math.min(before, (weights.staleness * values.staleness) / whole) : 0
  const parts = [...gained, { factor: 'staleness' as const, value: values.staleness, share: -lost }]
  return {
    score: parts.reduce((sum, each) => sum + each.share, 0),
    excludedBy: requirements.filter((each) => each.kind === 'must' && each.verdict === 'unmet').map((each) => each.id),
    parts,
    requirements,
  }
}

/** Nearness in a tree: the shared beginning of two paths against the longer of them; the best of all pairs. Nothing stated is neutral. */
export function taxonomyOf(wanted: readonly (readonly string[])[], offered: readonly (readonly string[])[]): number {
  if (wanted.length === 0 || offered.length === 0) return 0.5
  let best = 0
  for (const one of wanted)
    for (const other of offered) {
      let shared = 0
      while (shared < one.length && shared < other.length && one[shared] === other[shared]) shared += 1
      best = Math.max(best, shared / Math.max(one.length, other.length))
    }
  return best
}

function satisfaction(requirements: readonly { readonly verdict: Verdict['verdict'] }[]): number {
  if (requirements.length === 0) return 1
  const counted = requirements.map(({ verdict }) => (verdict === 'met' ? 1 : verdict === 'unknown' ? unknownCounts : 0))
  return counted.reduce<number>((sum, each) => sum + each, 0) / requirements.length
}

/** Enough is full; each level short takes a quarter. Not stated counts as half. */
function readinessOf(wanted: number | null, stated: number | null): number {
  if (stated === null) return 0.5
  return clamp(1 - Math.max(0, (wanted ?? 6) - stated) * 0.25)
}

/** Proofs add up without ever being certain; what the counterpart has not confirmed counts half. */
function proofOf(proofs: readonly Proof[]): number {
  return 1 - proofs.reduce((left, { kind, confirmed }) => left * (1 - proofCounts[kind] * (confirmed ? 1 : 0.5)), 1)
}

function distanceOf(wanted: readonly string[], served: readonly string[]): number {
  if (wanted.length === 0 || served.length === 0) return 1
  return wanted.some((each) => served.includes(each)) ? 1 : 0.4
}

function stalenessOf(freshUntil: string | null, now: string): number {
  if (freshUntil === null) return 0
  return clamp((Date.parse(now) - Date.parse(freshUntil)) / day / staleDays)
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0
}
