import { evaluationRoutes as routes } from '../../../contracts/evaluations.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { EvaluationService } from './service.ts'

export function evaluationRoutes(service: EvaluationService): Served[] {
  return [
    serve(routes.systems, async () => ok(service.systems())),
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) => created('/evaluations', await service.create(viewer, body))),
    serve(routes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.change(viewer, params.id, body, ifMatch as number)),
    ),
    serve(routes.act, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.act(viewer, params.id, params.action, body, ifMatch as number)),
    ),
    serve(routes.results, async ({ viewer, params, query }) => ok(await service.results(viewer, params.id, query))),
    serve(routes.resultsXlsx, async ({ viewer, params, query, locale }) => ({
      status: 200 as const,
      value: await service.resultsXlsx(viewer, params.id, query, locale),
      headers: exportHeaders(locale === 'zh' ? '评估结果' : 'evaluation-results', 'xlsx'),
    })),
    serve(routes.appeals, async ({ viewer, params, query }) => ok(await service.appeals(viewer, params.id, query))),
    serve(routes.appeal, async ({ viewer, params, body }) =>
      created(`/evaluations/${params.id}/appeals`, await service.appeal(viewer, params.id, body)),
    ),
    serve(routes.answerAppeal, async ({ viewer, params, body }) =>
      ok(await service.answer(viewer, params.id, params.appealId, { action: params.action, reason: body.reason })),
    ),
    serve(routes.history, async ({ viewer, params, query }) => ok(await service.history(viewer, params.id, query))),
    serve(routes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '评估' : 'evaluations', 'xlsx'),
    })),
  ]
}
