import { randomBytes } from 'node:crypto'
import type { OrganisationRole } from '../../../../contracts/common.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { tokenHash } from '../../../platform/http/identify.ts'
import type { Messenger } from '../../../platform/mail/index.ts'
import { isMember, isOrgAdmin, systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { accountsOf, parseAccount } from '../../accounts/index.ts'
import { type Organisations, visible } from '../context.ts'
import {
  addInvitation,
  addMember,
  dropMember,
  hasOtherAdmin,
  holdInvitation,
  holdMemberships,
  type InvitationRow,
  invitationById,
  markAccepted,
  membersOf,
  openInvitations,
  revokeInvitations,
  roleOf,
  setInvitationCode,
  setRole,
} from '../members-store.ts'
import { invitationText } from '../messages.ts'
import { maySeeMembers } from '../policy.ts'
import { presentAccount } from '../present.ts'
import { holdOrganisation } from '../store.ts'

const invitationDays = 7

export async function members({ database }: Organisations, viewer: Viewer, id: string) {
  return database.read(viewer, async (reading) => {
    await visible(reading, id)
    if (!maySeeMembers(viewer, id)) refuse('forbidden')
    const rows = await membersOf(reading, id)
    const accounts = await database.read(systemViewer, (system) =>
      accountsOf(
        system,
        rows.map((row) => row.user_id),
      ),
    )
    return {
      items: rows.map((row) => ({
        user: { id: row.user_id, name: row.name ?? '' },
        role: row.role,
        account: presentAccount(viewer, id, row.user_id, accounts.get(row.user_id)?.account ?? null),
        since: row.since,
      })),
    }
  })
}

/** The organisation held, for somebody who administers it. */
async function administered(tx: Writing, id: string): Promise<void> {
  await visible(tx, id)
  if (!isOrgAdmin(tx.viewer, id)) refuse('forbidden')
  await holdOrganisation(tx, id)
}

export async function setMember(
  { database }: Organisations,
  viewer: Viewer,
  id: string,
  userId: string,
  role: OrganisationRole,
): Promise<void> {
  await database.write(viewer, async (tx) => {
    await administered(tx, id)
    const before = (await roleOf(tx, id, userId)) ?? refuse('not_found')
    if (before === role) return
    if (before === 'org_admin' && !(await hasOtherAdmin(tx, id, userId))) refuse('last_administrator')
    await setRole(tx, id, userId, role)
    tx.record(membershipRecord('set_member', id, userId, before, role))
  })
}

/** An administrator removes a member, or somebody leaves. */
export async function removeMember(
  { database }: Organisations,
  viewer: Viewer,
  id: string,
  userId: string,
): Promise<void> {
  await database.write(viewer, async (tx) => {
    await visible(tx, id)
    if (!isOrgAdmin(viewer, id) && !(isMember(viewer, id) && userId === viewer.userId)) refuse('forbidden')
    await holdOrganisation(tx, id)
    const before = (await roleOf(tx, id, userId)) ?? refuse('not_found')
    if (before === 'org_admin' && !(await hasOtherAdmin(tx, id, userId))) refuse('last_administrator')
    await dropMember(tx, id, userId)
    tx.record(membershipRecord('remove_member', id, userId, before, null))
  })
}

function membershipRecord(action: string, id: string, userId: string, before: string | null, after: string | null) {
  return {
    action,
    subject: { type: 'organisation', id },
    changes: [{ path: `members.${userId}`, before, after }],
  }
}

export async function invitations({ database }: Organisations, viewer: Viewer, id: string) {
  return database.read(viewer, async (reading) => {
    await visible(reading, id)
    if (!isOrgAdmin(viewer, id)) refuse('forbidden')
    return { items: (await openInvitations(reading, id)).map(presentInvitation) }
  })
}

function presentInvitation(row: InvitationRow) {
  return {
    id: row.id,
    account: row.account,
    role: row.role,
    invitedBy: { id: row.invited_by, name: row.inviter ?? '' },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
  }
}

/** Invites by mail or short message; an earlier invitation to the same account no longer counts. Tells nothing of whether the account exists. */
export async function invite(
  { database, newId }: Organisations,
  viewer: Viewer,
  id: string,
  body: { account: string; role: OrganisationRole },
) {
  const account =
    parseAccount(body.account) ?? refuse('invalid_account', {}, [{ path: 'account', code: 'invalid_format' }])
  return database.write(viewer, async (tx) => {
    await administered(tx, id)
    await revokeInvitations(tx, id, { account: account.value })
    const invitationId = newId()
    await addInvitation(tx, {
      id: invitationId,
      organisationId: id,
      account: account.value,
      role: body.role,
      // The code that opens it is made when it is sent; until then nothing does.
      codeHash: randomBytes(32),
      invitedBy: viewer.userId ?? refuse('unauthenticated'),
      expiresAt: new Date(Date.parse(tx.now) + invitationDays * 86_400_000).toISOString(),
    })
    tx.record({
      action: 'invite',
      subject: { type: 'organisation', id },
      changes: [{ path: 'invitation', after: { account: account.value, role: body.role } }],
      personal: { paths: ['invitation'] },
    })
    await tx.enqueue('organisations.invite', { invitationId })
    return presentInvitation((await invitationById(tx, invitationId)) ?? refuse('not_found'))
  })
}

/** Makes the code and sends it. Run twice, the later code counts. */
export async function sendInvitation(
  { database, config }: Organisations,
  messenger: Messenger,
  invitationId: string,
): Promise<void> {
  const code = randomBytes(24).toString('base64url')
  const found = await database.write(systemViewer, async (tx) => {
    const row = await invitationById(tx, invitationId)
    if (!row) return null
    await setInvitationCode(tx, row.id, tokenHash(code))
    return { row, organisation: (await visible(tx, row.organisation_id)).name }
  })
  if (!found) return
  const origin = config.origin ?? `http://${config.host}:${config.port}`
  const { subject, text, sms } = invitationText({
    organisation: found.organisation,
    inviter: found.row.inviter ?? '',
    link: `${origin}/app/join?code=${code}`,
    code,
  })
  const to = found.row.account
  await (to.includes('@') ? messenger.mail({ to, subject, text }) : messenger.sms({ to, text: sms }))
}

export async function revokeInvitation(
  { database }: Organisations,
  viewer: Viewer,
  id: string,
  invitationId: string,
): Promise<void> {
  await database.write(viewer, async (tx) => {
    await administered(tx, id)
    if ((await revokeInvitations(tx, id, { id: invitationId })) === 0) refuse('not_found')
    tx.record({
      action: 'revoke_invitation',
      subject: { type: 'organisation', id },
      changes: [{ path: 'invitation', before: invitationId, after: null }],
    })
  })
}

/** Joins with the code of an invitation that was sent to an account of the person signed in. */
export async function accept({ database }: Organisations, viewer: Viewer, code: string) {
  const userId = viewer.userId ?? refuse('unauthenticated')
  return database.write(viewer, (outer) =>
    // In the server's own name: the invitation and the organisation are not his to see yet.
    database.write(systemViewer, async (tx) => {
      const invitation = (await holdInvitation(tx, tokenHash(code))) ?? refuse('link_expired')
      const own = (await accountsOf(tx, [userId])).get(userId)
      if (own?.email !== invitation.account && own?.mobile !== invitation.account) refuse('invitation_for_another')
      await markAccepted(tx, invitation.id)
      const organisation = await visible(tx, invitation.organisation_id)
      if (await addMember(tx, organisation.id, userId, invitation.role))
        outer.record(membershipRecord('join', organisation.id, userId, null, invitation.role))
      return { id: organisation.id, name: organisation.name }
    }),
  )
}

/** Lets go of somebody whose account is being erased. Refused while he alone administers an organisation that has others. */
export async function forgetMember(tx: Writing, userId: string): Promise<void> {
  for (const each of await holdMemberships(tx, userId)) {
    if (each.role === 'org_admin' && each.others > 0 && each.other_admins === 0) refuse('last_administrator')
    await dropMember(tx, each.organisation_id, userId)
    tx.record(membershipRecord('remove_member', each.organisation_id, userId, each.role, null))
  }
}
