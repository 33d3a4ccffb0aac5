import { matchRoutes as routes } from '../../../contracts/matches.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import type { MatchService } from './service.ts'

export function matchServed(service: MatchService): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.explain, async ({ viewer, query }) => ok(await service.explain(viewer, query))),
    serve(routes.find, async ({ viewer, body }) => ok(await service.find(viewer, body.text))),
  ]
}
