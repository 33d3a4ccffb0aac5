import type { User } from '../../../../contracts/accounts.ts'
import { exclusiveRoles, type PlatformRole } from '../../../../contracts/common.ts'
import { pageOf, totalOf, type Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import type { Accounts, Origin } from '../context.ts'
import { setOtpSecret } from '../credentials-store.ts'
import { userActionNames } from '../messages.ts'
import { maskAccount } from '../rules/account.ts'
import {
  addSecurityEvent,
  addUser,
  clearFailures,
  endSessions,
  holdAdministrators,
  type SecurityEventKind,
} from '../store.ts'
import {
  changeUser,
  holdUser,
  listSecurityEvents,
  listUsers,
  type UserQuery,
  type UserRow,
  userById,
} from '../users-store.ts'
import { accountOf } from './codes.ts'

export type UserAction = keyof typeof userActionNames

/** What an administrator may do to an account: nothing to his own, so that nobody gives himself a role or locks himself out. */
function actionsOn(viewer: Viewer, row: UserRow): UserAction[] {
  if (row.id === viewer.userId || row.state === 'erased') return []
  if (row.state === 'disabled') return ['enable']
  return ['disable', ...(row.locked_until ? (['unlock'] as const) : []), ...(row.otp ? (['reset_otp'] as const) : [])]
}

function present(viewer: Viewer, row: UserRow): User {
  const account = row.email ?? row.mobile
  return {
    id: row.id,
    name: row.name,
    account: account ? maskAccount(account) : '',
    state: row.state as User['state'],
    roles: row.roles,
    district: row.district,
    organisations: row.organisations,
    otpEnabled: row.otp,
    lockedUntil: row.locked_until,
    lastSignInAt: row.last_sign_in_at,
    createdAt: row.created_at,
    version: row.version,
    actions: actionsOn(viewer, row),
  }
}

export async function list({ database }: Accounts, viewer: Viewer, query: UserQuery) {
  return database.read(systemViewer, async (reading) => {
    const { rows, count, keyOf } = await listUsers(reading, query)
    const page = pageOf(rows, query.limit, keyOf)
    const items = page.rows.map((row) => present(viewer, row))
    return { items, nextCursor: page.nextCursor, ...totalOf(count) }
  })
}

export async function get({ database }: Accounts, viewer: Viewer, id: string): Promise<User> {
  const row = await database.read(systemViewer, (reading) => userById(reading, id))
  return present(viewer, row ?? refuse('not_found'))
}

/** Roles that may stand together, with the district that a district operator needs. */
function checkRoles(
  { words, pack }: Accounts,
  roles: readonly PlatformRole[],
  district: string | null,
  locale: 'zh' | 'en',
): void {
  const exclusive = roles.filter((role) => (exclusiveRoles as readonly PlatformRole[]).includes(role))
  if (new Set(exclusive).size > 1)
    refuse('roles_exclude', { roles: exclusive.map((role) => words(locale)('roles', role)) }, [
      { path: 'roles', code: 'invalid_value', params: { options: words(locale)('roles', exclusive[0] ?? null) } },
    ])
  if (district && !pack.districts.some((each) => each.key === district))
    refuse('unknown_key', { key: district }, [{ path: 'district', code: 'unknown_key' }])
  if (roles.includes('district_operator') && !district)
    refuse('incomplete', {}, [{ path: 'district', code: 'required' }])
}

/** Makes an account for a member of staff and sends him a code to set his password with. */
export async function create(
  accounts: Accounts,
  viewer: Viewer,
  input: { account: string; name: string; roles: PlatformRole[]; district: string | null },
  origin: Origin,
): Promise<User> {
  const { database, newId } = accounts
  const account = accountOf(input.account)
  const roles = [...new Set(input.roles)]
  checkRoles(accounts, roles, input.district, origin.locale)
  const id = newId()
  return database.write(viewer, () =>
    database.write(systemViewer, async (tx) => {
      const user = { id, name: input.name, account, passwordHash: null, roles, district: input.district }
      if (!(await addUser(tx, user)))
        refuse('account_taken', {}, [{ path: 'account', code: 'duplicate', params: { where: '' } }])
      tx.record({
        action: 'create',
        subject: { type: 'user', id },
        changes: [
          { path: 'name', after: input.name },
          { path: account.kind, after: account.value },
          { path: 'roles', after: roles },
          { path: 'district', after: input.district },
        ],
        personal: { paths: ['name', account.kind], personId: id },
      })
      await tell(accounts, tx, viewer, origin, 'account_created', id, { roles })
      const payload = { account: account.value, purpose: 'reset_password', locale: origin.locale, invitation: true }
      await tx.enqueue('accounts.send_code', payload)
      return present(viewer, (await userById(tx, id)) ?? refuse('not_found'))
    }),
  )
}

function tell(
  { newId }: Accounts,
  tx: Writing,
  viewer: Viewer,
  { address }: Origin,
  kind: SecurityEventKind,
  userId: string,
  detail: object,
) {
  return addSecurityEvent(tx, { id: newId(), kind, userId, address, detail: { ...detail, by: viewer.userId } })
}

/** The account held, at the version that was seen; refuses when it would take the last administrator away. */
async function held(tx: Writing, id: string, ifMatch: number | null): Promise<UserRow> {
  const row = (await holdUser(tx, id)) ?? refuse('not_found')
  if (row.version !== ifMatch) refuse('stale', { version: row.version })
  return row
}

async function keepsAnAdministrator(tx: Writing, row: UserRow): Promise<void> {
  if (!row.roles.includes('security_admin') || row.state !== 'active') return
  if ((await holdAdministrators(tx)).every((id) => id === row.id)) refuse('last_administrator')
}

export async function update(
  accounts: Accounts,
  viewer: Viewer,
  id: string,
  input: { roles?: PlatformRole[] | undefined; district?: string | null | undefined },
  ifMatch: number | null,
  origin: Origin,
): Promise<User> {
  const { database } = accounts
  return database.write(viewer, () =>
    database.write(systemViewer, async (tx) => {
      const row = await held(tx, id, ifMatch)
      const roles = input.roles ? [...new Set(input.roles)] : row.roles
      const district = input.district === undefined ? row.district : input.district
      if (row.roles.includes('security_admin') && !roles.includes('security_admin')) await keepsAnAdministrator(tx, row)
      if (id === viewer.userId || row.state === 'erased') refuse('forbidden')
      checkRoles(accounts, roles, district, origin.locale)
      const changes = [
        { path: 'roles', before: row.roles, after: roles },
        { path: 'district', before: row.district, after: district },
      ].filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after))
      if (changes.length > 0) {
        await changeUser(tx, id, { roles, district })
        tx.record({ action: 'update', subject: { type: 'user', id }, changes })
        await tell(accounts, tx, viewer, origin, 'roles_changed', id, { changes })
      }
      return present(viewer, (await userById(tx, id)) ?? refuse('not_found'))
    }),
  )
}

