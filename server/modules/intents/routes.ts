import { intentRoutes as routes } from '../../../contracts/intents.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { IntentService } from './service.ts'

export function intentRoutes(service: IntentService): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) => created('/intents', await service.express(viewer, body))),
    serve(routes.act, async ({ viewer, params, ifMatch, body }) =>
      ok(await service.act(viewer, { id: params.id, action: params.action, version: ifMatch, words: body })),
    ),
    serve(routes.history, async ({ viewer, params, query }) => ok(await service.history(viewer, params.id, query))),
    serve(routes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '对接意向' : 'intents', 'xlsx'),
    })),
  ]
}
