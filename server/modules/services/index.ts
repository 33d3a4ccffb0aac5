import type { Served } from '../../platform/http/serve.ts'
import type { ServiceDeps } from './context.ts'
import { servicesServed } from './routes.ts'
import { createServiceService } from './service.ts'

/** Services rendered to firms, and firms that settled: written down by one, confirmed by another. */
export function createServices(deps: ServiceDeps): { routes: Served[] } {
  return { routes: servicesServed(createServiceService(deps)) }
}
