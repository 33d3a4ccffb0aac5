import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { PlatformRole } from '../../../contracts/common.ts'
import type { Database } from '../database/index.ts'
import { refuse } from '../errors.ts'
import { anonymous, type Membership, type Viewer } from '../viewer.ts'

export const sessionCookie = 'sid'
export const idleMinutes = 30

/** What is kept of a secret token: its SHA-256 (the token itself is 32 random bytes, so no salt is needed). */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

type Row = {
  userId: string
  name: string
  roles: PlatformRole[]
  district: string | null
  locale: 'zh' | 'en'
  organisationId: string | null
  otp: boolean
  demo: boolean
  consent: string | null
  organisations: Membership[]
  sessionId?: string
  tokenId?: string
  scopes?: string[]
}

/** Roles whose holders must set up an authenticator before they work (demonstration accounts excepted). */
export const otpRoles: readonly PlatformRole[] = [
  'operator',
  'district_operator',
  'auditor',
  'security_admin',
  'security_auditor',
  'system_admin',
]

/** A viewer from what `app_viewer_of` tells; `noticeVersion` is the privacy notice in force. */
export function viewerFrom(row: Row, noticeVersion: string): Viewer {
  const pending: ('consent' | 'otp_enrolment')[] = []
  if (row.consent !== noticeVersion && !row.demo) pending.push('consent')
  if (!row.otp && !row.demo && row.roles.some((role) => otpRoles.includes(role))) pending.push('otp_enrolment')
  const current = row.organisations.find((each) => each.id === row.organisationId) ?? row.organisations[0]
  return {
    userId: row.userId,
    name: row.name,
    roles: row.roles,
    district: row.district,
    organisations: row.organisations,
    organisationId: current?.id ?? null,
    locale: row.locale,
    sessionId: row.sessionId ?? null,
    tokenId: row.tokenId ?? null,
    scopes: row.scopes ?? null,
    otp: row.otp,
    demo: row.demo,
    pending,
    system: false,
  }
}

/** Who sends a request: by `Authorization: Bearer`, else by the session cookie, else nobody. A token that is not (or no more) good is refused, a stale cookie is nobody. */
export async function identify(database: Database, request: FastifyRequest, noticeVersion: string): Promise<Viewer> {
  const bearer = /^Bearer (\S{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (request.headers.authorization && !bearer) refuse('unauthenticated')
  if (bearer) {
    const { rows } = await sql<{ who: Row | null }>`select app_token(${tokenHash(bearer)}) as who`.execute(
      database.open,
    )
    if (!rows[0]?.who) refuse('unauthenticated')
    return viewerFrom(rows[0].who, noticeVersion)
  }
  const cookie = request.cookies[sessionCookie]
  if (!cookie) return anonymous
  const { rows } = await sql<{
    who: Row | null
  }>`select app_session(${tokenHash(cookie)}, make_interval(mins => ${idleMinutes}::int)) as who`.execute(database.open)
  return rows[0]?.who ? viewerFrom(rows[0].who, noticeVersion) : anonymous
}
