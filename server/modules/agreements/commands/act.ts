import type { z } from 'zod'
import { type Agreement, type AgreementAction, agreementActionBodies } from '../../../../contracts/agreements.ts'
import { nextCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/validation.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { settleAddendum } from '../addenda-store.ts'
import { type AgreementDeps, answerWith, checkedTo, dayOf, lockVisible, moveTo, tellOthers } from '../context.ts'
import { type AgreementRow, clearSignatures, partiesOf, setSearch } from '../store.ts'
import { answerAddendum, findOpen, propose } from './addenda.ts'
import { followTerminated } from './intents.ts'
import { checkReady } from './ready.ts'
import { sign } from './sign.ts'

type Bodies = { [A in AgreementAction]: z.output<(typeof agreementActionBodies)[A]> }

/** One action: seen, at the version the caller knows, allowed, then carried out with what follows from it. */
export function actOnAgreement(
  deps: AgreementDeps,
  viewer: Viewer,
  asked: { id: string; action: AgreementAction; version: number | null; body: unknown },
): Promise<Agreement> {
  const body = parse(agreementActionBodies[asked.action] as z.ZodType, asked.body ?? {})
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, asked.id, asked.version)
    await carryOut(deps, tx, row, asked.action, body as never)
    return answerWith(deps, tx, row.id)
  })
}

function carryOut<A extends AgreementAction>(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  action: A,
  body: Bodies[A],
): Promise<void> {
  const steps: { [K in AgreementAction]: (body: Bodies[K]) => Promise<void> } = {
    send_for_review: () => sendForReview(deps, tx, row),
    request_changes: ({ reason }) => requestChanges(deps, tx, row, reason),
    sign: (how) => sign(deps, tx, row, how),
    enter_into_force: () => enterIntoForce(deps, tx, row),
    amend: (how) => propose(deps, tx, row, how),
    sign_addendum: (how) => answerAddendum(deps, tx, row, 'sign_addendum', how),
    decline_addendum: (how) => answerAddendum(deps, tx, row, 'decline_addendum', how),
    withdraw_addendum: (how) => answerAddendum(deps, tx, row, 'withdraw_addendum', how),
    fulfil: ({ reason }) => end(deps, tx, row, 'fulfil', reason ?? null),
    terminate: ({ reason }) => end(deps, tx, row, 'terminate', reason),
  }
  return steps[action](body)
}

async function sendForReview(deps: AgreementDeps, tx: Writing, row: AgreementRow): Promise<void> {
  const to = await checkedTo(deps, tx, row, 'send_for_review')
  await checkReady(deps, tx, row, await partiesOf(tx, [row.id]))
  const { codePrefix, timezone } = deps.pack.city
  const code =
    row.code ?? (await nextCode(deps.database, tx, { prefix: `${codePrefix}A`, digits: 4, timeZone: timezone }))
  await moveTo(deps, tx, row, to, {
    action: 'send_for_review',
    set: { code },
    changes: row.code ? [] : [{ path: 'code', before: null, after: code }],
  })
  await setSearch(tx, row.id)
  await tellOthers(deps, tx, row, 'send_for_review')
}

async function requestChanges(deps: AgreementDeps, tx: Writing, row: AgreementRow, reason: string): Promise<void> {
  const to = await checkedTo(deps, tx, row, 'request_changes')
  await clearSignatures(tx, row.id)
  await moveTo(deps, tx, row, to, { action: 'request_changes', reason })
  await tellOthers(deps, tx, row, 'request_changes', { reason })
}

/** On the agreed day by itself, or at once by a party where none was agreed; the scenario goes into landing with the first. */
export async function enterIntoForce(deps: AgreementDeps, tx: Writing, row: AgreementRow): Promise<void> {
  const to = await checkedTo(deps, tx, row, 'enter_into_force')
  if (row.effective_from !== null && row.effective_from > dayOf(deps, tx))
    refuse('not_effective_yet', { date: row.effective_from })
  const begins = row.effective_from ?? dayOf(deps, tx)
  await moveTo(deps, tx, row, to, {
    action: 'enter_into_force',
    set: { entered_at: tx.now, effective_from: begins },
    changes: row.effective_from === null ? [{ path: 'effectiveFrom', before: null, after: begins }] : [],
  })
  await deps.startLanding(tx, row.scenario_id)
  await tellOthers(deps, tx, row, 'enter_into_force')
}

/** Fulfilled or ended early; a contract that ended early takes the intents along that rest on it alone. An open addendum lapses. */
async function end(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  action: 'fulfil' | 'terminate',
  reason: string | null,
): Promise<void> {
  const to = await checkedTo(deps, tx, row, action)
  const open = await findOpen(tx, row.id)
  if (open) await settleAddendum(tx, open.id, 'withdrawn')
  await moveTo(deps, tx, row, to, { action, reason, set: { ended_at: tx.now } })
  if (action === 'terminate') await followTerminated(deps, tx, row, await partiesOf(tx, [row.id]), reason ?? '')
  await tellOthers(deps, tx, row, action, { reason })
}
