import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { retireCapabilities } from './commands/act.ts'
import type { CapabilityDeps } from './context.ts'
import { capabilityRoutes } from './routes.ts'
import { createCapabilityService } from './service.ts'

export { searchedTexts } from './context.ts'
export { insertCapabilities, type NewCapability, titlesTaken } from './store.ts'

/** Capabilities: what providers offer, kept true by a yearly confirmation. */
export function createCapabilities(deps: CapabilityDeps): { routes: Served[]; tasks: Tasks } {
  return {
    routes: capabilityRoutes(createCapabilityService(deps)),
    tasks: {
      capability_freshness: {
        every: '7 * * * *',
        handle: async () => {
          await retireCapabilities(deps)
        },
      },
    },
  }
}
