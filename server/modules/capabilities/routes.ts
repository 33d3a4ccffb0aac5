import { capabilityRoutes as routes } from '../../../contracts/capabilities.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { CapabilityService } from './service.ts'

export function capabilityRoutes(service: CapabilityService): Served[] {
  const file = (format: 'xlsx' | 'csv', locale: 'zh' | 'en') =>
    exportHeaders(locale === 'zh' ? '能力' : 'capabilities', format)
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) => created('/capabilities', await service.create(viewer, body))),
    serve(routes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.change(viewer, params.id, body, ifMatch)),
    ),
    serve(routes.act, async ({ viewer, params, ifMatch, body }) =>
      ok(await service.act(viewer, { id: params.id, action: params.action, version: ifMatch, reason: body.reason })),
    ),
    serve(routes.answerProof, async ({ viewer, params, ifMatch, body }) =>
      ok(await service.answerProof(viewer, { ...params, version: ifMatch, reason: body.reason })),
    ),
    serve(routes.history, async ({ viewer, params, query }) => ok(await service.history(viewer, params.id, query))),
    serve(routes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.export(viewer, query, 'xlsx', locale),
      headers: file('xlsx', locale),
    })),
    serve(routes.exportCsv, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.export(viewer, query, 'csv', locale),
      headers: file('csv', locale),
    })),
  ]
}
