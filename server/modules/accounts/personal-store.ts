import { sql } from 'kysely'
import type { Reading, Writing } from '../../platform/database/index.ts'

/**
 * Everything that is kept about one person, wherever it lies. This file alone reads and erases beyond the module's own tables: what the law asks for is one act
 * over all of them, and a piece of it in every module would be a piece forgotten. Runs in the server's own name with the person set.
 */

const sections = {
  account: (id: string) =>
    sql`select id, name, email, mobile, state, roles, district, locale, large_type, last_sign_in_at, created_at, updated_at from users where id = ${id}`,
  memberships: (id: string) =>
    sql`select organisation_id, name, role, since from person_organisations where user_id = ${id} order by since`,
  consents: (id: string) => sql`select version, at from consents where user_id = ${id} order by at`,
  sessions: (id: string) =>
    sql`select id, created_at, seen_at, ends_at, user_agent from sessions where user_id = ${id} order by created_at`,
  tokens: (id: string) =>
    sql`select id, name, scopes, created_at, expires_at, used_at, revoked_at from api_tokens where user_id = ${id} order by created_at`,
  unifiedIdentities: (id: string) =>
    sql`select issuer, subject, created_at from unified_identities where user_id = ${id}`,
  securityEvents: (id: string) =>
    sql`select at, kind, account, address, detail from security_events where user_id = ${id} order by at`,
  contactReads: (id: string) =>
    sql`select at, subject_type, subject_id from contact_reads where user_id = ${id} order by at`,
  notifications: (id: string) =>
    sql`select at, kind, subject_type, subject_id, subject_title, params, read_at from notifications where user_id = ${id} order by at`,
  drafts: (id: string) => sql`select key, value, updated_at from form_drafts where user_id = ${id}`,
  files: (id: string) =>
    sql`select id, name, media_type, bytes, uploaded_at from files where uploaded_by = ${id} order by uploaded_at`,
  scenarioContacts: (id: string) =>
    sql`select c.* from scenario_contacts c join users u on u.id = ${id} and (c.email = u.email or c.mobile = u.mobile)`,
  intentContacts: (id: string) =>
    sql`select c.* from intent_contacts c join users u on u.id = ${id} and (c.email = u.email or c.mobile = u.mobile)`,
  expertProfile: (id: string) => sql`select * from experts where user_id = ${id}`,
  expertEmployers: (id: string) => sql`select organisation_id from expert_employers where user_id = ${id}`,
  undertakings: (id: string) =>
    sql`select round_id, undertaking_version, undertaken_at from round_experts where expert_id = ${id} order by added_at`,
  reviews: (id: string) =>
    sql`select v.id, v.round_id, v.state, v.state_reason, v.submitted_at, v.dissent, s.scores, s.total, s.comment_owner, s.comment_office
      from reviews v left join review_sheets s on s.review_id = v.id where v.expert_id = ${id} order by v.created_at`,
  journalValues: (id: string) =>
    sql`select seq, path, before, after from journal_personal where person_id = ${id} order by seq`,
  actions: (id: string) =>
    sql`select seq, at, action, subject_type, subject_id from journal_records where actor_id = ${id} order by seq`,
}

export async function readPersonal({ sql: db }: Reading, userId: string): Promise<Record<string, unknown>> {
  const out: Record<string, unknown> = {}
  for (const [name, query] of Object.entries(sections)) {
    const { rows } = await query(userId).execute(db)
    out[name] = name === 'account' ? rows[0] : rows
  }
  return out
}

/** Erases it. Tells which values of the journal went, so that a record can declare it; the security log stays until its time is over. */
export async function erasePersonal(
  { sql: db, now }: Writing,
  person: { id: string; email: string | null; mobile: string | null },
): Promise<{ seq: number; path: string }[]> {
  const { id, email, mobile } = person
  await sql`delete from scenario_contacts where email = ${email} or mobile = ${mobile}`.execute(db)
  await sql`delete from intent_contacts where email = ${email} or mobile = ${mobile}`.execute(db)
  await sql`update invitations set account = '', revoked_at = coalesce(revoked_at, ${now}) where account in (${email}, ${mobile})`.execute(
    db,
  )
  for (const table of ['notifications', 'form_drafts', 'sessions', 'api_tokens', 'unified_identities', 'credentials'])
    await sql`delete from ${sql.table(table)} where user_id = ${id}`.execute(db)
  // What was judged stays with its scenario, under an id that names nobody any more.
  for (const table of ['expert_employers', 'experts'])
    await sql`delete from ${sql.table(table)} where user_id = ${id}`.execute(db)
  await sql`delete from idempotency_keys where scope = ${id}`.execute(db)
  await sql`delete from verification_codes where account in (${email}, ${mobile})`.execute(db)
  await sql`delete from sign_in_failures where subject in (${id}, ${email}, ${mobile})`.execute(db)
  await sql`update users set name = '', email = null, mobile = null, state = 'erased', roles = '{}', district = null, organisation_id = null,
    last_sign_in_at = null, updated_at = ${now}, version = version + 1 where id = ${id}`.execute(db)
  const { rows } = await sql<{ seq: number; path: string }>`
    delete from journal_personal where person_id = ${id} returning seq, path`.execute(db)
  return rows.sort((a, b) => a.seq - b.seq || (a.path < b.path ? -1 : 1))
}
