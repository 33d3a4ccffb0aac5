import type { z } from 'zod'
import { type Promotion, type PromotionAction, promotionActionBodies } from '../../../../contracts/promotions.ts'
import type { Rung } from '../../../../contracts/scenarios.ts'
import type { StateOf } from '../../../../engines/lifecycle/index.ts'
import { nextCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/validation.ts'
import { hasRole, isMember, type Viewer } from '../../../platform/viewer.ts'
import { lockKnown, type PromotionDeps, showPromotion, visiblePromotion } from '../context.ts'
import { openDecision } from '../decision-store.ts'
import { dossierOf, evidenceOf, replaceEvidence } from '../evidence-store.ts'
import { decided, handles } from '../policy.ts'
import { missingOf } from '../rules/completeness.ts'
import { ruleOf } from '../rules/ladder.ts'
import { openOn, type PromotionRow, refreshSearch, type ScenarioStand, scenarioOf } from '../store.ts'
import { checkedTo, moveTo, tellOperators, tellOwner } from '../transition.ts'
import { propose, settle } from './decide.ts'
import { grant } from './settle-rung.ts'
import { checkOffer, listed, piecesOf } from './write-draft.ts'

type State = StateOf<'promotion'>
type Body = { reason?: string; decisionId?: string; note?: string }

/** One action of the lifecycle: seen, at the version the caller knows, allowed, then carried out with what follows from it. */
export async function act(
  deps: PromotionDeps,
  viewer: Viewer,
  idOrCode: string,
  action: PromotionAction,
  rawBody: unknown,
  version: number,
): Promise<Promotion> {
  const body = parse(promotionActionBodies[action] as z.ZodType, rawBody ?? undefined) as Body
  return deps.database.write(viewer, async (tx) => {
    const row = await lockKnown(tx, idOrCode, version)
    await carryOut(deps, tx, row, action, body)
    return showPromotion(deps, tx, await visiblePromotion(tx, row.id))
  })
}

async function carryOut(
  deps: PromotionDeps,
  tx: Writing,
  row: PromotionRow,
  action: PromotionAction,
  body: Body,
): Promise<void> {
  const { viewer } = tx
  if (action === 'consent' || action === 'decline_consent' || action === 'withdraw_decision') {
    if (!handles(viewer, row)) refuse(hasRole(viewer, 'operator') ? 'second_person_required' : 'forbidden')
    return settle(deps, tx, row, action, body.decisionId as string, body.note ?? null)
  }
  const open = handles(viewer, row) ? ((await openDecision(tx, row.id)) ?? undefined) : undefined
  const to = checkedTo(viewer, row, action, { decision_backed: true, nothing_missing: true }, open)
  // A decision that waits for consent is settled first: nothing moves beside it.
  if (open) refuse('decision_pending')
  if (decided.includes(action))
    return propose(deps, tx, row, action as 'publicise' | 'refuse' | 'revoke', body.reason as string)
  const reason = body.reason ?? null
  switch (action) {
    case 'apply':
      return apply(deps, tx, row, to)
    case 'grant':
      return grant(deps, tx, row, to, body.reason as string)
    case 'uphold_objection':
      await moveTo(deps, tx, row, to, { action, reason, set: { publicised_at: null, publicity_ends_at: null } })
      return tellOwner(deps, tx, row, action, { reason })
    default:
      await moveTo(deps, tx, row, to, { action, reason })
      return tellOwner(deps, tx, row, action, { reason })
  }
}

/** Handed in: complete, the one application of its scenario, for a rung it may apply for, on evidence that stands today and is frozen as it is. */
async function apply(deps: PromotionDeps, tx: Writing, row: PromotionRow, to: State): Promise<void> {
  const membership = tx.viewer.organisations.find((each) => each.id === row.owner_id)
  if (isMember(tx.viewer, row.owner_id) && membership?.state !== 'verified') refuse('organisation_unverified')
  const [dossier, evidence] = await Promise.all([dossierOf(tx, row.id), evidenceOf(tx, row.id)])
  const missing = missingOf(
    { statement: dossier?.statement ?? null, summary: row.summary, kinds: evidence.map((each) => each.kind) },
    ruleOf(deps.pack.programme.ladder, row.to_rung as Rung),
  )
  if (missing.length > 0)
    refuse(
      'incomplete',
      {},
      missing.map(({ path, kinds }) =>
        kinds.length > 0
          ? { path, code: 'evidence_needed' as const, params: { kinds } }
          : { path, code: 'required' as const },
      ),
    )
  await deps.scenarios.lock(tx, row.scenario_id)
  const scenario = (await scenarioOf(tx, row.scenario_id)) as ScenarioStand
  const other = await openOn(tx, row.scenario_id, row.id)
  if (other) refuse('promotion_open', { id: other.id, code: other.code })
  await checkOffer(deps, tx, scenario, row.to_rung)
  const pieces = await piecesOf(
    tx,
    row.scenario_id,
    evidence.map((each) => ({ kind: each.kind as 'file', subjectId: each.subject_id, sentence: each.sentence })),
  )
  await replaceEvidence(tx, deps.newId, row.id, pieces)
  // The number is given with the first application and kept when it comes back.
  const { city } = deps.pack
  const code =
    row.code ??
    (await nextCode(deps.database, tx, { prefix: `${city.codePrefix}U`, digits: 4, timeZone: city.timezone }))
  await moveTo(deps, tx, row, to, {
    action: 'apply',
    set: { code, applied_at: tx.now, applied_by: tx.viewer.userId, from_rung: scenario.rung },
    changes: [{ path: 'evidence', before: null, after: listed(pieces) }],
  })
  await refreshSearch(tx, row.id)
  await tellOperators(deps, tx, row, 'apply')
  if (!isMember(tx.viewer, row.owner_id)) await tellOwner(deps, tx, row, 'applied_for')
}
