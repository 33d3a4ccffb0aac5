import type { z } from 'zod'
import type { Project, projectCreate, projectPatch } from '../../../../contracts/projects.ts'
import { nextCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import {
  lockVisible,
  membersOf,
  otherSide,
  type ProjectDeps,
  refreshCourse,
  showProject,
  subjectOf,
} from '../context.ts'
import {
  capabilitiesOf,
  type IndicatorInput,
  indicatorsOf,
  milestonesOf,
  replaceCapabilities,
  replaceIndicators,
  replaceMilestones,
  usable,
} from '../parts-store.ts'
import { agreementStands, sideOf } from '../policy.ts'
import { planFaults } from '../rules/plan.ts'
import {
  findAgreement,
  findProject,
  holdAgreement,
  insertProject,
  organisationsOf,
  type ProjectRecord,
  providersOf,
  setSearch,
  updateProject,
} from '../store.ts'

type Create = z.output<typeof projectCreate>
type Patch = z.output<typeof projectPatch>
type Change = { path: string; before?: unknown; after: unknown }

/** A project under an agreement that was signed, planned by either of its sides. */
export function planProject(deps: ProjectDeps, viewer: Viewer, wish: Create): Promise<Project> {
  const { agreementId, ...plan } = wish
  return deps.database.write(viewer, async (tx) => {
    const agreement = await findAgreement(tx, agreementId)
    if (!agreement?.id || !agreement.owner_id || !agreement.scenario_id) return refuse('not_found')
    const providers = await providersOf(tx, agreement.id)
    const [provider] = providers
    if (!provider) return refuse('not_found')
    const sides = { owner_id: agreement.owner_id, provider_ids: providers.map((each) => each.organisation_id) }
    const side = sideOf(viewer, sides)
    if (!side) return refuse('forbidden')
    if (!agreementStands.includes(await holdAgreement(tx, agreement.id))) refuse('agreement_not_in_force')
    checkPlan(plan)
    const timeZone = deps.pack.city.timezone
    const id = deps.newId()
    const code = await nextCode(deps.database, tx, { prefix: `${deps.pack.city.codePrefix}P`, digits: 4, timeZone })
    await insertProject(tx, {
      ...sides,
      id,
      code,
      title: plan.title,
      summary: plan.summary ?? null,
      place: plan.place ?? null,
      starts_on: plan.startsOn ?? null,
      ends_on: plan.endsOn ?? null,
      scenario_id: agreement.scenario_id,
      agreement_id: agreement.id,
      owner_district: agreement.owner_district,
      provider_id: provider.organisation_id,
      time_zone: timeZone,
      synthetic: agreement.synthetic ?? false,
      created_by: viewer.userId,
    })
    const project = { id, title: plan.title, ...sides }
    await writeParts(deps, tx, project, plan)
    await refreshSearch(tx, id)
    await refreshCourse(deps, id)
    tx.record({
      action: 'project.create',
      subject: { type: 'project', id },
      changes: [
        { path: 'agreementId', after: agreement.id },
        { path: 'code', after: code },
        ...Object.entries(plan).map(([path, after]) => ({ path, after })),
      ],
      state: { from: null, to: 'planned' },
    })
    await deps.notify(tx, {
      to: { organisations: membersOf(sides, otherSide(side)) },
      kind: 'project.create',
      subject: subjectOf(project),
    })
    return showProject(tx, id)
  })
}

/** Changes a planned project. An indicator that is changed loses both sides' word; what did not change is neither written nor recorded. */
export function changePlan(
  deps: ProjectDeps,
  viewer: Viewer,
  idOrCode: string,
  patch: Patch,
  version: number | null,
): Promise<Project> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, idOrCode)
    const side = sideOf(viewer, row)
    if (!side) return refuse('forbidden')
    if (row.version !== version) refuse('stale', { version: row.version })
    if (row.state !== 'planned') refuse('plan_fixed')
    checkPlan({ ...patch, startsOn: patch.startsOn ?? row.starts_on, endsOn: patch.endsOn ?? row.ends_on })
    const changes = await changesOf(tx, row, patch)
    if (changes.length > 0) {
      await writeParts(deps, tx, row, patch)
      await updateProject(tx, row.id, fieldsOf(patch))
      await refreshSearch(tx, row.id)
      await refreshCourse(deps, row.id)
      tx.record({ action: 'project.change', subject: { type: 'project', id: row.id }, changes })
      await deps.notify(tx, {
        to: { organisations: membersOf(row, otherSide(side)) },
        kind: 'project.change',
        subject: subjectOf(row),
      })
    }
    return showProject(tx, row.id)
  })
}

