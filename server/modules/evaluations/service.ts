import type { EvaluationQuery, ResultQuery } from '../../../contracts/evaluations.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listAppeals } from './appeals-store.ts'
import { actOnEvaluation } from './commands/act.ts'
import { answerAppeal, fileAppeal } from './commands/appeal.ts'
import { changeEvaluation, createEvaluation } from './commands/write.ts'
import { type EvaluationDeps, visibleEvaluation } from './context.ts'
import { exportEvaluations, exportResults } from './exports.ts'
import { presentAppeal, presentResults, presentSummary } from './present.ts'
import { showEvaluation } from './read.ts'
import { evidenceOf, listResults, outcomesFor, previousOf } from './results-store.ts'
import { viewOf } from './rules/tree.ts'
import { listEvaluations, personNames } from './store.ts'

export type EvaluationService = ReturnType<typeof createEvaluationService>
type Page = { cursor?: string | undefined; limit: number }

export function createEvaluationService(deps: EvaluationDeps) {
  const { database, historyOf, pack } = deps

  function list(viewer: Viewer, query: EvaluationQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listEvaluations(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      const ids = page.rows.map((row) => row.id)
      const outcomes = query.scenario ? await outcomesFor(reading, ids, query.scenario) : null
      return {
        items: page.rows.map((row) => presentSummary(row, outcomes?.get(row.id) ?? null)),
        nextCursor: page.nextCursor,
        ...totalOf(count),
      }
    })
  }

  /** The last run unless another is asked for; one that is not shown to the viewer has no rows for him. */
  function results(viewer: Viewer, idOrCode: string, query: ResultQuery) {
    return database.read(viewer, async (reading) => {
      const row = await visibleEvaluation(reading, idOrCode)
      const run = query.run ?? row.run
      const { rows, count, keyOf } = await listResults(reading, row.id, run, query)
      const page = pageOf(rows, query.limit, keyOf)
      const evidence = await evidenceOf(
        reading,
        page.rows.map((each) => each.id),
      )
      const before = await previousOf(
        reading,
        row.id,
        run,
        page.rows.map((each) => each.scenario_id),
      )
      return {
        items: presentResults(viewer, row, page.rows, evidence, before),
        nextCursor: page.nextCursor,
        ...totalOf(count),
      }
    })
  }

  return {
    list,
    results,
    systems: () => ({ items: pack.evaluation.systems.map(viewOf) }),
    get: (viewer: Viewer, idOrCode: string) => database.read(viewer, (reading) => showEvaluation(reading, idOrCode)),
    create: (viewer: Viewer, input: Parameters<typeof createEvaluation>[2]) => createEvaluation(deps, viewer, input),
    change: (viewer: Viewer, id: string, patch: Parameters<typeof changeEvaluation>[3], version: number) =>
      changeEvaluation(deps, viewer, id, patch, version),
    act: (viewer: Viewer, id: string, action: Parameters<typeof actOnEvaluation>[3], body: unknown, version: number) =>
      actOnEvaluation(deps, viewer, id, action, body, version),
    appeals: (viewer: Viewer, idOrCode: string, query: Parameters<typeof listAppeals>[2]) =>
      database.read(viewer, async (reading) => {
        const row = await visibleEvaluation(reading, idOrCode)
        const { rows, count, keyOf } = await listAppeals(reading, row.id, query)
        const page = pageOf(rows, query.limit, keyOf)
        const names = await personNames(
          reading,
          page.rows.map((each) => each.answered_by),
        )
        return {
          items: page.rows.map((each) => presentAppeal(viewer, row, each, names)),
          nextCursor: page.nextCursor,
          ...totalOf(count),
        }
      }),
    appeal: (viewer: Viewer, id: string, input: Parameters<typeof fileAppeal>[3]) =>
      fileAppeal(deps, viewer, id, input),
    answer: (viewer: Viewer, id: string, appealId: string, how: Parameters<typeof answerAppeal>[4]) =>
      answerAppeal(deps, viewer, id, appealId, how),
    history: (viewer: Viewer, idOrCode: string, page: Page) =>
      database.read(viewer, async (reading) => {
        const row = await visibleEvaluation(reading, idOrCode)
        return historyOf(
          reading,
          { type: 'evaluation', id: row.id },
          { limit: page.limit, ...(page.cursor && { cursor: page.cursor }) },
        )
      }),
    exportXlsx: (viewer: Viewer, query: EvaluationQuery, locale: 'zh' | 'en') =>
      exportEvaluations(deps, (cursor) => list(viewer, { ...query, limit: 200, cursor }), locale),
    async resultsXlsx(viewer: Viewer, idOrCode: string, query: ResultQuery, locale: 'zh' | 'en') {
      // Refused before the first byte, not in the middle of the workbook.
      const evaluation = await database.read(viewer, (reading) => showEvaluation(reading, idOrCode))
      if (query.run !== undefined && query.run > evaluation.run) refuse('not_found')
      return exportResults(
        deps,
        evaluation,
        (cursor) => results(viewer, evaluation.id, { ...query, limit: 200, cursor }),
        { locale, withLeaves: viewer.userId !== null },
      )
    },
  }
}
