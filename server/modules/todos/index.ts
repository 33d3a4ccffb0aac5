import type { Platform } from '../../platform/context.ts'
import type { Reading } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import { todoRoutes } from './routes.ts'
import { type CountsFor, createTodoService } from './service.ts'

export type { CountsFor } from './service.ts'

/** 待办: whose turn it is, derived from the lifecycles of things in other modules through the views they publish. */
export function createTodos(deps: Pick<Platform, 'database'> & { unreadFor: (reading: Reading) => Promise<number> }): {
  routes: Served[]
  countsFor: CountsFor
} {
  const service = createTodoService(deps)
  return { routes: todoRoutes(service), countsFor: service.countsFor }
}
