import type { FieldFault } from '../../../platform/errors.ts'
import { isSettled } from './course.ts'

type Plan = {
  readonly startsOn?: string | null | undefined
  readonly endsOn?: string | null | undefined
  readonly milestones?: readonly { readonly title: string; readonly dueOn: string }[] | undefined
  readonly indicators?:
    | readonly {
        readonly name: string
        readonly baseline: number
        readonly target: number
        readonly direction: 'up' | 'down'
      }[]
    | undefined
}

/** What the contract's shapes cannot say of a plan: days in order, each indicator once and its target on the side its direction says. */
export function planFaults(plan: Plan): FieldFault[] {
  const faults: FieldFault[] = []
  if (plan.startsOn && plan.endsOn && plan.endsOn < plan.startsOn) faults.push({ path: 'endsOn', code: 'order' })
  for (const [at, each] of (plan.milestones ?? []).entries()) {
    if (plan.startsOn && each.dueOn < plan.startsOn) faults.push({ path: `milestones.${at}.dueOn`, code: 'order' })
  }
  const names = new Map<string, number>()
  for (const [at, each] of (plan.indicators ?? []).entries()) {
    const right = each.direction === 'up' ? each.target > each.baseline : each.target < each.baseline
    if (!right) faults.push({ path: `indicators.${at}.target`, code: 'target_direction' })
    const first = names.get(each.name)
    if (first !== undefined)
      faults.push({ path: `indicators.${at}.name`, code: 'duplicate', params: { where: each.name } })
    names.set(each.name, at)
  }
  return faults
}

type Standing = {
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly milestones: readonly { readonly done_on: string | null; readonly explanation: string | null }[]
  readonly indicators: readonly {
    readonly agreed_by_owner_at: string | null
    readonly agreed_by_provider_at: string | null
    readonly progress: number | null
  }[]
}

/** What a planned project lacks to be started: dates, a milestone, an indicator, and both sides' word on each indicator. */
export function lackingForStart(project: Standing): string[] {
  const lacking: string[] = []
  if (project.starts_on === null) lacking.push('startsOn')
  if (project.ends_on === null) lacking.push('endsOn')
  if (project.milestones.length === 0) lacking.push('milestones')
  if (project.indicators.length === 0) lacking.push('indicators')
  for (const [at, each] of project.indicators.entries()) {
    if (each.agreed_by_owner_at === null) lacking.push(`indicators.${at}.agreedByOwnerAt`)
    if (each.agreed_by_provider_at === null) lacking.push(`indicators.${at}.agreedByProviderAt`)
  }
  return lacking
}

/** What a running project lacks to be submitted for acceptance: every milestone done or explained, a reading that stands for every indicator. */
export function lackingForAcceptance(project: Standing): string[] {
  return [
    ...project.milestones.flatMap((each, at) => (isSettled(each) ? [] : [`milestones.${at}.doneOn`])),
    ...project.indicators.flatMap((each, at) => (each.progress === null ? [`indicators.${at}.readings`] : [])),
  ]
}
