import { sql } from 'kysely'
import type { Reading, Writing } from '../../platform/database/index.ts'
import type { viewerFrom } from '../../platform/http/identify.ts'
import type { Account } from './rules/account.ts'
import type { Failures } from './rules/lock.ts'

/** Accounts themselves: finding, making, what a session stands for, failures in a row, the security log. Runs in the server's own name unless said. */

export type Known = {
  id: string
  name: string
  account: string
  state: string
  demo: boolean
  passwordHash: string | null
  otpSecret: string | null
  otpConfirmed: boolean
  otpLastStep: number | null
}

export async function findAccount({ sql: db }: Reading, account: Account): Promise<Known | null> {
  const row = await knownQuery(db).where(`u.${account.kind}`, '=', account.value).executeTakeFirst()
  return row ? knownOf(row) : null
}

export async function knownById({ sql: db }: Reading, id: string): Promise<Known | null> {
  const row = await knownQuery(db).where('u.id', '=', id).executeTakeFirst()
  return row ? knownOf(row) : null
}

function knownQuery(db: Reading['sql']) {
  return db
    .selectFrom('users as u')
    .leftJoin('credentials as c', 'c.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.email', 'u.mobile', 'u.state', 'u.demo'])
    .select(['c.password_hash', 'c.otp_secret', 'c.otp_confirmed_at', 'c.otp_last_step'])
}

type KnownRow = Awaited<ReturnType<ReturnType<typeof knownQuery>['executeTakeFirstOrThrow']>>

function knownOf(row: KnownRow): Known {
  return {
    id: row.id,
    name: row.name,
    account: row.email ?? row.mobile ?? '',
    state: row.state,
    demo: row.demo,
    passwordHash: row.password_hash,
    otpSecret: row.otp_secret,
    otpConfirmed: row.otp_confirmed_at !== null,
    otpLastStep: row.otp_last_step,
  }
}

/** Adds an account with its credentials; false when the address or number has one already. */
export async function addUser(
  { sql: db, now }: Writing,
  user: {
    id: string
    name: string
    account: Account
    passwordHash: string | null
    roles?: readonly string[]
    district?: string | null
    locale?: 'zh' | 'en'
    demo?: boolean
  },
): Promise<boolean> {
  const added = await db
    .insertInto('users')
    .values({
      id: user.id,
      name: user.name,
      [user.account.kind]: user.account.value,
      roles: [...(user.roles ?? [])],
      district: user.district ?? null,
      locale: user.locale ?? 'zh',
      demo: user.demo ?? false,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) return false
  await db
    .insertInto('credentials')
    .values({ user_id: user.id, password_hash: user.passwordHash, password_changed_at: user.passwordHash ? now : null })
    .execute()
  return true
}

export async function setPassword({ sql: db, now }: Writing, userId: string, passwordHash: string): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ password_hash: passwordHash, password_changed_at: now })
    .where('user_id', '=', userId)
    .execute()
}

export async function addConsent({ sql: db, now }: Writing, userId: string, version: string): Promise<boolean> {
  const added = await db
    .insertInto('consents')
    .values({ user_id: userId, version, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

// failures in a row

/** Takes the row of one subject under lock (making it when absent), so that guesses sent at once are counted one after another. */
export async function lockFailures({ sql: db, now }: Writing, subject: string): Promise<Failures> {
  await db
    .insertInto('sign_in_failures')
    .values({ subject, failures: 0, last_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('sign_in_failures')
    .select(['failures', 'locked_until'])
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { failures: row.failures, lockedUntil: row.locked_until }
}

export async function readFailures({ sql: db }: Reading, subject: string): Promise<Failures> {
  const row = await db
    .selectFrom('sign_in_failures')
    .select(['failures', 'locked_until'])
    .where('subject', '=', subject)
    .executeTakeFirst()
  return { failures: row?.failures ?? 0, lockedUntil: row?.locked_until ?? null }
}

export async function keepFailures(
  { sql: db, now }: Writing,
  subject: string,
  { failures, lockedUntil }: Failures,
): Promise<void> {
  await db
    .updateTable('sign_in_failures')
    .set({ failures, locked_until: lockedUntil, last_at: now })
    .where('subject', '=', subject)
    .execute()
}

export async function clearFailures({ sql: db }: Writing, subject: string): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('subject', '=', subject).execute()
}

// sessions

export async function addSession(
  { sql: db, now }: Writing,
  session: { id: string; userId: string; tokenHash: Buffer; endsAt: string; userAgent: string | null },
): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      id: session.id,
      user_id: session.userId,
      token_hash: session.tokenHash,
      created_at: now,
      seen_at: now,
      ends_at: session.endsAt,
      user_agent: session.userAgent,
    })
    .execute()
  await db.updateTable('users').set({ last_sign_in_at: now }).where('id', '=', session.userId).execute()
}

/** Ends the session of a cookie; tells whose it was. */
export async function endSessionOf({ sql: db }: Writing, tokenHash: Buffer): Promise<string | null> {
  const row = await db
    .deleteFrom('sessions')
    .where('token_hash', '=', tokenHash)
    .returning('user_id')
    .executeTakeFirst()
  return row?.user_id ?? null
}

export async function endSessions({ sql: db }: Writing, userId: string, except?: string | null): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(Boolean(except), (query) => query.where('id', '<>', except as string))
    .execute()
}

