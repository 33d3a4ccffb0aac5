import type { Dimension, FigureKey } from '../../../../contracts/cockpit.ts'

/** In these a scenario is published or further on its way; withdrawn and terminated ones count no more. */
export const publishedStates = [
  'published',
  'landing',
  'demonstrating',
  'evaluating',
  'concluded',
  'suspended',
  'closed',
] as const
export const signedStates = ['signed', 'in_force', 'fulfilled'] as const
export const openIntentStates = ['expressed', 'talking', 'letter_signed', 'contracted'] as const

/** The collection that shows the rows of a figure, its filter, and the names that filter gives to a dimension. */
export type FigureRule = {
  readonly unit: 'piece' | 'entry' | 'firm' | 'yuan'
  readonly collection: string
  readonly filter: Readonly<Record<string, string>>
  readonly by: Readonly<Partial<Record<Exclude<Dimension, 'month'>, string>>>
  /** First and last day of a month. */
  readonly month: readonly [from: string, to: string]
}
const ofScenario = { domain: 'domain', direction: 'direction', district: 'district' }
const published = publishedStates.join(',')

/** `since`: the first day of the programme. */
export function figureRules(since: string): Readonly<Record<FigureKey, FigureRule>> {
  return {
    super_scenarios: {
      unit: 'piece',
      collection: 'scenarios',
      filter: { rung: 'super', state: published },
      by: ofScenario,
      month: ['rungFrom', 'rungTo'],
    },
    new_products_promoted: {
      unit: 'entry',
      collection: 'capabilities',
      filter: { promoted: 'true' },
      by: { domain: 'promotedDomain', direction: 'promotedDirection', district: 'promotedDistrict' },
      month: ['promotedFrom', 'promotedTo'],
    },
    innovative_firms_landed: {
      unit: 'firm',
      collection: 'organisations',
      filter: { landedFrom: since, state: 'verified' },
      by: { district: 'district' },
      month: ['landedFrom', 'landedTo'],
    },
    firms_served: {
      unit: 'firm',
      collection: 'organisations',
      filter: { servedFrom: since, state: 'verified' },
      by: { district: 'district' },
      month: ['servedFrom', 'servedTo'],
    },
    opportunity_released: {
      unit: 'yuan',
      collection: 'scenarios',
      filter: { state: published, root: 'true' },
      by: ofScenario,
      month: ['publishedFrom', 'publishedTo'],
    },
    contracted_amount: {
      unit: 'yuan',
      collection: 'agreements',
      filter: { kind: 'contract', state: signedStates.join(',') },
      by: ofScenario,
      month: ['signedFrom', 'signedTo'],
    },
    scenarios_published: {
      unit: 'piece',
      collection: 'scenarios',
      filter: { state: published },
      by: ofScenario,
      month: ['publishedFrom', 'publishedTo'],
    },
    intents_open: {
      unit: 'entry',
      collection: 'intents',
      filter: { open: 'true' },
      by: ofScenario,
      month: ['expressedFrom', 'expressedTo'],
    },
    intents_overdue: {
      unit: 'entry',
      collection: 'intents',
      filter: { open: 'true', overdue: 'true' },
      by: ofScenario,
      month: ['expressedFrom', 'expressedTo'],
    },
    projects_running: {
      unit: 'piece',
      collection: 'projects',
      filter: { state: 'running' },
      by: ofScenario,
      month: ['startedFrom', 'startedTo'],
    },
  }
}

/** Whose figures, and whether examples count. */
export type Scope = { readonly demonstration: boolean; readonly district: string | null }

/** The address of exactly the rows of a figure; narrowed to one value of a dimension when given. */
export function rowsOf(rule: FigureRule, scope: Scope, within?: { by: Dimension; key: string }): string {
  const filter: Record<string, string> = { ...rule.filter }
  if (scope.district && rule.by.district) filter[rule.by.district] = scope.district
  if (within?.by === 'month') {
    filter[rule.month[0]] = `${within.key}-01`
    filter[rule.month[1]] = lastDay(within.key)
  } else if (within) {
    const name = rule.by[within.by]
    if (name) filter[name] = within.key
  }
  return urlOf(rule.collection, filter, scope)
}

export function urlOf(collection: string, filter: Readonly<Record<string, string>>, scope: Scope): string {
  const query = new URLSearchParams({ ...filter, ...(!scope.demonstration && { synthetic: 'false' }) })
  return `/api/v1/${collection}?${query.toString().replaceAll('%2C', ',')}`
}

/** The last day of a month `YYYY-MM`. */
export function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** All months from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  const [year, month] = from.split('-').map(Number) as [number, number]
  for (let step = 0; ; step++) {
    const at = new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 7)
    if (at > to || step > 1200) return months
    months.push(at)
  }
}
