import { agreementRoutes as routes } from '../../../contracts/agreements.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { AgreementService } from './service.ts'

export function agreementRoutes(service: AgreementService): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) => created('/agreements', await service.create(viewer, body))),
    serve(routes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.change(viewer, params.id, body, ifMatch)),
    ),
    serve(routes.act, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.act(viewer, { id: params.id, action: params.action, version: ifMatch, body })),
    ),
    serve(routes.history, async ({ viewer, params, query }) => ok(await service.history(viewer, params.id, query))),
    serve(routes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '协议' : 'agreements', 'xlsx'),
    })),
  ]
}
