import { randomBytes } from 'node:crypto'
import * as oidc from 'openid-client'
import type { ErrorCode } from '../../../../contracts/errors.ts'
import { refuse } from '../../../platform/errors.ts'
import { tokenHash } from '../../../platform/http/identify.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import type { Accounts, Origin } from '../context.ts'
import { addFlow, bindIdentity, identityOf, takeFlow } from '../credentials-store.ts'
import { type Account, parseAccount } from '../rules/account.ts'
import { minutesLocked } from '../rules/lock.ts'
import { addSecurityEvent, addUser, endSessionOf, findAccount, knownById, readFailures } from '../store.ts'
import { startSession } from './sessions.ts'

const flowMinutes = 10

/** Where the browser goes next, and the cookie it takes along. */
export type Redirect = { location: string; session?: { token: string } }

/** The provider, found once; a failed discovery is tried again next time. */
export type Provider = () => Promise<oidc.Configuration>

export function createProvider({ config }: Pick<Accounts, 'config'>): Provider {
  let found: Promise<oidc.Configuration> | null = null
  return () => {
    const { oidcIssuer, oidcClientId, oidcClientSecret } = config
    if (!oidcIssuer || !oidcClientId) return refuse('not_found')
    const issuer = new URL(oidcIssuer)
    // Only a provider on this very machine may be spoken to without TLS (trying it out, tests).
    const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(issuer.hostname)
    found ??= oidc
      .discovery(issuer, oidcClientId, oidcClientSecret ?? undefined, undefined, {
        timeout: 10,
        ...(loopback && issuer.protocol === 'http:' && { execute: [oidc.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        found = null
        throw error
      })
    return found
  }
}

function originOf({ config }: Accounts): string {
  return config.origin ?? `http://${config.host}:${config.port}`
}
function callbackOf(accounts: Accounts): string {
  return `${originOf(accounts)}/api/v1/auth/oidc/callback`
}

/** Nonce and PKCE verifier follow from the state under a key of ours: the database keeps hashes only, and neither can be made without us. */
function secretsOf({ sealer }: Accounts, state: string) {
  const made = (use: string) => sealer.mac(`unified/${use}/${state}`).toString('base64url')
  return { nonce: made('nonce'), verifier: made('verifier') }
}

/**
 * Sends the browser to the unified login. The flow is bound to this browser by its cookie (the session of somebody signed in, else a fresh value that
 * stands for nothing), so that nobody can be made to finish a login that another began.
 */
export async function startUnifiedLogin(
  accounts: Accounts,
  provider: Provider,
  viewer: Viewer,
  returnTo: string,
  sessionToken: string | null,
): Promise<Redirect> {
  let configuration: oidc.Configuration
  try {
    configuration = await provider()
  } catch (error) {
    if (!accounts.config.oidcIssuer) throw error
    accounts.log.fault(error, { task: 'unified login' })
    return failed('unified_login_failed')
  }
  const state = randomBytes(32).toString('base64url')
  const { nonce, verifier } = secretsOf(accounts, state)
  const kept = viewer.sessionId ? sessionToken : null
  const browser = kept ?? randomBytes(32).toString('base64url')
  await accounts.database.write(systemViewer, (tx) =>
    addFlow(tx, {
      stateHash: tokenHash(state),
      browserHash: tokenHash(browser),
      returnTo: localPath(returnTo),
      expiresAt: new Date(Date.parse(tx.now) + flowMinutes * 60_000).toISOString(),
    }),
  )
  const location = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(accounts),
    scope: 'openid profile email phone',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).href
  return { location, ...(!kept && { session: { token: browser } }) }
}

/** A path of this site, whatever browsers make of backslashes and control characters; else the workbench. */
export function localPath(text: string): string {
  const base = 'http://local.invalid'
  if (!text.startsWith('/') || /[\\\p{Cc}]/u.test(text) || !URL.canParse(text, base)) return '/app'
  const { origin, pathname, search, hash } = new URL(text, base)
  // Taking out `..` can leave a path that begins with two slashes, which browsers read as another host.
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/app'
}

/** Back to the sign-in page, which says the sentence of the code. */
function failed(error: ErrorCode, params: Record<string, string> = {}): Redirect {
  return { location: `/app/sign-in?${new URLSearchParams({ error, ...params })}` }
}

type Claims = { issuer: string; subject: string; name: string | null; account: Account | null }

/** Who came back; null when anything about the answer is not as it must be. */
async function claimsOf(accounts: Accounts, provider: Provider, url: string, state: string): Promise<Claims | null> {
  try {
    const configuration = await provider()
    const { nonce, verifier } = secretsOf(accounts, state)
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(url, originOf(accounts)), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) return null
    const more = configuration.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : {}
    const all: Record<string, unknown> = { ...claims, ...more }
    const text = (name: string) => (typeof all[name] === 'string' ? (all[name] as string) : '')
    const verified =
      all.email_verified === true
        ? parseAccount(text('email'))
        : all.phone_number_verified === true
          ? parseAccount(text('phone_number'))
          : null
    return {
      issuer: claims.iss,
      subject: claims.sub,
      name: text('name').trim().slice(0, 40) || null,
      account: verified,
    }
  } catch (error) {
    accounts.log.fault(error, { task: 'unified login' })
    return null
  }
}

/**
 * Takes the browser back from the unified login. A known identity signs in; somebody signed in binds the identity to his account; an unknown one makes an
 * account when the provider vouches for an address or number that has none here. Whose address has an account already must sign in to it first: the
 * provider's word alone does not open it. Who has an authenticator signs in with it.
 */
export async function finishUnifiedLogin(
  accounts: Accounts,
  provider: Provider,
  viewer: Viewer,
  input: { url: string; state: string | undefined; sessionToken: string | null },
  origin: Origin,
): Promise<Redirect> {
  const { database, newId } = accounts
  const { state, sessionToken } = input
  const flow =
    state && sessionToken
      ? await database.write(systemViewer, (tx) => takeFlow(tx, tokenHash(state), tokenHash(sessionToken)))
      : null
  const who = flow && state ? await claimsOf(accounts, provider, input.url, state) : null
  if (!flow || !who) {
    await database.write(systemViewer, (tx) =>
      addSecurityEvent(tx, { id: newId(), kind: 'unified_failed', address: origin.address }),
    )
    return failed('unified_login_failed')
  }
  return database.write(systemViewer, async (tx) => {
    const event = { address: origin.address, detail: { issuer: who.issuer } }
    const bound = await identityOf(tx, who.issuer, who.subject)
    if (viewer.userId) {
      if (bound !== null && bound !== viewer.userId) return failed('account_taken')
      if (bound === null) {
        await bindIdentity(tx, { ...who, userId: viewer.userId })
        await addSecurityEvent(tx, { ...event, id: newId(), kind: 'unified_bound', userId: viewer.userId })
      }
      return { location: flow.returnTo }
    }
    const userId = bound ?? (await newcomer())
    if (userId === null) return failed('unified_login_failed')
    if (userId === 'taken') return failed('account_taken')
    const known = await knownById(tx, userId)
    if (known?.state !== 'active') return failed('unified_login_failed')
    const minutes = minutesLocked(await readFailures(tx, userId), tx.now)
    if (minutes > 0) return failed('account_locked', { minutes: String(minutes) })
    if (known.otpConfirmed && !known.demo) return failed('otp_required')
    if (sessionToken) await endSessionOf(tx, tokenHash(sessionToken))
    const { token } = await startSession(accounts, tx, userId, origin.userAgent)
    await addSecurityEvent(tx, { ...event, id: newId(), kind: 'sign_in', userId, account: known.account })
    return { location: flow.returnTo, session: { token } }

    async function newcomer(): Promise<string | 'taken' | null> {
      if (!who?.account) return null
      if (await findAccount(tx, who.account)) return 'taken'
      const id = newId()
      const name = who.name ?? who.account.value.split('@')[0] ?? ''
      const user = { id, name, account: who.account, passwordHash: null, locale: origin.locale }
      if (!(await addUser(tx, user)) || !(await bindIdentity(tx, { ...who, userId: id }))) return 'taken'
      tx.record({
        action: 'create',
        subject: { type: 'user', id },
        changes: [
          { path: 'name', after: name },
          { path: who.account.kind, after: who.account.value },
        ],
        personal: { paths: ['name', who.account.kind], personId: id },
      })
      await addSecurityEvent(tx, { ...event, id: newId(), kind: 'sign_up', userId: id, account: who.account.value })
      return id
    }
  })
}
