import type { EvaluationFact } from '../../../../contracts/evaluations.ts'

/** A row that counts for a scenario, as the store hands it over; which of the fields it has is its kind's matter. */
export type FactRow = {
  readonly kind: 'scenario' | 'indicator' | 'milestone' | 'project' | 'capability' | 'agreement' | 'intent'
  readonly scenario_id: string
  readonly id: string
  readonly text: string
  /** indicator: progress 0..1 by its newest reading that stands; agreement: amount; scenario: budget. */
  readonly number: number | null
  /** milestone: by its day; project: accepted; agreement: a contract that counts; intent: answered in time. */
  readonly good: boolean | null
  /** intent: the owner took it up. */
  readonly taken: boolean | null
  readonly at: string | null
  /** indicator: its reading; intent: the provider. */
  readonly other_id: string | null
  readonly shown: string | null
}
export type Evidence = {
  readonly type: FactRow['kind'] | 'reading'
  readonly id: string
  readonly text: string
  readonly value: string | null
  readonly at: string | null
}
export type Fact = { readonly value: number | null; readonly evidence: readonly Evidence[] }

const msADay = 86_400_000

/** Every fact of one scenario, from its counted rows alone; null where nothing is known, which is not the same as 0. */
export function factsOf(rows: readonly FactRow[]): Record<EvaluationFact, Fact> {
  const of = (kind: FactRow['kind']) => rows.filter((row) => row.kind === kind)
  const [scenario] = of('scenario')
  const indicators = of('indicator')
  const projects = of('project')
  const intents = of('intent').filter((row) => row.good !== null)
  const taken = of('intent').filter((row) => row.taken === true)
  const contracts = of('agreement').filter((row) => row.good === true)
  const first = of('agreement')
    .filter((row) => row.at !== null)
    .reduce<FactRow | null>((best, row) => (best && (best.at ?? '') <= (row.at ?? '') ? best : row), null)
  const budget = scenario?.number ?? null
  return {
    target_reached: {
      value: mean(indicators.map((row) => row.number ?? 0)),
      evidence: indicators.map((row) =>
        row.other_id ? { ...told(row), type: 'reading' as const, id: row.other_id } : told(row),
      ),
    },
    milestones_on_time: share(of('milestone')),
    projects_accepted: share(projects),
    contracted_ratio: {
      value: budget === null || budget === 0 ? null : sum(contracts.map((row) => row.number ?? 0)) / budget,
      evidence: [...(scenario ? [told(scenario)] : []), ...contracts.map(told)],
    },
    days_to_agreement: {
      value: daysBetween(scenario?.at ?? null, first?.at ?? null),
      evidence: first ? [told(first)] : [],
    },
    providers_engaged: { value: new Set(taken.map((row) => row.other_id)).size, evidence: taken.map(told) },
    answer_punctuality: share(intents),
    capabilities_promoted: { value: of('capability').length, evidence: of('capability').map(told) },
  }
}

function told({ kind, id, text, shown, at }: FactRow): Evidence {
  return { type: kind, id, text, value: shown, at }
}
function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : sum(numbers) / numbers.length
}
/** The good ones of all; unknown when there is none. */
function share(rows: readonly FactRow[]): Fact {
  return { value: mean(rows.map((row) => (row.good === true ? 1 : 0))), evidence: rows.map(told) }
}
/** Calendar days between the beginnings of two days (clocks may have been changed between), not below 0: an agreement may be older than the publication. */
function daysBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / msADay))
}
