import type { Scenario, ScenarioCreate, ScenarioPatch } from '../../../../contracts/scenarios.ts'
import { holderOf, stageOf } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import { mayEdit } from '../policy.ts'
import { answerWith, lockVisible } from '../read.ts'
import { changesBetween } from '../rules/diff.ts'
import { faultsOf } from '../rules/validity.ts'
import type { Deps } from '../service.ts'
import {
  columnsOf,
  contactOf,
  findScenario,
  insertScenario,
  isAbove,
  organisationOf,
  partsOf,
  refreshSearch,
  replaceFiles,
  replaceOpenings,
  replaceRequirements,
  type ScenarioRow,
  setContact,
  updateScenario,
} from '../store.ts'
import { subjectOf } from '../transition.ts'

const nothing = { opensAt: null, closesAt: null, startsOn: null, endsOn: null, domain: null, openings: 0 }

/** A new draft of one of the writer's organisations; a title is enough. */
export async function createDraft(deps: Deps, viewer: Viewer, input: ScenarioCreate): Promise<Scenario> {
  const faults = faultsOf(input, deps.keys, nothing)
  if (faults.length > 0) refuse('invalid_request', {}, faults)
  return deps.database.write(viewer, async (tx) => {
    const ownerId = input.ownerId ?? viewer.organisationId
    if (!ownerId || !isMember(viewer, ownerId)) refuse('forbidden')
    const owner = await organisationOf(tx, ownerId)
    if (!owner) refuse('not_found')
    const id = deps.newId()
    if (input.parentId && !(await findScenario(tx, input.parentId)))
      refuse('invalid_request', {}, [{ path: 'parentId', code: 'invalid_format' }])
    if (input.callId) await deps.choosable(tx, input.callId)
    await insertScenario(tx, id, input, {
      ownerId,
      ownerDistrict: owner.district,
      stage: stageOf('draft') ?? 'collection',
      holder: holderOf('scenario', 'draft'),
    })
    await writeParts(deps, tx, id, input)
    await refreshSearch(tx, id)
    tx.record({
      action: 'scenario.create',
      subject: { type: 'scenario', id },
      changes: recordable(input).map(([path, after]) => ({ path, before: null, after })),
      personal: { paths: ['contact'] },
      state: { from: null, to: 'draft' },
    })
    return answerWith(deps, tx, id)
  })
}

function recordable(input: ScenarioPatch & { ownerId?: string }): [string, unknown][] {
  return Object.entries(input).filter(
    ([key, value]) =>
      key !== 'ownerId' && value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
  )
}

async function writeParts(deps: Deps, tx: Writing, id: string, patch: ScenarioPatch): Promise<void> {
  let openingIds: string[] = []
  if (patch.openings) openingIds = await replaceOpenings(tx, id, patch.openings, deps.newId)
  if (patch.requirements) {
    if (!patch.openings) openingIds = (await partsOf(tx, id)).openings.map((each) => each.id)
    await replaceRequirements(tx, id, patch.requirements, openingIds, deps.newId)
  }
  if (patch.contact !== undefined) await setContact(tx, id, patch.contact)
  if (patch.attachments) {
    await deps.attachable(
      tx,
      patch.attachments.map((each) => each.fileId),
    )
    await replaceFiles(tx, id, patch.attachments)
  }
}

/** What the fields were, in the shape of a patch, so that a change can be told field by field. */
async function before(tx: Writing, row: ScenarioRow, patch: ScenarioPatch): Promise<Record<string, unknown>> {
  const parts = await partsOf(tx, row.id)
  const index = new Map(parts.openings.map((each, position) => [each.id, position]))
  return {
    title: row.title,
    summary: row.summary,
    problem: row.problem,
    domain: row.domain,
    direction: row.direction,
    tracks: row.tracks,
    districts: row.districts,
    opener: row.opener,
    focus: row.focus,
    opportunityCny: row.opportunity_cny,
    opportunityBound: row.opportunity_bound,
    opportunityPeriod: row.opportunity_period,
    budgetCny: row.budget_cny,
    cooperationModes: row.cooperation_modes,
    place: row.place,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    parentId: row.parent_id,
    callId: row.call_id,
    openings: parts.openings.map(({ text, detail }) => ({ text, detail })),
    requirements: parts.requirements.map((each) => ({
      opening: each.opening_id ? (index.get(each.opening_id) ?? null) : null,
      text: each.text,
      kind: each.kind,
      metric: each.metric,
      comparator: each.comparator,
      threshold: each.threshold,
      unit: each.unit,
      limitsProviders: each.limits_providers,
    })),
    attachments: parts.attachments.map((each) => ({ fileId: each.file_id, purpose: each.purpose })),
    ...(patch.contact !== undefined && { contact: (await contactOf(tx, row.id)) ?? null }),
  }
}

function withoutIds(patch: ScenarioPatch): Record<string, unknown> {
  return {
    ...patch,
    ...(patch.openings && { openings: patch.openings.map(({ text, detail }) => ({ text, detail })) }),
    ...(patch.requirements && { requirements: patch.requirements.map(({ id: _, ...rest }) => rest) }),
  }
}

/** Changes fields of a draft, or of one being refined. What did not change is neither written nor recorded. */
export async function changeFields(
  deps: Deps,
  viewer: Viewer,
  idOrCode: string,
  patch: ScenarioPatch,
  version: number,
): Promise<Scenario> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, idOrCode)
    if (!mayEdit(viewer, row))
      refuse(viewer.organisations.some((each) => each.id === row.owner_id) ? 'action_not_allowed' : 'forbidden', {
        allowed: [],
      })
    if (row.version !== version) refuse('stale', { version: row.version })
    const old = await before(tx, row, patch)
    const faults = faultsOf(patch, deps.keys, {
      opensAt: row.opens_at,
      closesAt: row.closes_at,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      domain: row.domain,
      openings: (old.openings as unknown[]).length,
    })
    if (patch.parentId && (!(await findScenario(tx, patch.parentId)) || (await isAbove(tx, row.id, patch.parentId))))
      faults.push({ path: 'parentId', code: 'invalid_format' })
    if (faults.length > 0) refuse('invalid_request', {}, faults)
    const changes = changesBetween(old, withoutIds(patch))
    const intoAnother = patch.callId !== undefined && patch.callId !== row.call_id
    if (intoAnother) {
      // Into which call it goes is settled when it is submitted.
      if (row.state !== 'draft') refuse('invalid_request', {}, [{ path: 'callId', code: 'frozen' }])
      if (patch.callId) await deps.choosable(tx, patch.callId)
    }
    if (changes.length > 0) {
      await writeParts(deps, tx, row.id, patch)
      // The conditions of an opening go with it.
      if (patch.openings && !patch.requirements) {
        const { requirements } = await before(tx, row, {})
        changes.push(...changesBetween(old, { requirements }))
      }
      await updateScenario(tx, row.id, {
        ...columnsOf(patch),
        ...(intoAnother && { call_entered_at: null }),
        content: row.content + 1,
      })
      await refreshSearch(tx, row.id)
      tx.record({
        action: 'scenario.change',
        subject: { type: 'scenario', id: row.id },
        changes,
        personal: { paths: ['contact'] },
      })
      // While it is refined two sides write: each hears of the other's changes.
      if (row.state === 'refining')
        await deps.notify(tx, {
          to: isMember(viewer, row.owner_id) ? { role: 'operator' } : { organisation: row.owner_id },
          kind: 'scenario.change',
          subject: subjectOf(row),
        })
    }
    return answerWith(deps, tx, row.id)
  })
}
