import type { Platform } from '../../platform/context.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { Messenger } from '../../platform/mail/index.ts'
import { createSealer, installationSecret } from '../../platform/secrets.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { sendCode } from './commands/codes.ts'
import { createProvider } from './commands/unified-login.ts'
import type { Accounts } from './context.ts'
import { sweep } from './credentials-store.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { authServed, meServed, usersServed } from './routes.ts'

export { createFirstAdministrator } from './commands/first-administrator.ts'
export { createDemoAccounts, type DemoAccount, demoPassword } from './demo.ts'
export { noticeVersion } from './privacy-register.ts'
export { parseAccount } from './rules/account.ts'
export { accountsOf } from './store.ts'

/** Accounts: signing in and out, oneself, the administration of users and the security log. */
export function createAccounts(
  deps: Platform & Pick<Accounts, 'countsFor' | 'leaveOrganisations' | 'words'> & { passwords?: Passwords },
  messenger: Messenger,
): { routes: Served[]; tasks: Tasks } {
  const accounts: Accounts = {
    ...deps,
    passwords: deps.passwords ?? createPasswords(),
    sealer: createSealer(installationSecret(deps.config), 'accounts'),
  }
  const provider = createProvider(accounts)
  return {
    routes: [...authServed(accounts, provider), ...meServed(accounts), ...usersServed(accounts)],
    tasks: {
      'accounts.send_code': {
        handle: (payload) => sendCode(accounts, messenger, payload as Parameters<typeof sendCode>[2]),
      },
      'accounts.sweep': { every: '20 18 * * *', handle: () => deps.database.write(systemViewer, sweep) },
    },
  }
}
