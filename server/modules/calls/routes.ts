import { callRoutes as routes } from '../../../contracts/calls.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { CallService } from './service.ts'

export function callRoutes(service: CallService): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) => created('/calls', await service.create(viewer, body))),
    serve(routes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.change(viewer, params.id, body, ifMatch as number)),
    ),
    serve(routes.act, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.act(viewer, params.id, params.action, body, ifMatch as number)),
    ),
    serve(routes.history, async ({ viewer, params, query }) => ok(await service.history(viewer, params.id, query))),
    serve(routes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '征集' : 'calls', 'xlsx'),
    })),
  ]
}
