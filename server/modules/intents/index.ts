import type { Reading, Writing } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { type FollowUp, followIntent } from './commands/follow.ts'
import { sweepIntents } from './commands/sweep.ts'
import type { IntentDeps } from './context.ts'
import { intentRoutes } from './routes.ts'
import { createIntentService } from './service.ts'
import { countOpen, openProviders } from './store.ts'

/** Open intents by scenario id, as far as the viewer sees them; scenarios without any are absent. */
export type CountOpenFor = (reading: Reading, scenarioIds: readonly string[]) => Promise<Map<string, number>>

/** Intents: interest declared in an opening, answered in time or expired. */
export function createIntents(deps: IntentDeps): {
  routes: Served[]
  tasks: Tasks
  countOpenFor: CountOpenFor
  /** The providers with an open intent on a scenario, as far as the viewer sees them. */
  openProvidersOf: (reading: Reading, scenarioId: string) => Promise<string[]>
  /** Moves an intent because of what was signed, accepted or ended elsewhere; false when its state does not lead there. */
  follow: (tx: Writing, id: string, action: FollowUp, how?: { reason?: string }) => Promise<boolean>
} {
  return {
    routes: intentRoutes(createIntentService(deps)),
    tasks: {
      intent_clock: {
        every: '* * * * *',
        handle: async () => {
          await sweepIntents(deps)
        },
      },
    },
    countOpenFor: countOpen,
    openProvidersOf: openProviders,
    follow: (tx, id, action, how) => followIntent(deps, tx, id, action, how),
  }
}
