import type { Attachment } from '../../../contracts/common.ts'
import type { Project, ProjectIndicator, ProjectReading, Side } from '../../../contracts/projects.ts'
import { localDate } from '../../../engines/calendar/index.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { capabilitiesOf, filesOf, followUpsOf, IndicatorRow, MilestoneRow } from './parts-store.ts'
import { actionsOf, isInside, readingActionsOf, sideOf } from './policy.ts'
import type { ReadingRow } from './readings-store.ts'
import { isSettled } from './rules/course.ts'
import { reasonsOn } from './rules/light.ts'
import { lackingForAcceptance, lackingForStart } from './rules/plan.ts'
import type { ProjectRow } from './store.ts'

export type Parts = {
  readonly milestones: readonly MilestoneRow[]
  readonly indicators: readonly IndicatorRow[]
  readonly readings: readonly ReadingRow[]
  readonly capabilities: Awaited<ReturnType<typeof capabilitiesOf>>
  readonly files: Awaited<ReturnType<typeof filesOf>>
  readonly followUps: Awaited<ReturnType<typeof followUpsOf>>
  readonly organisations: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
}

type FileRow = {
  readonly id: string | null
  readonly name: string | null
  readonly media_type: string | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly uploaded_at: string | null
}

function presentFile(file: FileRow | undefined, purpose: string): Attachment | null {
  if (!file?.id) return null
  return {
    id: file.id,
    name: file.name ?? '',
    mediaType: file.media_type ?? '',
    bytes: file.bytes ?? 0,
    purpose,
    sha256: file.sha256 ?? '',
    uploadedAt: file.uploaded_at ?? '',
  }
}

/** A row with those of the page's parts that are its own, for this viewer: leaders get neither words nor files, and only what stands. */
export function presentProject(row: ProjectRow, all: Parts, viewer: Viewer, now: string): Project {
  const own = <T extends { project_id: string }>(rows: readonly T[]) =>
    rows.filter((each) => each.project_id === row.id)
  const milestones = own(all.milestones)
  const indicators = own(all.indicators)
  const files = own(all.files)
  const inside = isInside(viewer, row)
  const today = localDate(new Date(now), row.time_zone)
  const name = (id: string) => ({ id, name: all.organisations.get(id) ?? '' })
  const standing = { starts_on: row.starts_on, ends_on: row.ends_on, milestones, indicators }
  const missing =
    row.state === 'planned' ? lackingForStart(standing) : row.state === 'running' ? lackingForAcceptance(standing) : []
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    summary: row.summary,
    place: row.place,
    scenario: {
      id: row.scenario_id,
      code: row.scenario_code,
      title: row.scenario_title ?? '',
      domain: row.domain,
      direction: row.direction,
    },
    agreement: {
      id: row.agreement_id,
      code: row.agreement_code,
      kind: row.agreement_kind,
      state: row.agreement_state,
    },
    owner: name(row.owner_id),
    provider: name(row.provider_id),
    providers: row.provider_ids.map(name),
    state: row.state as Project['state'],
    stateSince: row.state_since,
    stateReason: inside ? row.state_reason : null,
    holder: row.holder,
    dueAt: row.due_at,
    light: row.light,
    lightReasons: reasonsOn(row, { milestones, indicators }, today),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    startedAt: row.started_at,
    acceptedAt: row.accepted_at,
    milestones: milestones.map((each) => ({
      id: each.id,
      title: each.title,
      dueOn: each.due_on,
      doneOn: each.done_on,
      explanation: inside ? each.explanation : null,
      responsible: each.responsible as Side,
      overdue: !isSettled(each) && each.due_on < today && ['running', 'accepting'].includes(row.state),
      evidence: presentFile(
        files.find((file) => file.milestone_id === each.id),
        'evidence',
      ),
    })),
    indicators: indicators.map((each) =>
      presentIndicator(
        each,
        all.readings.filter((reading) => reading.indicator_id === each.id),
        viewer,
      ),
    ),
    capabilities: own(all.capabilities).map((each) => ({ id: each.capability_id, title: each.title ?? '' })),
    acceptance: inside ? presentAcceptance(row, files, all.people) : null,
    followUps: own(all.followUps).map((each) => ({
      id: each.id,
      months: each.months as 12 | 24,
      side: each.side as Side,
      asksAt: each.asks_at,
      dueAt: each.due_at,
      answeredAt: each.answered_at,
      inUse: each.in_use,
      scale: each.scale,
      note: each.note,
      open: each.answered_at === null && each.asks_at <= now && sideOf(viewer, row) === each.side,
    })),
    missing,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: actionsOf(viewer, row, indicators),
  }
}

function presentAcceptance(row: ProjectRow, files: Parts['files'], people: Parts['people']): Project['acceptance'] {
  if (row.submitted_at === null) return null
  const file = (purpose: string) =>
    presentFile(
      files.find((each) => each.purpose === purpose),
      purpose,
    )
  const person = (id: string | null) => (id === null ? null : (people.get(id) ?? null))
  return {
    submittedAt: row.submitted_at,
    submittedBy: person(row.submitted_by),
    summary: row.submitted_summary ?? '',
    report: file('report'),
    acceptedAt: row.accepted_at,
    acceptedBy: person(row.accepted_by),
    opinion: row.accepted_opinion,
    minutes: file('minutes'),
  }
}

export function presentIndicator(row: IndicatorRow, readings: readonly ReadingRow[], viewer: Viewer): ProjectIndicator {
  return {
    id: row.id,
    name: row.name,
    unit: row.unit,
    baseline: row.baseline,
    target: row.target,
    direction: row.direction as ProjectIndicator['direction'],
    method: row.method,
    agreedByOwnerAt: row.agreed_by_owner_at,
    agreedByProviderAt: row.agreed_by_provider_at,
    progress: row.progress,
    readings: readings.map((each) => presentReading(each, viewer)),
  }
}

export function presentReading(row: ReadingRow, viewer: Viewer): ProjectReading {
  const project = { ...row, state: row.project_state }
  const side = row.side as Side
  const inside = isInside(viewer, project)
  const reporter = { id: row.reported_for, name: row.reported_for_name ?? '' }
  const settler = row.settled_for ? { id: row.settled_for, name: row.settled_for_name ?? '' } : null
  const byReporter = { side, organisation: reporter, at: row.reported_at }
  const stands = row.state === 'confirmed' || row.state === 'upheld'
  const byOther = {
    side: side === 'owner' ? ('provider' as const) : ('owner' as const),
    organisation: settler,
    at: row.settled_at ?? row.reported_at,
  }
  return {
    id: row.id,
    indicator: {
      id: row.indicator_id,
      name: row.name,
      unit: row.unit,
      direction: row.direction as ProjectReading['indicator']['direction'],
    },
    project: { id: row.project_id, code: row.code, title: row.title },
    value: row.value,
    unit: row.unit,
    at: row.at,
    state: row.state as ProjectReading['state'],
    reportedBy: byReporter,
    confirmedBy: stands ? [byReporter, ...(row.state === 'confirmed' ? [byOther] : [])] : [],
    holder: row.holder,
    dueAt: row.due_at,
    reason: inside ? row.reason : null,
    corrects: row.corrects_id,
    correctedBy: row.corrected_by_id,
    note: inside ? row.note : null,
    file: presentFile(
      {
        id: row.file_id,
        name: row.file_name,
        media_type: row.media_type,
        bytes: row.bytes,
        sha256: row.sha256,
        uploaded_at: row.uploaded_at,
      },
      'reading',
    ),
    version: row.version,
    actions: readingActionsOf(viewer, { side, state: row.state, project }),
  }
}
