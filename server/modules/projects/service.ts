import type { ProjectQuery, ReadingQuery } from '../../../contracts/projects.ts'
import { pageOf, type Reading, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { actOnProject } from './commands/act.ts'
import { answerAfterAcceptance, changeMilestone } from './commands/milestone.ts'
import { changePlan, planProject } from './commands/plan.ts'
import { actOnReading, reportReading } from './commands/readings.ts'
import {
  nowOf,
  type ProjectDeps,
  partsOf,
  showProject,
  showReading,
  visibleProject,
  visibleReading,
} from './context.ts'
import { exportProjects, exportReadings } from './exports.ts'
import { listAccepted, listIndicators, listProjects, listReadings } from './list-store.ts'
import { indicatorsOf } from './parts-store.ts'
import { isInside } from './policy.ts'
import { presentIndicator, presentProject, presentReading } from './present.ts'
import { findIndicator, readingsOf } from './readings-store.ts'
import { projectTitles } from './store.ts'

export type ProjectService = ReturnType<typeof createProjectService>
type Paging = { cursor?: string | undefined; limit: number }

export function createProjectService(deps: ProjectDeps) {
  const { database, historyOf } = deps

  function list(viewer: Viewer, query: ProjectQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listProjects(reading, query, deps.pack.city.timezone)
      const page = pageOf(rows, query.limit, keyOf)
      const parts = await partsOf(reading, page.rows, false)
      const items = page.rows.map((row) => presentProject(row, parts, viewer, nowOf(reading)))
      return { items, nextCursor: page.nextCursor, ...totalOf(count) }
    })
  }

  function readings(viewer: Viewer, query: ReadingQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listReadings(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      const items = page.rows.map((row) => presentReading(row, viewer))
      return { items, nextCursor: page.nextCursor, ...totalOf(count) }
    })
  }

  /** Indicators with what project they belong to; their projects were found visible. */
  async function withProjects(reading: Reading, rows: readonly { id: string; project_id: string }[]) {
    const ids = [...new Set(rows.map((row) => row.project_id))]
    const [indicators, all] = [await indicatorsOf(reading, ids), await readingsOf(reading, ids, 500)]
    const titles = new Map<string, { id: string; code: string; title: string }>()
    for (const row of await projectTitles(reading, ids)) titles.set(row.id, row)
    return rows.flatMap(({ id, project_id }) => {
      const row = indicators.find((each) => each.id === id)
      const project = titles.get(project_id)
      const own = all.filter((each) => each.indicator_id === id)
      return row && project ? [{ ...presentIndicator(row, own, reading.viewer), project, version: row.version }] : []
    })
  }

  return {
    list,
    readings,
    get: (viewer: Viewer, id: string) => database.read(viewer, (reading) => showProject(reading, id)),
    plan: (viewer: Viewer, wish: Parameters<typeof planProject>[2]) => planProject(deps, viewer, wish),
    change: (viewer: Viewer, id: string, patch: Parameters<typeof changePlan>[3], version: number | null) =>
      changePlan(deps, viewer, id, patch, version),
    act: (viewer: Viewer, asked: Parameters<typeof actOnProject>[2]) => actOnProject(deps, viewer, asked),
    milestone: (viewer: Viewer, asked: Parameters<typeof changeMilestone>[2]) => changeMilestone(deps, viewer, asked),
    followUp: (viewer: Viewer, asked: Parameters<typeof answerAfterAcceptance>[2]) =>
      answerAfterAcceptance(deps, viewer, asked),
    history: (viewer: Viewer, id: string, page: Paging) =>
      database.read(viewer, async (reading) => {
        const row = await visibleProject(reading, id)
        if (!isInside(viewer, row)) refuse('forbidden')
        return historyOf(reading, { type: 'project', id: row.id }, page)
      }),
    accepted: (viewer: Viewer, query: Paging & { scenario?: string | undefined }) =>
      database.read(viewer, async (reading) => {
        const { rows, count } = await listAccepted(reading, query)
        const page = pageOf(rows, query.limit, (row) => ({
          sort: 'acceptedAt',
          value: row.accepted_at,
          id: row.id ?? '',
        }))
        const items = page.rows.map((row) => ({
          id: row.id ?? '',
          code: row.code ?? '',
          title: row.title ?? '',
          scenario: { id: row.scenario_id ?? '', code: row.scenario_code, title: row.scenario_title ?? '' },
          owner: { id: row.owner_id ?? '', name: row.owner_name ?? '' },
          provider: { id: row.provider_id ?? '', name: row.provider_name ?? '' },
          acceptedAt: row.accepted_at ?? '',
          synthetic: row.synthetic ?? false,
        }))
        return { items, nextCursor: page.nextCursor, ...totalOf(count) }
      }),
    indicators: (viewer: Viewer, query: Paging & { project?: string | undefined }) =>
      database.read(viewer, async (reading) => {
        const { rows, count, keyOf } = await listIndicators(reading, query)
        const page = pageOf(rows, query.limit, keyOf)
        return { items: await withProjects(reading, page.rows), nextCursor: page.nextCursor, ...totalOf(count) }
      }),
    indicator: (viewer: Viewer, id: string) =>
      database.read(viewer, async (reading) => {
        const row = await findIndicator(reading, id)
        if (!row) return refuse('not_found')
        await visibleProject(reading, row.project_id)
        const [shown] = await withProjects(reading, [row])
        return shown ?? refuse('not_found')
      }),
    reading: (viewer: Viewer, id: string) => database.read(viewer, (reading) => showReading(reading, id)),
    report: (viewer: Viewer, wish: Parameters<typeof reportReading>[2]) => reportReading(deps, viewer, wish),
    actOnReading: (viewer: Viewer, asked: Parameters<typeof actOnReading>[2]) => actOnReading(deps, viewer, asked),
    readingHistory: (viewer: Viewer, id: string, page: Paging) =>
      database.read(viewer, async (reading) => {
        const row = await visibleReading(reading, id)
        if (!isInside(viewer, { ...row, state: row.project_state })) refuse('forbidden')
        return historyOf(reading, { type: 'reading', id }, page)
      }),
    exportXlsx: (viewer: Viewer, query: ProjectQuery, locale: 'zh' | 'en') =>
      exportProjects((page) => list(viewer, { ...query, ...page }), locale, deps.pack.city.timezone),
    exportReadings: (viewer: Viewer, query: ReadingQuery, locale: 'zh' | 'en') =>
      exportReadings((page) => readings(viewer, { ...query, ...page }), locale, deps.pack.city.timezone),
  }
}
