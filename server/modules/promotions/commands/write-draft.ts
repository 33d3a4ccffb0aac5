import type { Promotion, PromotionCreate, PromotionPatch } from '../../../../contracts/promotions.ts'
import type { Rung } from '../../../../contracts/scenarios.ts'
import { holderOf } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import { lockKnown, type PromotionDeps, showPromotion, visiblePromotion } from '../context.ts'
import {
  candidatesOf,
  dossierOf,
  evidenceOf,
  hashOf,
  type Link,
  type Piece,
  replaceEvidence,
} from '../evidence-store.ts'
import { handles, isInside, mayEdit } from '../policy.ts'
import { heldUntil, nextRung, offersOf, renewableFrom, ruleOf, stateFits } from '../rules/ladder.ts'
import {
  deletePromotion,
  heldBy,
  insertPromotion,
  openOn,
  refreshSearch,
  type ScenarioStand,
  scenarioOf,
  updatePromotion,
} from '../store.ts'

/** A new application, as a draft. The scenario is held, so that of two for the same one the second is refused. */
export function createDraft(deps: PromotionDeps, viewer: Viewer, input: PromotionCreate): Promise<Promotion> {
  return deps.database.write(viewer, async (tx) => {
    const seen = await scenarioOf(tx, input.scenarioId)
    if (!seen?.owner_id) return refuse('not_found')
    if (!isMember(viewer, seen.owner_id) && !handles(viewer, { owner_id: seen.owner_id })) refuse('forbidden')
    await deps.scenarios.lock(tx, input.scenarioId)
    const scenario = (await scenarioOf(tx, input.scenarioId)) as ScenarioStand
    const open = await openOn(tx, input.scenarioId)
    if (open) refuse('promotion_open', { id: open.id, code: open.code })
    await checkOffer(deps, tx, scenario, input.toRung)
    checkMonths(deps, input.toRung, input.validMonths)
    const pieces = await piecesOf(tx, input.scenarioId, input.evidence ?? [])
    const id = deps.newId()
    await insertPromotion(
      tx,
      {
        id,
        scenario_id: input.scenarioId,
        owner_id: seen.owner_id,
        owner_district: scenario.owner_district,
        from_rung: scenario.rung as string,
        to_rung: input.toRung,
        summary: input.summary ?? null,
        valid_months: input.validMonths ?? ruleOf(deps.pack.programme.ladder, input.toRung).validMonths,
        holder: holderOf('promotion', 'draft'),
        synthetic: scenario.synthetic ?? false,
      },
      input.statement ?? null,
    )
    await replaceEvidence(tx, deps.newId, id, pieces)
    await refreshSearch(tx, id)
    tx.record({
      action: 'promotion.create',
      subject: { type: 'promotion', id },
      changes: [
        { path: 'scenarioId', after: input.scenarioId },
        { path: 'toRung', before: scenario.rung, after: input.toRung },
        ...contentOf(input.statement ?? null, input.summary ?? null, pieces),
      ],
      state: { from: null, to: 'draft' },
    })
    return showPromotion(deps, tx, await visiblePromotion(tx, id))
  })
}

/** Changes of a draft; pieces of evidence are checked and copied as they are now. */
export function changeDraft(
  deps: PromotionDeps,
  viewer: Viewer,
  idOrCode: string,
  patch: PromotionPatch,
  version: number,
): Promise<Promotion> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockKnown(tx, idOrCode, version)
    if (!mayEdit(viewer, row)) refuse(row.state === 'draft' ? 'forbidden' : 'action_not_allowed', { allowed: [] })
    checkMonths(deps, row.to_rung as Rung, patch.validMonths)
    const [dossier, before] = await Promise.all([dossierOf(tx, row.id), evidenceOf(tx, row.id)])
    const pieces = patch.evidence && (await piecesOf(tx, row.scenario_id, patch.evidence))
    const set: Record<string, unknown> = {}
    if (patch.summary !== undefined) set.summary = patch.summary || null
    if (patch.validMonths !== undefined) set.valid_months = patch.validMonths
    const statement = patch.statement === undefined ? undefined : patch.statement || null
    await updatePromotion(tx, row.id, set, statement === undefined ? {} : { statement })
    if (pieces) await replaceEvidence(tx, deps.newId, row.id, pieces)
    if (patch.summary !== undefined) await refreshSearch(tx, row.id)
    const changes = [
      { path: 'statement', before: dossier?.statement ?? null, after: statement ?? dossier?.statement ?? null },
      { path: 'summary', before: row.summary, after: patch.summary === undefined ? row.summary : set.summary },
      {
        path: 'validMonths',
        before: row.valid_months,
        after: patch.validMonths === undefined ? row.valid_months : patch.validMonths,
      },
      ...(pieces
        ? [
            {
              path: 'evidence',
              before: before.map(({ kind, subject_id, sentence, hash }) => ({
                kind,
                subjectId: subject_id,
                sentence,
                hash,
              })),
              after: listed(pieces),
            },
          ]
        : []),
    ].filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after))
    if (changes.length > 0)
      tx.record({ action: 'promotion.change', subject: { type: 'promotion', id: row.id }, changes })
    return showPromotion(deps, tx, await visiblePromotion(tx, row.id))
  })
}

