import type { z } from 'zod'
import { type Evaluation, type EvaluationAction, evaluationActionBodies } from '../../../../contracts/evaluations.ts'
import { guardLabel, holderOf, type StateOf } from '../../../../engines/lifecycle/index.ts'
import { dueAt } from '../../../platform/context.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/validation.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { standingOf } from '../appeals-store.ts'
import { type EvaluationDeps, heldEvaluation, subjectOf, systemOf } from '../context.ts'
import { selectFacts, selectProviders } from '../facts-store.ts'
import { judge } from '../policy.ts'
import { isSettled } from '../present.ts'
import { showEvaluation } from '../read.ts'
import { insertRun } from '../results-store.ts'
import { computeRun, hashOf } from '../rules/run.ts'
import { type EvaluationRow, partiesIn, scopeOf, setProviders, show, updateEvaluation } from '../store.ts'

/** Compute, open appeals, compute again, publish. */
export function actOnEvaluation(
  deps: EvaluationDeps,
  viewer: Viewer,
  idOrCode: string,
  action: EvaluationAction,
  given: unknown,
  version: number,
): Promise<Evaluation> {
  return deps.database.write(viewer, async (tx) => {
    const row = await heldEvaluation(tx, idOrCode, version)
    const body = parse(evaluationActionBodies[action] as z.ZodType, given ?? undefined) as {
      days?: number
      reason?: string
    }
    const to = await checkedTo(tx, row, action)
    const reason = body.reason ?? null
    const base = { state: to, state_since: tx.now, holder: holderOf('evaluation', to) }
    if (action === 'compute' || action === 'recompute') {
      await compute(deps, tx, row, { ...base, appeal_until: null }, reason)
      await show(tx, row.id, 'inside', row.run)
    } else {
      const until =
        action === 'open_appeals' ? dueAt(deps, tx.now, body.days ?? systemOf(row).appealDays) : row.appeal_until
      await updateEvaluation(tx, row.id, {
        ...base,
        appeal_until: until,
        ...(action === 'publish' && { published_at: tx.now }),
      })
      await show(tx, row.id, action === 'publish' ? 'published' : 'parties', row.run)
      await tellParties(deps, tx, row, action, until)
    }
    tx.record({
      action: `evaluation.${action}`,
      subject: { type: 'evaluation', id: row.id },
      reason,
      changes: [
        { path: 'state', before: row.state, after: to },
        ...(action === 'compute' || action === 'recompute'
          ? [{ path: 'run', before: row.run, after: row.run + 1 }]
          : []),
        ...(body.days === undefined ? [] : [{ path: 'days', before: null, after: body.days }]),
      ],
      state: { from: row.state, to },
    })
    return showEvaluation(tx, row.id)
  })
}

async function checkedTo(tx: Writing, row: EvaluationRow, action: EvaluationAction): Promise<StateOf<'evaluation'>> {
  const settled = action === 'publish' && isSettled(row, await standingOf(tx, row.id, row.run), tx.now)
  const verdict = judge(tx.viewer, row, action, settled)
  if (verdict.ok) return verdict.to
  if (verdict.code === 'guard_failed')
    return refuse('guard_failed', { guard: guardLabel(verdict.guard)[tx.viewer.locale], key: verdict.guard })
  return verdict.code === 'not_in_state'
    ? refuse('action_not_allowed', { allowed: verdict.allowed })
    : refuse('forbidden')
}

/** A new dated run over everything that counts now; earlier runs stay as they are. Its root goes into the journal. */
async function compute(
  deps: EvaluationDeps,
  tx: Writing,
  row: EvaluationRow,
  base: Record<string, unknown>,
  reason: string | null,
): Promise<void> {
  const ids = (await scopeOf(tx, row.id)).map((each) => each.scenario_id)
  if (ids.length === 0) refuse('evaluation_empty')
  const facts = await selectFacts(tx, ids, deps.pack.city.timezone)
  const results = computeRun(systemOf(row), ids, facts)
  const hash = hashOf(results)
  const number = row.run + 1
  await insertRun(
    tx,
    { evaluationId: row.id, number, reason, hash },
    results.map((each) => ({ id: deps.newId(), ...each })),
  )
  await setProviders(tx, row.id, await selectProviders(tx, ids))
  await updateEvaluation(tx, row.id, { ...base, run: number, as_of: tx.now })
  tx.record({
    action: 'evaluation.run',
    subject: { type: 'evaluation', id: row.id },
    reason,
    changes: [
      { path: 'run', before: row.run, after: number },
      { path: 'asOf', before: row.as_of, after: tx.now },
    ],
    bulk: { merkleRoot: hash, count: results.length },
  })
}

/** The two sides of every scenario hear when results open to appeal and when they are out. */
async function tellParties(
  deps: EvaluationDeps,
  tx: Writing,
  row: EvaluationRow,
  action: 'open_appeals' | 'publish',
  until: string | null,
): Promise<void> {
  const organisations = await partiesIn(tx, row.id)
  await deps.notify(tx, {
    to: { organisations },
    kind: action === 'publish' ? 'evaluation_published' : 'evaluation_open_to_appeal',
    subject: subjectOf(row),
    params: { dueAt: until },
  })
}
