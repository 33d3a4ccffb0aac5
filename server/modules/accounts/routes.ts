import { authRoutes, meRoutes, userRoutes } from '../../../contracts/accounts.ts'
import { type Call, created, noContent, ok, type Served, serve } from '../../platform/http/serve.ts'
import { requestCode } from './commands/codes.ts'
import * as oneself from './commands/oneself.ts'
import { changePassword, resetPassword } from './commands/passwords.ts'
import { erase, exportData } from './commands/personal-data.ts'
import { meOf, signOut } from './commands/sessions.ts'
import { signIn } from './commands/sign-in.ts'
import { signUp } from './commands/sign-up.ts'
import { finishUnifiedLogin, type Provider, type Redirect, startUnifiedLogin } from './commands/unified-login.ts'
import * as users from './commands/users.ts'
import type { Accounts, Origin } from './context.ts'
import { exportFileName } from './messages.ts'
import { privacyNotice } from './privacy-register.ts'

function from({ meta, locale }: Pick<Call, 'meta' | 'locale'>): Origin {
  return { address: meta.address, userAgent: meta.userAgent, locale }
}

function redirect({ location, session }: Redirect) {
  const headers = { location, 'cache-control': 'no-store' }
  return { status: 302 as const, value: null, headers, ...(session && { session }) }
}

export function authServed(accounts: Accounts, provider: Provider): Served[] {
  return [
    serve(authRoutes.signIn, async (call) => {
      const { me, token } = await signIn(accounts, call.body, from(call), call.meta.sessionToken)
      return { ...ok(me), session: { token } }
    }),
    serve(authRoutes.signOut, async (call) => {
      await signOut(accounts, call.meta.sessionToken, from(call))
      return { ...noContent, session: { end: true as const } }
    }),
    serve(authRoutes.requestCode, async (call) => {
      await requestCode(accounts, call.body, from(call))
      return { status: 202 as const, value: null }
    }),
    serve(authRoutes.signUp, async (call) => {
      const { me, token } = await signUp(accounts, call.body, from(call))
      return { status: 201 as const, value: me, session: { token } }
    }),
    serve(authRoutes.resetPassword, async (call) => {
      await resetPassword(accounts, call.body, from(call))
      return noContent
    }),
    serve(authRoutes.changePassword, async (call) => {
      await changePassword(accounts, call.viewer, call.body, from(call))
      return noContent
    }),
    serve(authRoutes.privacyNotice, async () => ok(privacyNotice)),
    serve(authRoutes.unifiedLogin, async ({ viewer, query, meta }) =>
      redirect(await startUnifiedLogin(accounts, provider, viewer, query.returnTo ?? '/app', meta.sessionToken)),
    ),
    serve(authRoutes.unifiedCallback, async (call) => {
      const { url, sessionToken } = call.meta
      const input = { url, sessionToken, state: call.query.state }
      return redirect(await finishUnifiedLogin(accounts, provider, call.viewer, input, from(call)))
    }),
  ]
}

export function meServed(accounts: Accounts): Served[] {
  return [
    serve(meRoutes.get, async ({ viewer }) => ok(await meOf(accounts, viewer))),
    serve(meRoutes.update, async ({ viewer, body }) => ok(await oneself.updateMe(accounts, viewer, body))),
    serve(meRoutes.consent, async (call) => {
      await oneself.consent(accounts, call.viewer, call.body.version, from(call))
      return noContent
    }),
    serve(meRoutes.otpStart, async (call) =>
      ok(await oneself.startOtp(accounts, call.viewer, call.body.password, from(call))),
    ),
    serve(meRoutes.otpConfirm, async (call) => {
      await oneself.confirmAuthenticator(accounts, call.viewer, call.body.otp, from(call))
      return noContent
    }),
    serve(meRoutes.otpRemove, async (call) => {
      await oneself.removeOtp(accounts, call.viewer, call.body.password, from(call))
      return noContent
    }),
    serve(meRoutes.sessions, async ({ viewer }) => ok(await oneself.sessions(accounts, viewer))),
    serve(meRoutes.endSession, async (call) => {
      await oneself.endOwnSession(accounts, call.viewer, call.params.id, from(call))
      return noContent
    }),
    serve(meRoutes.tokens, async ({ viewer }) => ok(await oneself.tokens(accounts, viewer))),
    serve(meRoutes.createToken, async (call) =>
      created('/me/tokens', await oneself.createToken(accounts, call.viewer, call.body, from(call))),
    ),
    serve(meRoutes.revokeToken, async (call) => {
      await oneself.revokeOwnToken(accounts, call.viewer, call.params.id, from(call))
      return noContent
    }),
    serve(meRoutes.exportData, async (call) => ({
      status: 200 as const,
      value: await exportData(accounts, call.viewer, from(call)),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${exportFileName}"`,
      },
    })),
    serve(meRoutes.erase, async (call) => {
      await erase(accounts, call.viewer, call.body.password, from(call))
      return { ...noContent, session: { end: true as const } }
    }),
  ]
}

export function usersServed(accounts: Accounts): Served[] {
  return [
    serve(userRoutes.list, async ({ viewer, query }) => ok(await users.list(accounts, viewer, query))),
    serve(userRoutes.get, async ({ viewer, params }) => ok(await users.get(accounts, viewer, params.id))),
    serve(userRoutes.create, async (call) =>
      created('/users', await users.create(accounts, call.viewer, call.body, from(call))),
    ),
    serve(userRoutes.update, async (call) =>
      ok(await users.update(accounts, call.viewer, call.params.id, call.body, call.ifMatch, from(call))),
    ),
    serve(userRoutes.act, async (call) => {
      const { id, action } = call.params
      return ok(await users.act(accounts, call.viewer, id, action, call.body.reason, call.ifMatch, from(call)))
    }),
    serve(userRoutes.securityLog, async ({ viewer, query }) => ok(await users.securityLog(accounts, viewer, query))),
  ]
}
