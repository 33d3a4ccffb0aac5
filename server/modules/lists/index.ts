import { libraryRoutes, listRoutes } from '../../../contracts/lists.ts'
import type { Writing } from '../../platform/database/index.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { createLibraryFollow, type LibraryFollow } from './follow.ts'
import { createLibraryService } from './libraries.ts'
import { loadPack } from './load-pack.ts'
import { createListService, type Deps } from './service.ts'

export type { LibraryFollow }

/** Lists 清单 and libraries 项目库. */
export function createLists(deps: Deps): {
  routes: Served[]
  tasks: Tasks
  loadPack(tx: Writing): Promise<void>
  /** Puts a scenario into a list in the making. */
  join(tx: Writing, listId: string, scenarioId: string): Promise<void>
  /** Libraries of a rung take a scenario in, or let it go. */
  follow: LibraryFollow
} {
  const lists = createListService(deps)
  const libraries = createLibraryService(deps)
  return {
    loadPack: (tx) => loadPack(deps, tx),
    join: lists.join,
    follow: createLibraryFollow(deps),
    tasks: { 'lists.release': { every: '* * * * *', handle: () => lists.sweep() } },
    routes: [
      serve(listRoutes.list, async ({ viewer, query }) => ok(await lists.list(viewer, query))),
      serve(listRoutes.get, async ({ viewer, params }) => ok(await lists.get(viewer, params.id))),
      serve(listRoutes.items, async ({ viewer, params }) => ok(await lists.items(viewer, params.id))),
      serve(listRoutes.create, async ({ viewer, body }) => created('/lists', await lists.create(viewer, body))),
      serve(listRoutes.update, async ({ viewer, params, body, ifMatch }) =>
        ok(await lists.update(viewer, params.id, body, ifMatch as number)),
      ),
      serve(listRoutes.setItems, async ({ viewer, params, body, ifMatch }) =>
        ok(await lists.setItems(viewer, params.id, body.scenarioIds, ifMatch as number)),
      ),
      serve(listRoutes.act, async ({ viewer, params, body, ifMatch }) =>
        ok(await lists.act(viewer, params.id, params.action, body, ifMatch as number)),
      ),
      serve(listRoutes.history, async ({ viewer, params, query }) => ok(await lists.history(viewer, params.id, query))),
      serve(libraryRoutes.list, async ({ viewer }) => ok(await libraries.list(viewer))),
      serve(libraryRoutes.entries, async ({ viewer, params, query }) =>
        ok(await libraries.entries(viewer, params.id, query)),
      ),
      serve(libraryRoutes.enter, async ({ viewer, params, body }) =>
        created(`/libraries/${params.id}/entries`, await libraries.enter(viewer, params.id, body)),
      ),
      serve(libraryRoutes.leave, async ({ viewer, params, body }) =>
        ok(await libraries.leave(viewer, params.id, params.entryId, body.reason)),
      ),
    ],
  }
}
