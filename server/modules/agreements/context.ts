import type { Agreement } from '../../../contracts/agreements.ts'
import { type ActionOf, can, guardLabel, type StateOf, type Verdicts } from '../../../engines/lifecycle/index.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { isMember, type Membership, type Viewer } from '../../platform/viewer.ts'
import type { Attachable } from '../files/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { addendaOf, openAddenda, signaturesOf } from './addenda-store.ts'
import { actionsOf, canSee, partiesOf as lifecyclePartiesOf } from './policy.ts'
import { openOf, presentAgreement } from './present.ts'
import { today, turnIn } from './rules/clock.ts'
import {
  type AgreementRow,
  type Fields,
  filesOf,
  lockAgreement,
  openingsOf,
  partiesOf,
  personNames,
  relatives,
  selectAgreement,
  selectScenarios,
  updateAgreement,
} from './store.ts'

export type AgreementDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly attachable: Attachable
  /** Moves an intent with what was signed or ended; false when its state does not lead there. */
  readonly followIntent: (
    tx: Writing,
    id: string,
    action: 'sign_letter' | 'sign_contract' | 'terminate',
    how?: { reason?: string },
  ) => Promise<boolean>
  /** The first agreement in force takes its scenario into landing. */
  readonly startLanding: (tx: Writing, scenarioId: string) => Promise<void>
}
type State = StateOf<'agreement'>
export type Change = { readonly path: string; readonly before?: unknown; readonly after?: unknown }

export const dayOf = (deps: Pick<AgreementDeps, 'pack'>, reading: Reading): string =>
  today(reading.now ?? new Date(0).toISOString(), deps.pack.city.timezone)

export async function visibleAgreement(reading: Reading, idOrCode: string): Promise<AgreementRow> {
  const row = await selectAgreement(reading, idOrCode)
  return row && canSee(reading.viewer, row) ? row : refuse('not_found')
}

/** Locked, at the version the caller knows. Row-level security hides from the lock what the viewer may see but not change. */
export async function lockVisible(tx: Writing, idOrCode: string, version: number | null): Promise<AgreementRow> {
  const row = await lockAgreement(tx, idOrCode)
  if (!row) {
    const seen = await selectAgreement(tx, idOrCode)
    return refuse(seen && canSee(tx.viewer, seen) ? 'forbidden' : 'not_found')
  }
  if (row.version !== version) refuse('stale', { version: row.version })
  return row
}

export async function showAgreement(deps: AgreementDeps, reading: Reading, row: AgreementRow): Promise<Agreement> {
  const ids = [row.id]
  const parties = await partiesOf(reading, ids)
  const signers = parties.flatMap((each) => (each.signed_by ? [each.signed_by] : []))
  const beside = {
    parties,
    openings: await openingsOf(reading, ids),
    scenarios: await selectScenarios(reading, [row.scenario_id]),
    open: await openAddenda(reading, ids),
    people: await personNames(reading, signers),
    day: dayOf(deps, reading),
    files: await filesOf(reading, row.id),
    addenda: await addendaOf(reading, row.id),
    signatures: await signaturesOf(reading, row.id),
    relatives: await relatives(reading, row),
  }
  return presentAgreement(row, beside, reading.viewer)
}

export async function answerWith(deps: AgreementDeps, tx: Writing, id: string): Promise<Agreement> {
  return showAgreement(deps, tx, await visibleAgreement(tx, id))
}

/** Asks the lifecycle and turns its refusal into the user's. Returns the state the action leads to. */
export async function checkedTo(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  action: ActionOf<'agreement'>,
  guards: Verdicts = {},
): Promise<State> {
  const { viewer } = tx
  const asked = { parties: lifecyclePartiesOf(viewer, row), guards }
  const verdict = can('agreement', action, { state: row.state as State }, asked)
  if (verdict.ok) return verdict.to
  if (verdict.code === 'not_your_role') return refuse('forbidden')
  if (verdict.code === 'guard_failed')
    return refuse('guard_failed', { guard: guardLabel(verdict.guard)[viewer.locale], key: verdict.guard })
  return refuse('action_not_allowed', { allowed: await allowedNow(deps, tx, row) })
}

export async function allowedNow(deps: AgreementDeps, tx: Writing, row: AgreementRow): Promise<string[]> {
  const parties = await partiesOf(tx, [row.id])
  const addendum = openOf(row, await openAddenda(tx, [row.id]))
  return actionsOf(tx.viewer, row, { parties, addendum, day: dayOf(deps, tx) })
}

/** Moves it: holder and due date follow from the lifecycle and the calendar, and the change is recorded. The caller holds the lock. */
export async function moveTo(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  to: State,
  how: { action: string; reason?: string | null; set?: Fields; changes?: readonly Change[] },
): Promise<void> {
  const place = { calendar: deps.calendar, timeZone: deps.pack.city.timezone }
  await updateAgreement(tx, row.id, {
    ...how.set,
    state: to,
    state_since: tx.now,
    state_reason: how.reason ?? null,
    escalated_at: null,
    ...turnIn(to, tx.now, place, row.effective_from),
  })
  tx.record({
    action: `agreement.${how.action}`,
    subject: { type: 'agreement', id: row.id },
    reason: how.reason ?? null,
    changes: [{ path: 'state', before: row.state, after: to }, ...(how.changes ?? [])],
    state: { from: row.state, to },
  })
}

/** The parties that are not the actor's own hear of it. */
export function tellOthers(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  action: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const organisations = row.party_ids.filter((id) => !isMember(tx.viewer, id))
  if (organisations.length === 0) return Promise.resolve()
  const subject = { type: 'agreement', id: row.id, title: row.title }
  return deps.notify(tx, { to: { organisations }, kind: `agreement.${action}`, subject, params })
}

/**
 * The organisation for which the viewer acts on this agreement: the one named, else the one worked for now, else the first of `candidates`.
 * Refuses organisations that are not the viewer's, or not verified.
 */
export function actingFor(viewer: Viewer, candidates: readonly string[], wanted: string | undefined): Membership {
  const own = viewer.organisations.filter((each) => candidates.includes(each.id))
  const membership = wanted
    ? own.find((each) => each.id === wanted)
    : (own.find((each) => each.id === viewer.organisationId) ?? own[0])
  if (!membership) return refuse('forbidden')
  if (membership.state !== 'verified') return refuse('organisation_unverified')
  return membership
}
