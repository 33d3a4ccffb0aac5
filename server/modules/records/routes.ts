import { recordRoutes as routes } from '../../../contracts/desk.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import type { RecordService } from './service.ts'

export function recordRoutes(service: RecordService): Served[] {
  return [
    serve(routes.list, async ({ viewer, query: { subject, actor, cursor, limit, ...filter } }) =>
      ok(await service.list(viewer, { ...filter, subjectId: subject, actorId: actor }, { cursor, limit })),
    ),
    serve(routes.verify, async ({ viewer }) => ok(await service.verify(viewer))),
  ]
}
