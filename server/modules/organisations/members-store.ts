import { sql } from 'kysely'
import type { OrganisationRole } from '../../../contracts/common.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'

export type MemberRow = { user_id: string; role: OrganisationRole; since: string; name: string | null }

export async function membersOf({ sql: db }: Reading, organisationId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select m.user_id, m.role, m.since, p.name from organisation_members m
      left join lateral app_person_names(array[m.user_id]) p on true
     where m.organisation_id = ${organisationId} order by m.since, m.user_id`.execute(db)
  return rows
}

export async function roleOf(
  { sql: db }: Reading,
  organisationId: string,
  userId: string,
): Promise<OrganisationRole | null> {
  const row = await db
    .selectFrom('organisation_members')
    .select('role')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return (row?.role as OrganisationRole | undefined) ?? null
}

/** Whether another administrator stands; call it with the organisation held. */
export async function hasOtherAdmin({ sql: db }: Reading, organisationId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('organisation_members')
    .select('user_id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'org_admin')
    .where('user_id', '<>', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** False when he is a member already. */
export async function addMember(
  { sql: db, now }: Writing,
  organisationId: string,
  userId: string,
  role: OrganisationRole,
): Promise<boolean> {
  const added = await db
    .insertInto('organisation_members')
    .values({ organisation_id: organisationId, user_id: userId, role, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

export async function setRole({ sql: db }: Writing, organisationId: string, userId: string, role: OrganisationRole) {
  await db
    .updateTable('organisation_members')
    .set({ role })
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .execute()
}

export async function dropMember({ sql: db }: Writing, organisationId: string, userId: string): Promise<void> {
  await db
    .deleteFrom('organisation_members')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .execute()
}

/** A person's memberships, and how many others each organisation has; the organisations are held. */
export async function holdMemberships({ sql: db }: Writing, userId: string) {
  const { rows } = await sql<{ organisation_id: string; role: OrganisationRole; others: number; other_admins: number }>`
    select m.organisation_id, m.role,
           (select count(*) from organisation_members x where x.organisation_id = o.id and x.user_id <> m.user_id) as others,
           (select count(*) from organisation_members x where x.organisation_id = o.id and x.user_id <> m.user_id and x.role = 'org_admin') as other_admins
      from organisation_members m join organisations o on o.id = m.organisation_id where m.user_id = ${userId} order by o.id for update of o`.execute(
    db,
  )
  return rows
}

// invitations

export type InvitationRow = {
  id: string
  organisation_id: string
  account: string
  role: OrganisationRole
  invited_by: string
  inviter: string | null
  created_at: string
  expires_at: string
  accepted_at: string | null
}

const invitationColumns = sql`i.id, i.organisation_id, i.account, i.role, i.invited_by, p.name as inviter, i.created_at, i.expires_at, i.accepted_at`
const withInviter = sql`from invitations i left join lateral app_person_names(array[i.invited_by]) p on true`

export async function openInvitations({ sql: db }: Reading, organisationId: string): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`select ${invitationColumns} ${withInviter}
    where i.organisation_id = ${organisationId} and i.accepted_at is null and i.revoked_at is null and i.expires_at > app_now()
    order by i.created_at desc, i.id desc`.execute(db)
  return rows
}

export async function invitationById({ sql: db }: Reading, id: string): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`select ${invitationColumns} ${withInviter}
    where i.id = ${id} and i.accepted_at is null and i.revoked_at is null and i.expires_at > app_now()`.execute(db)
  return rows[0]
}

/** The open invitation of a code, held. */
export async function holdInvitation({ sql: db }: Writing, codeHash: Buffer): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`select ${invitationColumns} ${withInviter}
    where i.code_hash = ${codeHash} and i.accepted_at is null and i.revoked_at is null and i.expires_at > app_now() for update of i`.execute(
    db,
  )
  return rows[0]
}

export async function addInvitation(
  { sql: db, now }: Writing,
  invitation: {
    id: string
    organisationId: string
    account: string
    role: OrganisationRole
    codeHash: Buffer
    invitedBy: string
    expiresAt: string
  },
): Promise<void> {
  await db
    .insertInto('invitations')
    .values({
      id: invitation.id,
      organisation_id: invitation.organisationId,
      account: invitation.account,
      role: invitation.role,
      code_hash: invitation.codeHash,
      invited_by: invitation.invitedBy,
      created_at: now,
      expires_at: invitation.expiresAt,
    })
    .execute()
}

export async function setInvitationCode({ sql: db }: Writing, id: string, codeHash: Buffer): Promise<void> {
  await db.updateTable('invitations').set({ code_hash: codeHash }).where('id', '=', id).execute()
}

export async function markAccepted({ sql: db, now }: Writing, id: string): Promise<void> {
  await db.updateTable('invitations').set({ accepted_at: now }).where('id', '=', id).execute()
}

/** Takes open invitations back: one by id, or all to an account. Tells how many. */
export async function revokeInvitations(
  { sql: db, now }: Writing,
  organisationId: string,
  which: { id: string } | { account: string },
): Promise<number> {
  const revoked = await db
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('organisation_id', '=', organisationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('account', '=', which.account)))
    .executeTakeFirst()
  return Number(revoked.numUpdatedRows)
}
