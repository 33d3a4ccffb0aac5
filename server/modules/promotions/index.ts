import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { sweepTerms } from './commands/sweep.ts'
import type { PromotionDeps } from './context.ts'
import { promotionRoutes } from './routes.ts'

/** Promotions 升级认定: one rung up the ladder on evidence, for a time, and down again when the basis is gone. */
export function createPromotions(deps: PromotionDeps): { routes: Served[]; tasks: Tasks } {
  return {
    routes: promotionRoutes(deps),
    tasks: { 'promotions.term': { every: '*/5 * * * *', handle: () => sweepTerms(deps) } },
  }
}
