import type { Writing } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { sweepCalls } from './commands/act.ts'
import { admit, choosable, type Submission } from './commands/admit.ts'
import type { CallDeps } from './context.ts'
import { callRoutes } from './routes.ts'
import { createCallService } from './service.ts'

/** Calls 征集: windows in which owners submit scenarios; the database's clock says when they are over. */
export function createCalls(deps: CallDeps): {
  routes: Served[]
  tasks: Tasks
  /** Lets a scenario into a call as it is submitted, holding the call until the transaction ends; refuses with what to do next. */
  admit(tx: Writing, callId: string, submission: Submission): Promise<void>
  /** Refuses a call that cannot be chosen for a draft. */
  choosable(tx: Writing, callId: string): Promise<void>
} {
  return {
    routes: callRoutes(createCallService(deps)),
    tasks: { 'calls.close': { every: '* * * * *', handle: () => sweepCalls(deps) } },
    admit: (tx, callId, submission) => admit(deps, tx, callId, submission),
    choosable: (tx, callId) => choosable(deps, tx, callId),
  }
}
