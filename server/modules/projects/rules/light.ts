import type { z } from 'zod'
import type { Light, lightReason } from '../../../../contracts/projects.ts'
import { type Course, type CourseIndicator, type CourseMilestone, isSettled } from './course.ts'

/** Days a milestone may be overdue before the project counts as late. */
export const graceDays = 15
/** How far the share of settled milestones may stay behind the share of time gone. */
export const milestoneSlack = 0.2
/** From this share of the time on readings are expected, and how far progress may stay behind it. */
export const readingsExpected = 0.5
export const indicatorSlack = 0.25

export type LightReason = z.infer<typeof lightReason>
type Timed = { readonly state: string; readonly starts_on: string | null; readonly ends_on: string | null }

/** Share of the planned time that is over on a day, 0..1. */
export function elapsedOn({ starts_on, ends_on }: Pick<Timed, 'starts_on' | 'ends_on'>, today: string): number {
  if (starts_on === null || ends_on === null || today <= starts_on) return 0
  if (today >= ends_on) return 1
  return daysBetween(starts_on, today) / daysBetween(starts_on, ends_on)
}

/**
 * The light of a project on a day; null where nothing is under way. Late: the end has passed, or a milestone is overdue by more than
 * `graceDays`. At risk: a milestone is overdue; or milestones stay behind the time gone by more than `milestoneSlack`; or, from half time on,
 * an indicator has no confirmed reading or its progress stays behind by more than `indicatorSlack`. `project_light` in the database is the same rule.
 */
export function lightOn(project: Timed & Course, today: string): Light | null {
  if (project.state !== 'running' && project.state !== 'accepting') return null
  const { ends_on, next_due_on: next } = project
  if ((ends_on !== null && ends_on < today) || (next !== null && daysBetween(next, today) > graceDays)) return 'late'
  if (next !== null && next < today) return 'at_risk'
  const elapsed = elapsedOn(project, today)
  if (project.milestones_total > 0 && elapsed - project.milestones_settled / project.milestones_total > milestoneSlack)
    return 'at_risk'
  if (elapsed < readingsExpected) return 'on_course'
  const behind = project.lowest_progress !== null && elapsed - project.lowest_progress > indicatorSlack
  return behind || project.indicators_read < project.indicators_total ? 'at_risk' : 'on_course'
}

/** What speaks against a project on that day, worst first; empty exactly when it is on course. */
export function reasonsOn(
  project: Timed,
  parts: { milestones: readonly CourseMilestone[]; indicators: readonly CourseIndicator[] },
  today: string,
): LightReason[] {
  if (project.state !== 'running' && project.state !== 'accepting') return []
  const reasons: LightReason[] = []
  if (project.ends_on !== null && project.ends_on < today)
    reasons.push({ code: 'end_passed', params: { days: daysBetween(project.ends_on, today) } })
  const overdue = parts.milestones.filter((each) => !isSettled(each) && each.due_on < today)
  for (const each of overdue.toSorted((a, b) => (a.due_on < b.due_on ? -1 : 1))) {
    const days = daysBetween(each.due_on, today)
    reasons.push({
      code: days > graceDays ? 'milestone_late' : 'milestone_overdue',
      params: { title: each.title, days },
    })
  }
  const elapsed = elapsedOn(project, today)
  const total = parts.milestones.length
  const done = parts.milestones.filter(isSettled).length
  if (total > 0 && elapsed - done / total > milestoneSlack)
    reasons.push({ code: 'milestones_behind', params: { done, total, elapsed } })
  if (elapsed >= readingsExpected) {
    for (const { name, progress } of parts.indicators) {
      if (progress === null) reasons.push({ code: 'no_reading', params: { name, elapsed } })
      else if (elapsed - progress > indicatorSlack)
        reasons.push({ code: 'indicator_behind', params: { name, share: progress, elapsed } })
    }
  }
  return reasons
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}
