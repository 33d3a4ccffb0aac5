import type { Reading, Writing } from '../../platform/database/index.ts'

/** What proves who somebody is besides the password: verification codes, authenticators, tokens, the unified login. In the server's own name. */

export async function addCode(
  { sql: db, now }: Writing,
  code: { id: string; account: string; purpose: string; codeHash: Buffer; expiresAt: string },
): Promise<void> {
  await db
    .insertInto('verification_codes')
    .values({
      id: code.id,
      account: code.account,
      purpose: code.purpose,
      code_hash: code.codeHash,
      created_at: now,
      expires_at: code.expiresAt,
    })
    .execute()
}

export async function codesSince({ sql: db }: Reading, account: string, since: string): Promise<number> {
  const { count } = await db
    .selectFrom('verification_codes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account', '=', account)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** The newest code of a purpose, when it is still good, held. Older ones no longer count. */
export async function holdCode({ sql: db, now }: Writing, account: string, purpose: string) {
  const row = await db
    .selectFrom('verification_codes')
    .select(['id', 'code_hash', 'attempts', 'expires_at', 'used_at'])
    .where('account', '=', account)
    .where('purpose', '=', purpose)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row && row.used_at === null && row.expires_at > now ? row : null
}

export async function countCodeAttempt({ sql: db }: Writing, id: string): Promise<void> {
  await db
    .updateTable('verification_codes')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function spendCode({ sql: db, now }: Writing, id: string): Promise<void> {
  await db.updateTable('verification_codes').set({ used_at: now }).where('id', '=', id).execute()
}

// the authenticator

/** Marks a time step as used; false when it, or a later one, was used already. */
export async function takeOtpStep({ sql: db }: Writing, userId: string, step: number): Promise<boolean> {
  const taken = await db
    .updateTable('credentials')
    .set({ otp_last_step: step })
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('otp_last_step', 'is', null), eb('otp_last_step', '<', step)]))
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** A new secret, not confirmed yet; null takes the authenticator away. */
export async function setOtpSecret({ sql: db }: Writing, userId: string, sealed: string | null): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ otp_secret: sealed, otp_confirmed_at: null, otp_last_step: null })
    .where('user_id', '=', userId)
    .execute()
}

export async function confirmOtp({ sql: db, now }: Writing, userId: string): Promise<void> {
  await db.updateTable('credentials').set({ otp_confirmed_at: now }).where('user_id', '=', userId).execute()
}

// tokens of integrators

export async function addToken(
  { sql: db, now }: Writing,
  token: { id: string; userId: string; name: string; tokenHash: Buffer; scopes: string[]; expiresAt: string },
): Promise<void> {
  await db
    .insertInto('api_tokens')
    .values({
      id: token.id,
      user_id: token.userId,
      name: token.name,
      token_hash: token.tokenHash,
      scopes: token.scopes,
      created_at: now,
      expires_at: token.expiresAt,
    })
    .execute()
}

export async function tokensOf({ sql: db }: Reading, userId: string) {
  return db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'used_at'])
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute()
}

export async function revokeToken({ sql: db, now }: Writing, userId: string, id: string): Promise<boolean> {
  const revoked = await db
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows === 1n
}

// the unified login

export async function addFlow(
  { sql: db }: Writing,
  flow: { stateHash: Buffer; browserHash: Buffer; returnTo: string; expiresAt: string },
): Promise<void> {
  await db
    .insertInto('unified_flows')
    .values({
      state_hash: flow.stateHash,
      browser_hash: flow.browserHash,
      return_to: flow.returnTo,
      expires_at: flow.expiresAt,
    })
    .execute()
}

/** Takes a flow, once; null when it is unknown, over, or another browser's. */
export async function takeFlow({ sql: db, now }: Writing, stateHash: Buffer, browserHash: Buffer) {
  const row = await db
    .deleteFrom('unified_flows')
    .where('state_hash', '=', stateHash)
    .where('browser_hash', '=', browserHash)
    .returning(['return_to', 'expires_at'])
    .executeTakeFirst()
  return row && row.expires_at > now ? { returnTo: row.return_to } : null
}

export async function identityOf({ sql: db }: Reading, issuer: string, subject: string): Promise<string | null> {
  const row = await db
    .selectFrom('unified_identities')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_id ?? null
}

/** False when the identity belongs to an account already. */
export async function bindIdentity(
  { sql: db, now }: Writing,
  identity: { issuer: string; subject: string; userId: string },
): Promise<boolean> {
  const bound = await db
    .insertInto('unified_identities')
    .values({ issuer: identity.issuer, subject: identity.subject, user_id: identity.userId, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return bound.numInsertedOrUpdatedRows === 1n
}

// what has run out

/** Removes what nobody can use any more, and security events past their 400 days. */
export async function sweep({ sql: db, now }: Writing): Promise<void> {
  const before = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString()
  await db.deleteFrom('sessions').where('ends_at', '<', now).execute()
  await db.deleteFrom('unified_flows').where('expires_at', '<', now).execute()
  await db.deleteFrom('verification_codes').where('expires_at', '<', before(24)).execute()
  await db.deleteFrom('sign_in_failures').where('last_at', '<', before(24)).execute()
  await db
    .deleteFrom('security_events')
    .where('at', '<', before(400 * 24))
    .execute()
}
