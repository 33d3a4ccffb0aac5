import { authRoutes, meRoutes } from '../../../contracts/accounts.ts'
import { type Call, noContent, ok, type Served, serve } from '../../platform/http/serve.ts'
import { meOf, signOut } from './commands/sessions.ts'
import { signIn } from './commands/sign-in.ts'
import type { Accounts, Origin } from './context.ts'

function originOf({ meta, locale }: Pick<Call, 'meta' | 'locale'>): Origin {
  return { address: meta.address, userAgent: meta.userAgent, locale }
}

export function authServed(accounts: Accounts): Served[] {
  return [
    serve(authRoutes.signIn, async (call) => {
      const { me, token } = await signIn(accounts, call.body, originOf(call), call.meta.sessionToken)
      return { ...ok(me), session: { token } }
    }),
    serve(authRoutes.signOut, async (call) => {
      await signOut(accounts, call.meta.sessionToken, originOf(call))
      return { ...noContent, session: { end: true as const } }
    }),
  ]
}

export function meServed(accounts: Accounts): Served[] {
  return [serve(meRoutes.get, async ({ viewer }) => ok(await meOf(accounts, viewer)))]
}
