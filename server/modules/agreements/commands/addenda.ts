import type { z } from 'zod'
import type { agreementActionBodies } from '../../../../contracts/agreements.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember } from '../../../platform/viewer.ts'
import {
  type AddendumRow,
  addendaOf,
  insertAddendum,
  settleAddendum,
  signAddendum,
  signaturesOf,
} from '../addenda-store.ts'
import { type AgreementDeps, actingFor, checkedTo, tellOthers } from '../context.ts'
import { endOfDay } from '../rules/clock.ts'
import { type AgreementRow, addFiles, updateAgreement } from '../store.ts'

type Bodies = typeof agreementActionBodies
type Answer = 'sign_addendum' | 'decline_addendum' | 'withdraw_addendum'

export async function findOpen(tx: Writing, agreementId: string): Promise<AddendumRow | undefined> {
  return (await addendaOf(tx, agreementId)).find((each) => each.state === 'proposed')
}

/** 补充协议: proposed by one party and signed by it at once; nothing changes before every party has signed. */
export async function propose(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  how: z.output<Bodies['amend']>,
): Promise<void> {
  await checkedTo(deps, tx, row, 'amend', { signed_by_both: true })
  const acting = actingFor(tx.viewer, row.party_ids, how.organisationId)
  if (how.validUntil && row.effective_from !== null && how.validUntil < row.effective_from)
    refuse('invalid_request', {}, [{ path: 'validUntil', code: 'order' }])
  await deps.attachable(tx, [how.fileId], 'fileId')
  const id = deps.newId()
  const before = await addendaOf(tx, row.id)
  const inserted = await insertAddendum(tx, {
    id,
    agreement_id: row.id,
    position: before.length + 1,
    state: 'proposed',
    reason: how.reason,
    file_id: how.fileId,
    amount_cny: how.amountCny ?? null,
    amount_before: how.amountCny === undefined ? null : row.amount_cny,
    valid_until: how.validUntil ?? null,
    valid_until_before: how.validUntil === undefined ? null : row.valid_until,
    proposed_by: tx.viewer.userId,
    proposed_for: acting.id,
    proposed_at: tx.now,
  })
  if (!inserted) refuse('addendum_open')
  await addFiles(tx, row.id, 'addendum', [how.fileId])
  await signAddendum(tx, id, acting.id)
  await updateAgreement(tx, row.id, {})
  tx.record({
    action: 'agreement.propose_addendum',
    subject: { type: 'agreement', id: row.id },
    reason: how.reason,
    changes: [
      { path: 'addendum', after: before.length + 1 },
      ...(how.amountCny === undefined ? [] : [{ path: 'amountCny', before: row.amount_cny, after: how.amountCny }]),
      ...(how.validUntil === undefined ? [] : [{ path: 'validUntil', before: row.valid_until, after: how.validUntil }]),
    ],
  })
  await tellOthers(deps, tx, row, 'addendum_proposed', { reason: how.reason })
}

/** The others sign or decline an open addendum; who proposed it may take it back. */
export async function answerAddendum(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  action: Answer,
  how: { addendumId: string; organisationId?: string | undefined; reason?: string },
): Promise<void> {
  const addendum = (await addendaOf(tx, row.id)).find((each) => each.id === how.addendumId)
  if (!addendum) return refuse('not_found')
  await checkedTo(deps, tx, row, 'amend', { signed_by_both: true })
  if (addendum.state !== 'proposed') refuse('action_not_allowed', { allowed: [] })
  if (action === 'withdraw_addendum') {
    if (!isMember(tx.viewer, addendum.proposed_for)) refuse('forbidden')
    return drop(deps, tx, row, addendum, 'withdrawn', null)
  }
  const signed = new Set(
    (await signaturesOf(tx, row.id))
      .filter((each) => each.addendum_id === addendum.id)
      .map((each) => each.organisation_id),
  )
  const open = row.party_ids.filter((id) => !signed.has(id) && isMember(tx.viewer, id))
  const acting = actingFor(
    tx.viewer,
    how.organisationId || open.length === 0 ? row.party_ids : open,
    how.organisationId,
  )
  if (signed.has(acting.id)) refuse('already_signed')
  if (action === 'decline_addendum') return drop(deps, tx, row, addendum, 'declined', how.reason ?? null)
  const signers = (await signaturesOf(tx, row.id)).filter((each) => each.addendum_id === addendum.id)
  if (signers.some((each) => each.signed_by === tx.viewer.userId)) refuse('signs_for_another')
  await signAddendum(tx, addendum.id, acting.id)
  if (signed.size + 1 < row.party_ids.length) {
    await updateAgreement(tx, row.id, {})
    tx.record({
      action: 'agreement.sign_addendum',
      subject: { type: 'agreement', id: row.id },
      changes: [
        { path: 'addendum', after: addendum.position },
        { path: 'signature', after: acting.id },
      ],
    })
    return
  }
  await agree(deps, tx, row, addendum, acting.id)
}

/** The last signature: amount and term are those of the addendum from this day on. */
async function agree(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  addendum: AddendumRow,
  signedFor: string,
): Promise<void> {
  await settleAddendum(tx, addendum.id, 'agreed')
  const amount = addendum.amount_cny ?? row.amount_cny
  const until = addendum.valid_until ?? row.valid_until
  await updateAgreement(tx, row.id, {
    amount_cny: amount,
    valid_until: until,
    term_ends_at: until === null ? null : endOfDay(until, deps.pack.city.timezone),
  })
  tx.record({
    action: 'agreement.amend',
    subject: { type: 'agreement', id: row.id },
    reason: addendum.reason,
    changes: [
      { path: 'addendum', after: addendum.position },
      { path: 'signature', after: signedFor },
      ...(amount === row.amount_cny ? [] : [{ path: 'amountCny', before: row.amount_cny, after: amount }]),
      ...(until === row.valid_until ? [] : [{ path: 'validUntil', before: row.valid_until, after: until }]),
    ],
  })
  await tellOthers(deps, tx, row, 'amend')
}

async function drop(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  addendum: AddendumRow,
  state: 'declined' | 'withdrawn',
  reason: string | null,
): Promise<void> {
  await settleAddendum(tx, addendum.id, state, reason)
  await updateAgreement(tx, row.id, {})
  tx.record({
    action: `agreement.addendum_${state}`,
    subject: { type: 'agreement', id: row.id },
    reason,
    changes: [{ path: 'addendum', after: addendum.position }],
  })
  await tellOthers(deps, tx, row, `addendum_${state}`, { reason })
}