const columns = {
  title: 'title',
  summary: 'summary',
  place: 'place',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
} as const
type Column = keyof typeof columns

function fieldsOf(patch: Patch): Record<string, unknown> {
  const given = (Object.keys(columns) as Column[]).filter((name) => patch[name] !== undefined)
  return Object.fromEntries(given.map((name) => [columns[name], patch[name]]))
}

function checkPlan(plan: Patch): void {
  const faults = planFaults(plan)
  if (faults.length > 0) refuse('invalid_request', {}, faults)
}

async function writeParts(
  deps: ProjectDeps,
  tx: Writing,
  project: { id: string; provider_ids: readonly string[] },
  plan: Patch,
): Promise<void> {
  if (plan.milestones) {
    const own = new Set((await milestonesOf(tx, [project.id])).map((each) => each.id))
    const rows = withIds(deps, plan.milestones, own).map(({ dueOn, ...each }) => ({ ...each, due_on: dueOn }))
    await replaceMilestones(tx, project.id, rows)
  }
  if (plan.indicators) {
    const before = await indicatorsOf(tx, [project.id])
    const rows = withIds(deps, plan.indicators, new Set(before.map((each) => each.id)))
    const changed = rows.filter((row) => before.some((each) => each.id === row.id && !sameIndicator(each, row)))
    await replaceIndicators(
      tx,
      project.id,
      rows,
      changed.map((each) => each.id),
    )
  }
  if (plan.capabilityIds) {
    const ids = [...new Set(plan.capabilityIds)]
    const known = await usable(tx, ids, project.provider_ids)
    const faults = ids.flatMap((id, at) =>
      known.has(id) ? [] : [{ path: `capabilityIds.${at}`, code: 'not_provider_capability' as const }],
    )
    if (faults.length > 0) refuse('invalid_request', {}, faults)
    await replaceCapabilities(tx, project.id, ids)
  }
}

/** An id of the project's own stays, each once; everything else is new. */
function withIds<T extends { id?: string | undefined }>(deps: ProjectDeps, rows: readonly T[], own: Set<string>) {
  const left = new Set(own)
  return rows.map((row) => ({ ...row, id: row.id && left.delete(row.id) ? row.id : deps.newId() }))
}

function sameIndicator(a: Omit<IndicatorInput, 'id'>, b: Omit<IndicatorInput, 'id'>): boolean {
  return (['name', 'unit', 'baseline', 'target', 'direction', 'method'] as const).every((each) => a[each] === b[each])
}

async function changesOf(tx: Writing, row: ProjectRecord, patch: Patch): Promise<Change[]> {
  const before: Record<string, unknown> = Object.fromEntries(
    (Object.keys(columns) as Column[]).map((name) => [name, row[columns[name]]]),
  )
  if (patch.milestones)
    before.milestones = (await milestonesOf(tx, [row.id])).map((each) => ({
      id: each.id,
      title: each.title,
      dueOn: each.due_on,
      responsible: each.responsible,
    }))
  if (patch.indicators)
    before.indicators = (await indicatorsOf(tx, [row.id])).map(
      ({ id, name, unit, baseline, target, direction, method }) => ({
        id,
        name,
        unit,
        baseline,
        target,
        direction,
        method,
      }),
    )
  if (patch.capabilityIds)
    before.capabilityIds = (await capabilitiesOf(tx, [row.id])).map((each) => each.capability_id).sort()
  const given = { ...patch, ...(patch.capabilityIds && { capabilityIds: [...new Set(patch.capabilityIds)].sort() }) }
  return Object.entries(given)
    .filter(([path, after]) => after !== undefined && ordered(before[path]) !== ordered(after))
    .map(([path, after]) => ({ path, before: before[path] ?? null, after }))
}

/** The same content reads the same whatever the order of its fields. */
function ordered(value: unknown): string {
  return JSON.stringify(value ?? null, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

/** What people search for: its own words, the scenario's, and who takes part. */
async function refreshSearch(tx: Writing, id: string): Promise<void> {
  const row = await findProject(tx, id)
  if (!row) return
  const names = await organisationsOf(tx, [row.owner_id, ...row.provider_ids])
  await setSearch(tx, id, [
    row.code,
    row.title,
    row.summary,
    row.place,
    row.scenario_code,
    row.scenario_title,
    ...names.values(),
  ])
}
