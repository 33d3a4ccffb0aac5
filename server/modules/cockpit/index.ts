import type { Served } from '../../platform/http/serve.ts'
import { cockpitServed } from './routes.ts'
import { type CockpitDeps, createCockpitService } from './service.ts'

/** The figures of the programme, each counted from rows that can be opened. */
export function createCockpit(deps: CockpitDeps): { routes: Served[] } {
  return { routes: cockpitServed(createCockpitService(deps)) }
}