export async function endSession({ sql: db }: Writing, userId: string, id: string): Promise<boolean> {
  const ended = await db.deleteFrom('sessions').where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()
  return ended.numDeletedRows === 1n
}

export async function sessionsOf({ sql: db }: Reading, userId: string, idleMinutes: number) {
  return db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'seen_at', 'user_agent'])
    .where('user_id', '=', userId)
    .where('ends_at', '>', sql<string>`app_now()`)
    .where('seen_at', '>', sql<string>`app_now() - make_interval(mins => ${idleMinutes}::int)`)
    .orderBy('seen_at', 'desc')
    .execute()
}

/** What `viewerFrom` makes a viewer of; null when the account is not active. */
export async function viewerRow(
  { sql: db }: Reading,
  userId: string,
): Promise<Parameters<typeof viewerFrom>[0] | null> {
  const { rows } = await sql<{
    who: Parameters<typeof viewerFrom>[0] | null
  }>`select app_viewer_of(${userId}) as who`.execute(db)
  return rows[0]?.who ?? null
}

// oneself

export async function ownRow({ sql: db, viewer }: Reading) {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'mobile', 'locale', 'large_type'])
    .where('id', '=', viewer.userId)
    .executeTakeFirstOrThrow()
}

export async function organisationNames({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('organisation_names').select(['id', 'name']).where('id', 'in', ids).execute()
  return rows as { id: string; name: string }[]
}

export async function updateOwn(
  { sql: db, now, viewer }: Writing,
  values: { name?: string; locale?: 'zh' | 'en'; large_type?: boolean; organisation_id?: string },
): Promise<void> {
  await db
    .updateTable('users')
    .set((eb) => ({ ...values, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', viewer.userId)
    .execute()
}

// the security log

export type SecurityEventKind =
  | 'sign_in'
  | 'sign_in_failed'
  | 'locked'
  | 'unlocked'
  | 'sign_out'
  | 'session_ended'
  | 'sign_up'
  | 'code_requested'
  | 'code_failed'
  | 'password_changed'
  | 'password_reset'
  | 'password_check_failed'
  | 'otp_enrolled'
  | 'otp_removed'
  | 'consent'
  | 'account_created'
  | 'roles_changed'
  | 'disabled'
  | 'enabled'
  | 'token_made'
  | 'token_revoked'
  | 'data_exported'
  | 'erased'
  | 'unified_bound'
  | 'unified_failed'

export async function addSecurityEvent(
  { sql: db, now }: Writing,
  event: {
    id: string
    kind: SecurityEventKind
    account?: string | null
    userId?: string | null
    address?: string | null
    detail?: object
  },
): Promise<void> {
  await db
    .insertInto('security_events')
    .values({
      id: event.id,
      at: now,
      kind: event.kind,
      account: event.account ?? null,
      user_id: event.userId ?? null,
      address: event.address ?? null,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute()
}

// administrators of accounts

/** Ids of the active ones, held, so that two who step down at once cannot both be the last but one. */
export async function holdAdministrators({ sql: db }: Writing): Promise<string[]> {
  const rows = await db
    .selectFrom('users')
    .select('id')
    .where('state', '=', 'active')
    .where(sql<boolean>`'security_admin' = any(roles)`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.id)
}

// for other modules

/** E-mail and mobile number of people, for modules that show them masked or compare them; in the server's own name. */
export async function accountsOf(
  { sql: db }: Reading,
  ids: readonly string[],
): Promise<Map<string, { email: string | null; mobile: string | null; account: string | null }>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('users').select(['id', 'email', 'mobile']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, email, mobile }) => [id, { email, mobile, account: email ?? mobile }]))
}
