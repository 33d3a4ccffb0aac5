import { cockpitRoutes as routes } from '../../../contracts/cockpit.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import type { CockpitService } from './service.ts'

export function cockpitServed(service: CockpitService): Served[] {
  return [
    serve(routes.get, async ({ viewer, locale }) => ok(await service.figures(viewer, locale))),
    serve(routes.breakdown, async ({ viewer, query, locale }) => ok(await service.breakdown(viewer, query, locale))),
    serve(routes.funnel, async ({ viewer, locale }) => ok(await service.funnel(viewer, locale))),
    serve(routes.overdue, async ({ viewer, locale }) => ok(await service.overdue(viewer, locale))),
    serve(routes.targets, async ({ viewer, locale }) => ok(await service.targets(viewer, locale))),
  ]
}
