import type { z } from 'zod'
import type { Intent, intentRoutes } from '../../../../contracts/intents.ts'
import { parseMobile } from '../../../../engines/text/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { type Membership, systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { type IntentDeps, showIntent } from '../context.ts'
import { turnIn } from '../rules/clock.ts'
import { takesIntents } from '../rules/open.ts'
import {
  type Contact,
  holdScenario,
  insertIntent,
  selectCapability,
  selectOpening,
  selectOrganisation,
  selectScenario,
} from '../store.ts'

export type Expression = z.output<typeof intentRoutes.create.body>

/** One provider declares interest in one opening; the owner has the turn, with a clock. */
export function expressIntent(deps: IntentDeps, viewer: Viewer, wish: Expression): Promise<Intent> {
  return deps.database.write(viewer, async (tx) => {
    const provider = actingFor(viewer, wish.organisationId)
    const contact = reachable(wish.contact)
    if (!(await selectScenario(tx, wish.scenarioId))) return refuse('not_found')
    // Held until commit: a withdrawal at the same instant comes wholly before or wholly after.
    const scenario = await deps.database.write(systemViewer, (system) => holdScenario(system, wish.scenarioId))
    if (!scenario?.owner_id) return refuse('not_found')
    if (scenario.owner_id === provider.id) refuse('own_scenario')
    if (!takesIntents(scenario, tx.now)) refuse('scenario_not_open')
    const opening = await selectOpening(tx, wish.scenarioId, wish.openingId)
    if (!opening) return refuse('not_found')
    if (wish.capabilityId) await checkCapability(tx, wish.capabilityId, provider.id)
    const id = deps.newId()
    const turn = turnIn('expressed', tx.now, deps.calendar, deps.pack.city.timezone)
    const inserted = await insertIntent(
      tx,
      {
        id,
        scenario_id: wish.scenarioId,
        opening_id: wish.openingId,
        owner_id: scenario.owner_id,
        owner_district: scenario.owner_district,
        organisation_id: provider.id,
        capability_id: wish.capabilityId,
        expressed_by: viewer.userId,
        pitch: wish.pitch,
        state: 'expressed',
        state_since: tx.now,
        ...turn,
      },
      contact,
    )
    if (!inserted) refuse('already_expressed')
    tx.record({
      action: 'intent.express',
      subject: { type: 'intent', id },
      state: { from: null, to: 'expressed' },
      changes: [
        { path: 'scenarioId', after: wish.scenarioId },
        { path: 'openingId', after: wish.openingId },
        { path: 'organisationId', after: provider.id },
        { path: 'capabilityId', after: wish.capabilityId },
        { path: 'pitch', after: wish.pitch },
        { path: 'contact.name', after: contact.name },
        { path: 'contact.mobile', after: contact.mobile },
        { path: 'contact.email', after: contact.email },
        { path: 'dueAt', after: turn.due_at },
      ],
      personal: { paths: ['contact.name', 'contact.mobile', 'contact.email'], personId: viewer.userId },
    })
    await deps.notify(tx, {
      to: { organisation: scenario.owner_id },
      kind: 'intent_expressed',
      subject: { type: 'intent', id, title: scenario.title ?? '' },
      params: { organisation: (await selectOrganisation(tx, provider.id))?.name ?? '', dueAt: turn.due_at },
    })
    return showIntent(tx, id, deps.newId)
  })
}

function actingFor(viewer: Viewer, wanted: string | undefined): Membership {
  const id = wanted ?? viewer.organisationId
  const membership = viewer.organisations.find((each) => each.id === id)
  if (!membership) return refuse('forbidden')
  if (membership.state !== 'verified') refuse('organisation_unverified')
  return membership
}

/** Somebody who wants an answer says how to be reached. */
function reachable(contact: Contact): Contact {
  if (!contact.mobile && !contact.email) refuse('invalid_request', {}, [{ path: 'contact.mobile', code: 'required' }])
  if (!contact.mobile) return contact
  const parsed = parseMobile(contact.mobile)
  if (!parsed.ok) return refuse('invalid_request', {}, [{ path: 'contact.mobile', code: 'invalid_format' }])
  return { ...contact, mobile: parsed.mobile }
}

async function checkCapability(tx: Writing, id: string, organisationId: string): Promise<void> {
  const capability = await selectCapability(tx, id)
  const own = capability?.organisation_id === organisationId && ['published', 'stale'].includes(capability.state ?? '')
  if (!own) refuse('invalid_request', {}, [{ path: 'capabilityId', code: 'not_own_capability' }])
}
