import type { z } from 'zod'
import type { Project, projectPatch, Side } from '../../../../contracts/projects.ts'
import { numberOf, valueText } from './number.ts'

/** A plan as it stands in the form: empty texts instead of null, numbers as they are typed, rows with keys. */
export interface MilestoneRow {
  readonly key: string
  readonly id?: string
  readonly title: string
  readonly dueOn: string
  readonly responsible: Side
}
export interface IndicatorRow {
  readonly key: string
  readonly id?: string
  readonly name: string
  readonly unit: string
  readonly baseline: string
  readonly target: string
  readonly direction: 'up' | 'down'
  readonly method: string
}
export interface PlanValue {
  agreementId: string
  title: string
  summary: string
  place: string
  startsOn: string
  endsOn: string
  milestones: MilestoneRow[]
  indicators: IndicatorRow[]
  capabilityIds: string[]
}
export type PlanPatch = z.input<typeof projectPatch>

export const blank: PlanValue = {
  agreementId: '',
  title: '',
  summary: '',
  place: '',
  startsOn: '',
  endsOn: '',
  milestones: [],
  indicators: [],
  capabilityIds: [],
}

export function fromProject(project: Project): PlanValue {
  return {
    agreementId: project.agreement.id,
    title: project.title,
    summary: project.summary ?? '',
    place: project.place ?? '',
    startsOn: project.startsOn ?? '',
    endsOn: project.endsOn ?? '',
    milestones: project.milestones.map(({ id, title, dueOn, responsible }) => ({
      key: id,
      id,
      title,
      dueOn,
      responsible,
    })),
    indicators: project.indicators.map(({ id, name, unit, baseline, target, direction, method }) => ({
      key: id,
      id,
      name,
      unit,
      baseline: valueText(baseline),
      target: valueText(target),
      direction,
      method,
    })),
    capabilityIds: project.capabilities.map((each) => each.id),
  }
}

/** A row somebody began to write; an empty one waits and is not sent. */
function begun(...texts: string[]): boolean {
  return texts.some((text) => text.trim() !== '')
}
export function writtenMilestones(rows: readonly MilestoneRow[]): MilestoneRow[] {
  return rows.filter((row) => row.id !== undefined || begun(row.title, row.dueOn))
}
export function writtenIndicators(rows: readonly IndicatorRow[]): IndicatorRow[] {
  return rows.filter((row) => row.id !== undefined || begun(row.name, row.unit, row.baseline, row.target, row.method))
}

/** What is sent, in the words of the contract; or the rows that are not ready, by field path, with what they lack. */
export function toPlan(
  value: PlanValue,
): { ok: true; plan: PlanPatch & { title: string } } | { ok: false; faults: Record<string, 'required' | 'number'> } {
  const faults: Record<string, 'required' | 'number'> = {}
  const need = (path: string, text: string) => {
    if (text.trim() === '') faults[path] = 'required'
    return text.trim()
  }
  const number = (path: string, text: string) => {
    const found = numberOf(text)
    if (found === null) faults[path] = text.trim() === '' ? 'required' : 'number'
    return found ?? 0
  }
  const title = need('title', value.title)
  const milestones = writtenMilestones(value.milestones).map((row, at) => ({
    ...(row.id ? { id: row.id } : {}),
    title: need(`milestones.${at}.title`, row.title),
    dueOn: need(`milestones.${at}.dueOn`, row.dueOn),
    responsible: row.responsible,
  }))
  const indicators = writtenIndicators(value.indicators).map((row, at) => ({
    ...(row.id ? { id: row.id } : {}),
    name: need(`indicators.${at}.name`, row.name),
    unit: need(`indicators.${at}.unit`, row.unit),
    baseline: number(`indicators.${at}.baseline`, row.baseline),
    target: number(`indicators.${at}.target`, row.target),
    direction: row.direction,
    method: need(`indicators.${at}.method`, row.method),
  }))
  if (Object.keys(faults).length > 0) return { ok: false, faults }
  return {
    ok: true,
    plan: {
      title,
      summary: value.summary.trim() || null,
      place: value.place.trim() || null,
      startsOn: value.startsOn || null,
      endsOn: value.endsOn || null,
      milestones,
      indicators,
      capabilityIds: value.capabilityIds,
    },
  }
}
