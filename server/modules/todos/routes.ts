import { todoRoutes as routes } from '../../../contracts/desk.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import type { TodoService } from './service.ts'

export function todoRoutes(service: TodoService): Served[] {
  return [serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query)))]
}
