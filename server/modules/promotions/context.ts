import type { Promotion } from '../../../contracts/promotions.ts'
import type { Rung } from '../../../contracts/scenarios.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Words } from '../catalog/index.ts'
import type { LibraryFollow } from '../lists/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import type { Scenarios } from '../scenarios/index.ts'
import { decisionsOf } from './decision-store.ts'
import { dossierOf, evidenceOf } from './evidence-store.ts'
import { actionsOf, canSee, isInside } from './policy.ts'
import { presentDecision, presentEvidence, presentSummary } from './present.ts'
import { missingOf } from './rules/completeness.ts'
import { ruleOf } from './rules/ladder.ts'
import { findPromotion, lockPromotion, namesOf, type PromotionRow } from './store.ts'

export type PromotionDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly words: Words
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly scenarios: Pick<Scenarios, 'lock' | 'setRung'>
  /** What stands on a rung is in the libraries of that rung. */
  readonly libraries: LibraryFollow
}

/** The row, or `not_found`: what may not be seen answers exactly like what is not there. */
export async function visiblePromotion(reading: Reading, idOrCode: string): Promise<PromotionRow> {
  const row = await findPromotion(reading, idOrCode)
  return row && canSee(reading.viewer, row) ? row : refuse('not_found')
}

/** Locked for a change, at the version the writer knows. Row-level security hides from the lock what he may see but not change. */
export async function lockKnown(tx: Writing, idOrCode: string, version: number): Promise<PromotionRow> {
  const row = await lockPromotion(tx, idOrCode)
  if (!row || !canSee(tx.viewer, row)) {
    await visiblePromotion(tx, idOrCode)
    return refuse('forbidden')
  }
  if (!isInside(tx.viewer, row)) refuse('forbidden')
  if (row.version !== version) refuse('stale', { version: row.version })
  return row
}

/** The DTO for this viewer: the dossier for those inside, the public part for everybody else. */
export async function showPromotion(
  deps: Pick<PromotionDeps, 'pack'>,
  reading: Reading,
  row: PromotionRow,
): Promise<Promotion> {
  const { viewer, now } = reading
  if (!isInside(viewer, row)) return { ...presentSummary(row), actions: [] }
  const [dossier, evidence, decisions] = await Promise.all([
    dossierOf(reading, row.id),
    evidenceOf(reading, row.id),
    decisionsOf(reading, row.id),
  ])
  const names = await namesOf(
    reading,
    decisions.flatMap((each) => [each.proposed_by, each.settled_by]),
  )
  const open = decisions.find((each) => each.state === 'proposed')
  return {
    ...presentSummary(row),
    statement: dossier?.statement ?? null,
    stateReason: dossier?.state_reason ?? null,
    validMonths: row.valid_months,
    evidence: evidence.map(presentEvidence),
    decisions: decisions.map((each) => presentDecision(each, names)),
    ...(row.state === 'draft' && {
      missing: missingOf(
        { statement: dossier?.statement ?? null, summary: row.summary, kinds: evidence.map((each) => each.kind) },
        ruleOf(deps.pack.programme.ladder, row.to_rung as Rung),
      ),
    }),
    actions: actionsOf(viewer, row, open, now),
  }
}
