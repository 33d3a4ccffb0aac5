import { notificationRoutes as routes } from '../../../contracts/desk.ts'
import { noContent, ok, type Served, serve } from '../../platform/http/serve.ts'
import type { InboxService } from './service.ts'

export function notificationRoutes(service: InboxService): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.read, async ({ viewer, params }) => {
      await service.read(viewer, params.id)
      return noContent
    }),
    serve(routes.readAll, async ({ viewer }) => {
      await service.readAll(viewer)
      return noContent
    }),
  ]
}
