import { landingRoutes, serviceRoutes } from '../../../contracts/services.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { ServiceService } from './service.ts'

export function servicesServed(service: ServiceService): Served[] {
  const { landings } = service
  return [
    serve(serviceRoutes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(serviceRoutes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(serviceRoutes.create, async ({ viewer, body }) => created('/services', await service.record(viewer, body))),
    serve(serviceRoutes.act, async ({ viewer, params, ifMatch, body }) =>
      ok(await service.act(viewer, { ...params, version: ifMatch, reason: body.reason })),
    ),
    serve(serviceRoutes.confirmMany, async ({ viewer, body }) => ok(await service.confirmMany(viewer, body.ids))),
    serve(serviceRoutes.history, async ({ viewer, params, query }) =>
      ok(await service.history(viewer, params.id, query)),
    ),
    serve(serviceRoutes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '服务记录' : 'services', 'xlsx'),
    })),
    serve(landingRoutes.list, async ({ viewer, query }) => ok(await landings.list(viewer, query))),
    serve(landingRoutes.get, async ({ viewer, params }) => ok(await landings.get(viewer, params.id))),
    serve(landingRoutes.create, async ({ viewer, body }) => created('/landings', await landings.report(viewer, body))),
    serve(landingRoutes.act, async ({ viewer, params, ifMatch, body }) =>
      ok(await landings.act(viewer, { ...params, version: ifMatch, reason: body.reason })),
    ),
    serve(landingRoutes.history, async ({ viewer, params, query }) =>
      ok(await landings.history(viewer, params.id, query)),
    ),
    serve(landingRoutes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: landings.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '落地企业' : 'landings', 'xlsx'),
    })),
  ]
}
