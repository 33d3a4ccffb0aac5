import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { systemViewer } from '../../platform/viewer.ts'
import type { MatchDeps } from './context.ts'
import { deleteOldChanges } from './feed-store.ts'
import { createIndexHost } from './index-host.ts'
import { matchServed } from './routes.ts'
import { synonymsOf } from './rules/query.ts'
import { trackPaths } from './rules/tracks.ts'
import { createMatchService } from './service.ts'
import { createStock } from './stock.ts'
import { createWeights } from './weights.ts'

/** Matches 匹配: which capabilities fit which openings, with reasons; the indexes live in a thread that follows the database. */
export function createMatches(deps: MatchDeps): {
  routes: Served[]
  tasks: Tasks
  /** Starts and fills the indexes, which else happens at the first question. */
  warm(): void
  stop(): Promise<void>
} {
  const host = createIndexHost(deps)
  const ground = { ...deps, host, synonyms: synonymsOf(deps.pack), pathOf: trackPaths(deps.pack) }
  const stock = createStock(ground)
  return {
    routes: matchServed(createMatchService(ground), stock, createWeights(deps)),
    tasks: {
      'matches.take_stock': { every: '40 * * * *', handle: stock.take },
      'matches.forget_changes': {
        every: '20 18 * * *',
        handle: () => deps.database.write(systemViewer, deleteOldChanges),
      },
    },
    warm: host.warm,
    stop: host.stop,
  }
}
