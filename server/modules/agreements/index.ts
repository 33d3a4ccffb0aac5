import type { Reading } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { sweepAgreements } from './commands/sweep.ts'
import type { AgreementDeps } from './context.ts'
import { agreementRoutes } from './routes.ts'
import { createAgreementService } from './service.ts'
import { standingOf } from './store.ts'

/** Agreements 协议: letters of intent and contracts, from the first draft to their end. */
export function createAgreements(deps: AgreementDeps): {
  routes: Served[]
  tasks: Tasks
  /** What the agreements of a scenario answer to its guards, as far as the viewer sees them. Signed, in force and fulfilled ones are left. */
  standing: (
    reading: Reading,
    scenarioId: string,
  ) => Promise<{ agreement_in_force: boolean; no_agreement_left: boolean }>
} {
  return {
    routes: agreementRoutes(createAgreementService(deps)),
    tasks: {
      agreement_clock: {
        every: '* * * * *',
        handle: async () => {
          await sweepAgreements(deps)
        },
      },
    },
    async standing(reading, scenarioId) {
      const { inForce, left } = await standingOf(reading, scenarioId)
      return { agreement_in_force: inForce, no_agreement_left: !left }
    },
  }
}