/** A draft nobody else ever handled goes without a trace but its record. */
export function discardDraft(deps: PromotionDeps, viewer: Viewer, idOrCode: string, version: number): Promise<void> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockKnown(tx, idOrCode, version)
    if (!isInside(viewer, row) || !mayEdit(viewer, row))
      refuse(row.state === 'draft' ? 'forbidden' : 'action_not_allowed', { allowed: [] })
    if (row.applied_at !== null) refuse('action_not_allowed', { allowed: ['apply'] })
    await deletePromotion(tx, row.id)
    tx.record({
      action: 'promotion.discard',
      subject: { type: 'promotion', id: row.id },
      changes: [{ path: 'scenarioId', before: row.scenario_id, after: null }],
    })
  })
}

/** Refuses a rung the scenario cannot be put forward for now. */
export async function checkOffer(
  deps: Pick<PromotionDeps, 'words'>,
  tx: Writing,
  scenario: ScenarioStand,
  toRung: string,
): Promise<void> {
  const rung = scenario.rung as Rung | null
  if (rung === null || !stateFits(scenario.state ?? '')) return refuse('promotion_scenario_state')
  const held = await heldBy(tx, scenario.id as string)
  if (offersOf(rung, held, tx.now).some((each) => each.toRung === toRung)) return
  const until = heldUntil(rung, held)
  if (toRung === rung && until !== null) refuse('renewal_too_early', { from: renewableFrom(until).slice(0, 10) })
  const next = nextRung(rung)
  if (next === null) return refuse('promotion_top')
  const word = deps.words(tx.viewer.locale)
  return refuse('promotion_not_next', { rung: word('ladder', rung), next: word('ladder', next), to: next })
}

function checkMonths(deps: Pick<PromotionDeps, 'pack'>, toRung: Rung, months: number | null | undefined): void {
  const most = ruleOf(deps.pack.programme.ladder, toRung).validMonths
  if (most === null || months === undefined) return
  if (months === null) refuse('invalid_request', {}, [{ path: 'validMonths', code: 'required' }])
  if ((months as number) > most)
    refuse('invalid_request', {}, [{ path: 'validMonths', code: 'too_big', params: { max: most } }])
}

/** Each link with what it says now. What is not there, not of this scenario, or not confirmed is refused where it stands. */
export async function piecesOf(tx: Writing, scenarioId: string, links: readonly Link[]): Promise<Piece[]> {
  const found = await candidatesOf(
    tx,
    scenarioId,
    links.map((each) => each.subjectId),
  )
  const faults: FieldFault[] = []
  const pieces: Piece[] = []
  const taken = new Map<string, number>()
  for (const [index, link] of links.entries()) {
    const key = `${link.kind} ${link.subjectId}`
    const earlier = taken.get(key)
    taken.set(key, index)
    const match = found.find((each) => each.kind === link.kind && each.subjectId === link.subjectId)
    if (earlier !== undefined)
      faults.push({ path: `evidence.${index}`, code: 'duplicate', params: { where: String(earlier + 1) } })
    else if (match) pieces.push({ ...link, said: match.said })
    else faults.push({ path: `evidence.${index}`, code: link.kind === 'file' ? 'unknown_file' : 'evidence_unfit' })
  }
  if (faults.length > 0) refuse('invalid_request', {}, faults)
  return pieces
}

/** Evidence as the journal keeps it: what was linked, why, and the hash of what it said. */
export function listed(pieces: readonly Piece[]) {
  return pieces.map(({ kind, subjectId, sentence, said }) => ({ kind, subjectId, sentence, hash: hashOf(said) }))
}

function contentOf(statement: string | null, summary: string | null, pieces: readonly Piece[]) {
  return [
    ...(statement ? [{ path: 'statement', after: statement }] : []),
    ...(summary ? [{ path: 'summary', after: summary }] : []),
    ...(pieces.length > 0 ? [{ path: 'evidence', after: listed(pieces) }] : []),
  ]
}
