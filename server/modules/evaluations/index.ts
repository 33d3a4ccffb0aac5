import type { Reading } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { EvaluationDeps } from './context.ts'
import { evaluationRoutes } from './routes.ts'
import { createEvaluationService } from './service.ts'
import { isPublishedFor } from './store.ts'

/** Evaluations 评估: dated runs of an indicator system over scenarios, open to appeal, then published. */
export function createEvaluations(deps: EvaluationDeps): {
  routes: Served[]
  /** What evaluations answer to the guards of a scenario. */
  standing(reading: Reading, scenarioId: string): Promise<{ evaluation_published: boolean }>
} {
  return {
    routes: evaluationRoutes(createEvaluationService(deps)),
    standing: async (reading, scenarioId) => ({ evaluation_published: await isPublishedFor(reading, scenarioId) }),
  }
}