const events = { disable: 'disabled', enable: 'enabled', unlock: 'unlocked', reset_otp: 'otp_removed' } as const

export async function act(
  accounts: Accounts,
  viewer: Viewer,
  id: string,
  action: UserAction,
  reason: string | undefined,
  ifMatch: number | null,
  origin: Origin,
): Promise<User> {
  const { database } = accounts
  return database.write(viewer, () =>
    database.write(systemViewer, async (tx) => {
      const row = await held(tx, id, ifMatch)
      if (action === 'disable') await keepsAnAdministrator(tx, row)
      if (id === viewer.userId) refuse('forbidden')
      const allowed = actionsOn(viewer, row)
      if (!allowed.includes(action))
        refuse('action_not_allowed', {
          allowed: allowed.map((each) => userActionNames[each][origin.locale]),
          actions: allowed,
        })
      const state = action === 'disable' ? 'disabled' : action === 'enable' ? 'active' : null
      if (action === 'unlock') await clearFailures(tx, id)
      if (action === 'reset_otp') await setOtpSecret(tx, id, null)
      if (action === 'disable' || action === 'reset_otp') await endSessions(tx, id)
      await changeUser(tx, id, state ? { state } : {})
      tx.record({
        action,
        subject: { type: 'user', id },
        ...(reason && { reason }),
        ...(state && { changes: [{ path: 'state', before: row.state, after: state }] }),
      })
      await tell(accounts, tx, viewer, origin, events[action], id, reason ? { reason } : {})
      return present(viewer, (await userById(tx, id)) ?? refuse('not_found'))
    }),
  )
}

export async function securityLog(
  { database }: Accounts,
  viewer: Viewer,
  query: { kind?: string | undefined; user?: string | undefined; cursor?: string | undefined; limit: number },
) {
  return database.read(viewer, async (reading) => {
    const { rows, count, keyOf } = await listSecurityEvents(reading, query)
    const page = pageOf(rows, query.limit, keyOf)
    const items = page.rows.map((row) => ({
      id: row.id,
      at: row.at,
      kind: row.kind,
      account: row.account ? maskAccount(row.account) : null,
      user: row.user_id ? { id: row.user_id, name: row.name ?? '' } : null,
      address: row.address,
      detail: row.detail as Record<string, unknown>,
    }))
    return { items, nextCursor: page.nextCursor, ...totalOf(count) }
  })
}
