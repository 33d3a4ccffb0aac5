import { indicatorRoutes, projectRoutes, readingRoutes } from '../../../contracts/projects.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { ProjectService } from './service.ts'

export function servedProjects(service: ProjectService): Served[] {
  return [
    serve(projectRoutes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(projectRoutes.accepted, async ({ viewer, query }) => ok(await service.accepted(viewer, query))),
    serve(projectRoutes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(projectRoutes.create, async ({ viewer, body }) => created('/projects', await service.plan(viewer, body))),
    serve(projectRoutes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.change(viewer, params.id, body, ifMatch)),
    ),
    serve(projectRoutes.act, async ({ viewer, params, ifMatch, body }) =>
      ok(await service.act(viewer, { id: params.id, action: params.action, version: ifMatch, words: body })),
    ),
    serve(projectRoutes.milestone, async ({ viewer, params, ifMatch, body }) =>
      ok(
        await service.milestone(viewer, {
          id: params.id,
          milestoneId: params.milestoneId,
          version: ifMatch,
          words: body,
        }),
      ),
    ),
    serve(projectRoutes.answerFollowUp, async ({ viewer, params, body }) =>
      ok(await service.followUp(viewer, { id: params.id, followUpId: params.followUpId, answer: body })),
    ),
    serve(projectRoutes.history, async ({ viewer, params, query }) =>
      ok(await service.history(viewer, params.id, query)),
    ),
    serve(projectRoutes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '落地项目' : 'projects', 'xlsx'),
    })),
    serve(indicatorRoutes.list, async ({ viewer, query }) => ok(await service.indicators(viewer, query))),
    serve(indicatorRoutes.get, async ({ viewer, params }) => ok(await service.indicator(viewer, params.id))),
    serve(readingRoutes.list, async ({ viewer, query }) => ok(await service.readings(viewer, query))),
    serve(readingRoutes.get, async ({ viewer, params }) => ok(await service.reading(viewer, params.id))),
    serve(readingRoutes.create, async ({ viewer, body }) => created('/readings', await service.report(viewer, body))),
    serve(readingRoutes.act, async ({ viewer, params, ifMatch, body }) =>
      ok(await service.actOnReading(viewer, { id: params.id, action: params.action, version: ifMatch, words: body })),
    ),
    serve(readingRoutes.history, async ({ viewer, params, query }) =>
      ok(await service.readingHistory(viewer, params.id, query)),
    ),
    serve(readingRoutes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportReadings(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '指标读数' : 'readings', 'xlsx'),
    })),
  ]
}
