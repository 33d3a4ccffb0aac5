import type { z } from 'zod'
import type { agreementActionBodies } from '../../../../contracts/agreements.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import { type AgreementDeps, actingFor, checkedTo, dayOf, moveTo, tellOthers } from '../context.ts'
import { unsigned } from '../policy.ts'
import { type AgreementRow, addFiles, filesOf, partiesOf, signFor, updateAgreement } from '../store.ts'
import { followSigned } from './intents.ts'
import { checkReady } from './ready.ts'

type How = z.output<(typeof agreementActionBodies)['sign']>

/**
 * One party signs the terms it has read. With the last signature the agreement is signed: then the day on the paper and its scan must be there,
 * whichever party gave them, and the providers' intents follow.
 */
export async function sign(deps: AgreementDeps, tx: Writing, row: AgreementRow, how: How): Promise<void> {
  const { viewer } = tx
  const to = await checkedTo(deps, tx, row, 'sign', { procurement_route_named: true, signed_by_both: true })
  const parties = await partiesOf(tx, [row.id])
  const open = unsigned(viewer, parties)
  const acting = actingFor(viewer, how.organisationId || open.length === 0 ? row.party_ids : open, how.organisationId)
  if (!open.includes(acting.id)) refuse('already_signed')
  if (parties.some((each) => each.signed_by !== null && each.signed_by === viewer.userId)) refuse('signs_for_another')
  if (how.termsHash !== row.terms_hash) refuse('terms_changed')
  await checkReady(deps, tx, row, parties)
  if (how.signedOn && how.signedOn > dayOf(deps, tx))
    refuse('invalid_request', {}, [{ path: 'signedOn', code: 'in_the_future' }])
  if (how.signedCopyIds) {
    await deps.attachable(tx, how.signedCopyIds, 'signedCopyIds')
    await addFiles(tx, row.id, 'signed_copy', how.signedCopyIds)
  }
  const signedOn = how.signedOn ?? row.signed_on
  const last = parties.every((each) => each.signed_at !== null || each.organisation_id === acting.id)
  if (last) await checkPaper(tx, row, signedOn)
  await signFor(tx, row.id, acting.id, row.terms_hash)
  const changes = [
    { path: 'signature', after: acting.id },
    { path: 'termsHash', after: row.terms_hash },
    ...(signedOn === row.signed_on ? [] : [{ path: 'signedOn', before: row.signed_on, after: signedOn }]),
    ...(how.signedCopyIds ? [{ path: 'signedCopy', after: how.signedCopyIds }] : []),
  ]
  const name = parties.find((each) => each.organisation_id === acting.id)?.name ?? ''
  if (!last) {
    await updateAgreement(tx, row.id, { signed_on: signedOn })
    tx.record({ action: 'agreement.sign', subject: { type: 'agreement', id: row.id }, changes })
    return tellOthers(deps, tx, row, 'signed_by_one', { organisation: name })
  }
  await moveTo(deps, tx, row, to, { action: 'sign', set: { signed_on: signedOn, signed_at: tx.now }, changes })
  await followSigned(deps, tx, row, parties)
  return tellOthers(deps, tx, row, 'signed')
}

async function checkPaper(tx: Writing, row: AgreementRow, signedOn: string | null): Promise<void> {
  const files = await filesOf(tx, row.id)
  const faults: FieldFault[] = []
  if (signedOn === null) faults.push({ path: 'signedOn', code: 'required' })
  if (!files.some((each) => each.purpose === 'signed_copy')) faults.push({ path: 'signedCopyIds', code: 'required' })
  if (faults.length > 0) refuse('incomplete', {}, faults)
}
