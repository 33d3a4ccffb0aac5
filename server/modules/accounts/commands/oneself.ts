import { randomBytes } from 'node:crypto'
import QRCode from 'qrcode'
import type { Me } from '../../../../contracts/accounts.ts'
import { refuse } from '../../../platform/errors.ts'
import { idleMinutes, tokenHash } from '../../../platform/http/identify.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { newAuthenticator, takeOneTimeCode } from '../authenticator.ts'
import { type Accounts, type Attempt, attempt, type Origin, settle } from '../context.ts'
import { addToken, confirmOtp, revokeToken, setOtpSecret, tokensOf } from '../credentials-store.ts'
import { conflicts } from '../messages.ts'
import { noticeVersion } from '../privacy-register.ts'
import { addConsent, addSecurityEvent, endSession, knownById, ownRow, sessionsOf, updateOwn } from '../store.ts'
import { withPassword } from './passwords.ts'
import { meOf } from './sessions.ts'

function own(viewer: Viewer): string {
  return viewer.userId ?? refuse('unauthenticated')
}

export async function updateMe(
  accounts: Accounts,
  viewer: Viewer,
  input: {
    name?: string | undefined
    locale?: 'zh' | 'en' | undefined
    largeType?: boolean | undefined
    organisationId?: string | undefined
  },
): Promise<Me> {
  const { name, locale, largeType, organisationId } = input
  if (organisationId && !viewer.organisations.some((each) => each.id === organisationId)) refuse('not_found')
  await accounts.database.write(viewer, async (tx) => {
    const before = await ownRow(tx)
    await updateOwn(tx, {
      ...(name !== undefined && { name }),
      ...(locale !== undefined && { locale }),
      ...(largeType !== undefined && { large_type: largeType }),
      ...(organisationId !== undefined && { organisation_id: organisationId }),
    })
    // Language and type size are a matter of taste; the name is what others see under what was done.
    if (name !== undefined && name !== before.name)
      tx.record({
        action: 'update',
        subject: { type: 'user', id: before.id },
        changes: [{ path: 'name', before: before.name, after: name }],
        personal: { paths: ['name'], personId: before.id },
      })
  })
  return meOf(accounts, {
    ...viewer,
    ...(locale && { locale }),
    ...(organisationId && { organisationId }),
  })
}

export async function consent({ database, newId }: Accounts, viewer: Viewer, version: string, origin: Origin) {
  if (version !== noticeVersion) refuse('consent_required', { version: noticeVersion })
  await database.write(viewer, async (tx) => {
    if (!(await addConsent(tx, own(viewer), version))) return
    const event = { userId: own(viewer), address: origin.address, detail: { version } }
    await addSecurityEvent(tx, { id: newId(), kind: 'consent', ...event })
  })
}

/** A new authenticator, shown once; it counts when a code of it was entered. */
export async function startOtp(accounts: Accounts, viewer: Viewer, password: string, origin: Origin) {
  const made = await withPassword(accounts, viewer, password, origin, async (tx, known) => {
    if (known.otpConfirmed) refuse('conflict', { what: conflicts.authenticator[origin.locale] })
    const authenticator = newAuthenticator(accounts.pack.city.programme.zh, known.account)
    await setOtpSecret(tx, known.id, accounts.sealer.seal(authenticator.secret, known.id))
    return authenticator
  })
  return { ...made, qrSvg: await QRCode.toString(made.uri, { type: 'svg', margin: 1 }) }
}

export async function confirmAuthenticator(accounts: Accounts, viewer: Viewer, otp: string, origin: Origin) {
  const { database, newId } = accounts
  const userId = own(viewer)
  const result = await database.write(viewer, () =>
    database.write(systemViewer, (tx) => {
      const who = { subject: userId, account: null, userId, address: origin.address }
      const failed = { kind: 'code_failed', detail: { purpose: 'otp_enrolment' } } as const
      return attempt(accounts, tx, who, failed, async (): Promise<Attempt<null>> => {
        const known = await knownById(tx, userId)
        if (!known || known.otpConfirmed || !(await takeOneTimeCode(accounts, tx, known, otp)))
          return { verdict: 'wrong' }
        await confirmOtp(tx, userId)
        await addSecurityEvent(tx, { id: newId(), kind: 'otp_enrolled', userId, address: origin.address })
        return { verdict: 'ok', value: null }
      })
    }),
  )
  settle(result, 'otp_wrong')
}

export async function removeOtp(accounts: Accounts, viewer: Viewer, password: string, origin: Origin): Promise<void> {
  await withPassword(accounts, viewer, password, origin, async (tx, { id }) => {
    await setOtpSecret(tx, id, null)
    await addSecurityEvent(tx, { id: accounts.newId(), kind: 'otp_removed', userId: id, address: origin.address })
  })
}

export async function sessions({ database }: Accounts, viewer: Viewer) {
  const rows = await database.read(systemViewer, (reading) => sessionsOf(reading, own(viewer), idleMinutes))
  return {
    items: rows.map((row) => ({
      id: row.id,
      current: row.id === viewer.sessionId,
      startedAt: row.created_at,
      seenAt: row.seen_at,
      userAgent: row.user_agent,
    })),
  }
}

export async function endOwnSession({ database, newId }: Accounts, viewer: Viewer, id: string, origin: Origin) {
  await database.write(systemViewer, async (tx) => {
    if (!(await endSession(tx, own(viewer), id))) refuse('not_found')
    const event = { userId: own(viewer), address: origin.address }
    await addSecurityEvent(tx, { id: newId(), kind: 'session_ended', ...event })
  })
}

export async function tokens({ database }: Accounts, viewer: Viewer) {
  const rows = await database.read(systemViewer, (reading) => tokensOf(reading, own(viewer)))
  return { items: rows.map(presentToken) }
}

function presentToken(row: Awaited<ReturnType<typeof tokensOf>>[number]) {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  }
}

/** A token for another program, shown this once; only its hash is kept. It can do what its owner may, within its scopes. */
export async function createToken(
  { database, newId }: Accounts,
  viewer: Viewer,
  input: { name: string; scopes: ('read' | 'write')[]; days: number },
  origin: Origin,
) {
  const token = randomBytes(32).toString('base64url')
  const scopes = [...new Set(input.scopes)]
  const id = newId()
  return database.write(systemViewer, async (tx) => {
    const expiresAt = new Date(Date.parse(tx.now) + input.days * 86_400_000).toISOString()
    await addToken(tx, { id, userId: own(viewer), name: input.name, tokenHash: tokenHash(token), scopes, expiresAt })
    const event = { userId: own(viewer), address: origin.address, detail: { token: id, scopes, expiresAt } }
    await addSecurityEvent(tx, { id: newId(), kind: 'token_made', ...event })
    return { id, name: input.name, scopes, createdAt: tx.now, expiresAt, usedAt: null, token }
  })
}

export async function revokeOwnToken({ database, newId }: Accounts, viewer: Viewer, id: string, origin: Origin) {
  await database.write(systemViewer, async (tx) => {
    if (!(await revokeToken(tx, own(viewer), id))) refuse('not_found')
    const event = { userId: own(viewer), address: origin.address, detail: { token: id } }
    await addSecurityEvent(tx, { id: newId(), kind: 'token_revoked', ...event })
  })
}
