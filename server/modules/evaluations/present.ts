import type { Appeal, Evaluation, EvaluationResult, EvaluationSummary } from '../../../contracts/evaluations.ts'
import { isMember, type Viewer } from '../../platform/viewer.ts'
import type { AppealRow, standingOf } from './appeals-store.ts'
import { systemOf } from './context.ts'
import { actionsOf, handles, seesLeaves } from './policy.ts'
import type { evidenceOf, KeptLeaf, previousOf, ResultRow, runsOf } from './results-store.ts'
import { collapsed } from './rules/collapse.ts'
import { grouped } from './rules/group.ts'
import { gradesOf, viewOf } from './rules/tree.ts'
import type { EvaluationRow, scopeOf } from './store.ts'

type Outcome = EvaluationSummary['outcome']
type Rows<F extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>

export function presentSummary(row: EvaluationRow, outcome: Outcome): EvaluationSummary {
  const system = systemOf(row)
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    system: { key: system.key, version: system.version, zh: system.zh, en: system.en },
    grades: gradesOf(system),
    state: row.state as EvaluationSummary['state'],
    stateSince: row.state_since,
    holder: row.holder,
    dueAt: row.state === 'in_appeal' ? row.appeal_until : null,
    scenarios: row.scenarios,
    run: row.run,
    asOf: row.as_of,
    appealUntil: row.appeal_until,
    publishedAt: row.published_at,
    outcome,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

export function presentEvaluation(
  viewer: Viewer,
  row: EvaluationRow,
  parts: {
    scope: Rows<typeof scopeOf>
    runs: Rows<typeof runsOf>
    appeals: Rows<typeof standingOf>
    names: ReadonlyMap<string, string>
    now: string | undefined
  },
): Evaluation {
  const { scope, runs, appeals, names, now } = parts
  const open = row.state === 'in_appeal' && now !== undefined && now < (row.appeal_until ?? '')
  return {
    ...presentSummary(row, null),
    note: row.note,
    tree: viewOf(systemOf(row)),
    scope: scope.map((each) => ({
      id: each.scenario_id,
      code: each.code,
      title: each.title ?? '',
      state: each.state ?? '',
      owner: { id: each.owner_id, name: each.owner_name ?? '' },
    })),
    runs: runs.map((each) => ({
      number: each.number,
      at: each.at,
      by: each.by_id === null ? null : { id: each.by_id, name: names.get(each.by_id) ?? '' },
      reason: each.reason,
      results: each.results,
      hash: each.hash,
    })),
    appeals: { filed: appeals.filed, upheld: appeals.upheld, dismissed: appeals.dismissed },
    mayAppeal: open
      ? scope
          .filter((each) => isMember(viewer, each.owner_id) && !appeals.scenarios.includes(each.scenario_id))
          .map((each) => each.scenario_id)
      : [],
    actions: actionsOf(viewer, row, isSettled(row, appeals, now)),
  }
}

/** The window is over, nothing waits for an answer, and nothing was upheld since the last run. */
export function isSettled(
  row: Pick<EvaluationRow, 'appeal_until'>,
  appeals: { filed: number; upheld: number },
  now: string | undefined,
): boolean {
  const over = row.appeal_until !== null && now !== undefined && row.appeal_until <= now
  return over && appeals.filed === 0 && appeals.upheld === 0
}

export function presentResults(
  viewer: Viewer,
  evaluation: EvaluationRow,
  rows: readonly ResultRow[],
  evidence: Rows<typeof evidenceOf>,
  before: Rows<typeof previousOf>,
): EvaluationResult[] {
  const seen = grouped(evidence, (each) => `${each.result_id} ${each.leaf}`)
  const earlier = new Map(before.map((each) => [each.scenario_id, each]))
  return rows.map((row) => {
    const whole = seesLeaves(viewer, row)
    // Their own former results are their parties' alone.
    const previous = whole ? earlier.get(row.scenario_id) : undefined
    const leaves = ((row.leaves ?? []) as KeptLeaf[]).map(({ rows: total, ...leaf }) => {
      const own = seen.get(`${row.id} ${leaf.key}`) ?? []
      return {
        ...leaf,
        evidence: own.map((each) => ({
          type: each.type as EvaluationResult['leaves'][number]['evidence'][number]['type'],
          id: each.row_id,
          text: each.text,
          value: each.value,
          at: each.at,
        })),
        withheld: total - own.length,
      }
    })
    return {
      id: row.id,
      run: row.run,
      scenario: { id: row.scenario_id, code: row.code, title: row.title ?? '' },
      owner: { id: row.owner_id, name: row.owner_name ?? '' },
      score: row.score,
      grade: row.grade,
      rank: row.rank,
      leaves: whole || leaves.length === 0 ? leaves : collapsed(systemOf(evaluation).children, leaves),
      previous: previous
        ? {
            run: previous.run,
            score: previous.score,
            grade: previous.grade,
            rank: previous.rank,
            contributions: Object.fromEntries(
              (previous.leaves as KeptLeaf[]).map(({ key, contribution }) => [key, contribution]),
            ),
          }
        : null,
    }
  })
}

export function presentAppeal(
  viewer: Viewer,
  evaluation: EvaluationRow,
  row: AppealRow,
  names: ReadonlyMap<string, string>,
): Appeal {
  const answerable = evaluation.state === 'in_appeal' && row.state === 'filed' && handles(viewer, evaluation)
  return {
    id: row.id,
    run: row.run,
    scenario: { id: row.scenario_id, code: row.code, title: row.title ?? '' },
    organisation: { id: row.organisation_id, name: row.organisation_name ?? '' },
    leaf: row.leaf,
    grounds: row.grounds,
    remedy: row.remedy,
    file: row.file_id
      ? {
          id: row.file_id,
          name: row.file_name ?? '',
          mediaType: row.media_type ?? '',
          bytes: row.bytes ?? 0,
          purpose: 'evidence',
          sha256: row.sha256 ?? '',
          uploadedAt: row.uploaded_at ?? '',
        }
      : null,
    state: row.state as Appeal['state'],
    filedAt: row.filed_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by === null ? null : { id: row.answered_by, name: names.get(row.answered_by) ?? '' },
    actions: answerable ? ['uphold', 'dismiss'] : [],
  }
}
