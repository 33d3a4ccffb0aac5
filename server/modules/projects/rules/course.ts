import { localDate, startOfDay, type WorkCalendar } from '../../../../engines/calendar/index.ts'
import { clockOf, holderOf, type StateOf } from '../../../../engines/lifecycle/index.ts'

export type CourseMilestone = {
  readonly title: string
  readonly due_on: string
  readonly done_on: string | null
  readonly explanation: string | null
  readonly responsible: string
}
export type CourseIndicator = { readonly name: string; readonly progress: number | null }

/** What a light is computed from, as the project keeps it. */
export type Course = {
  readonly milestones_total: number
  readonly milestones_settled: number
  readonly next_due_on: string | null
  readonly indicators_total: number
  readonly indicators_read: number
  readonly lowest_progress: number | null
}

/** Done, or explained where acceptance goes ahead without it. */
export function isSettled(milestone: Pick<CourseMilestone, 'done_on' | 'explanation'>): boolean {
  return milestone.done_on !== null || milestone.explanation !== null
}

/** Share of the way from baseline to target that a value stands for: 1 is the target, below 0 is worse than before. */
export function progressOf(indicator: { baseline: number; target: number }, value: number): number {
  return (value - indicator.baseline) / (indicator.target - indicator.baseline)
}

/** The milestone that is up next: the earliest that is not settled. */
export function nextOf<M extends CourseMilestone>(milestones: readonly M[]): M | null {
  const open = milestones.filter((each) => !isSettled(each))
  return open.sort((a, b) => (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : 0))[0] ?? null
}

export function courseOf(milestones: readonly CourseMilestone[], indicators: readonly CourseIndicator[]): Course {
  const read = indicators.flatMap(({ progress }) => (progress === null ? [] : [progress]))
  return {
    milestones_total: milestones.length,
    milestones_settled: milestones.filter(isSettled).length,
    next_due_on: nextOf(milestones)?.due_on ?? null,
    indicators_total: indicators.length,
    indicators_read: read.length,
    lowest_progress: read.length === 0 ? null : Math.min(...read),
  }
}

/** The last millisecond of a day in a time zone, as RFC 3339. */
export function endOfDay(day: string, timeZone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return new Date(startOfDay(next, timeZone).getTime() - 1).toISOString()
}

/**
 * Whose turn it is and until when: both sides until the planned start; then whoever the next milestone is up to, by its day, and the provider
 * by the end where none is open; while it is being accepted the owner, in working days from its submission.
 */
export function turnOf(
  project: { state: string; state_since: string; starts_on: string | null; ends_on: string | null },
  milestones: readonly CourseMilestone[],
  { calendar, timeZone }: { calendar: WorkCalendar; timeZone: string },
): { holder: string | null; due_at: string | null } {
  const state = project.state as StateOf<'project'>
  const end = (day: string | null) => (day === null ? null : endOfDay(day, timeZone))
  if (state === 'planned') return { holder: holderOf('project', state), due_at: end(project.starts_on) }
  if (state === 'running') {
    const next = nextOf(milestones)
    return {
      holder: next?.responsible ?? holderOf('project', state),
      due_at: end(next?.due_on ?? project.ends_on),
    }
  }
  const days = clockOf('project', state)?.dueDays
  return {
    holder: holderOf('project', state),
    due_at: days === undefined ? null : calendar.dueAt(new Date(project.state_since), days, timeZone).toISOString(),
  }
}

/** The first day a reading may be of: the planned start, or the day it was in fact started on if that came first. */
export function firstDay(
  project: { starts_on: string | null; started_at: string | null },
  timeZone: string,
): string | null {
  const started = project.started_at === null ? null : localDate(new Date(project.started_at), timeZone)
  if (started === null || project.starts_on === null) return started ?? project.starts_on
  return started < project.starts_on ? started : project.starts_on
}
