import type { RouteSpec } from '../../../contracts/common.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { Messenger } from '../../platform/mail/index.ts'
import { createSealer, installationSecret } from '../../platform/secrets.ts'
import type { Accounts } from './context.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { authServed, meServed } from './routes.ts'

export { createFirstAdministrator } from './commands/first-administrator.ts'
export { createDemoAccounts, type DemoAccount, demoPassword } from './demo.ts'
export { noticeVersion } from './privacy-register.ts'
export { parseAccount } from './rules/account.ts'
export { accountsOf } from './store.ts'

/** Accounts: signing in and out, oneself, the administration of users and the security log. */
export function createAccounts(
  deps: Platform & {
    countsFor: (reading: Reading) => Promise<{ unread: number; todo: number }>
    passwords?: Passwords
  },
  _messenger: Messenger,
): { routes: Served[]; tasks: Tasks; building: Record<string, Record<string, RouteSpec>> } {
  const accounts: Accounts = {
    ...deps,
    passwords: deps.passwords ?? createPasswords(),
    sealer: createSealer(installationSecret(deps.config), 'accounts'),
  }
  const [auth, me] = [authServed(accounts), meServed(accounts)]
  // TODO(foundation): goes when every route of both groups is served.
  const specs = (served: Served[]) => Object.fromEntries(served.map(({ spec }) => [spec.path, spec]))
  return { routes: [...auth, ...me], tasks: {}, building: { auth: specs(auth), me: specs(me) } }
}
