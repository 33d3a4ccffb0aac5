import type { Reading } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { ReviewDeps } from './context.ts'
import { isInOpenRound } from './rounds-store.ts'
import { routesOf } from './routes.ts'

/** Experts, rounds 评审轮次 and reviews 评审: blind scores, conferred on, decided, and told to owners on release. */
export function createReviews(deps: ReviewDeps): { routes: Served[] } {
  return { routes: routesOf(deps) }
}

/** Whether an open round has the scenario in hand: its outcome is then decided there, and nowhere else. */
export const inOpenRound: (reading: Reading, scenarioId: string) => Promise<boolean> = isInOpenRound
