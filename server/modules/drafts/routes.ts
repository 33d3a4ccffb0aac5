import { draftRoutes as routes } from '../../../contracts/desk.ts'
import { noContent, ok, type Served, serve } from '../../platform/http/serve.ts'
import type { DraftService } from './service.ts'

export function draftRoutes(service: DraftService): Served[] {
  return [
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.key))),
    serve(routes.put, async ({ viewer, params, body }) => ok(await service.put(viewer, params.key, body))),
    serve(routes.remove, async ({ viewer, params }) => {
      await service.remove(viewer, params.key)
      return noContent
    }),
  ]
}
