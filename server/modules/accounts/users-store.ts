import { type Expression, sql } from 'kysely'
import type { z } from 'zod'
import type { userQuery } from '../../../contracts/accounts.ts'
import type { PlatformRole } from '../../../contracts/common.ts'
import {
  after,
  type CursorKey,
  countLimit,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import { parseAccount } from './rules/account.ts'

/** Accounts as their administrator sees them, and the security log. */

export type UserQuery = z.output<typeof userQuery>
export type UserRow = Awaited<ReturnType<ReturnType<typeof userRows>['executeTakeFirstOrThrow']>>

/** In the server's own name: the authenticator and the lock lie in tables that no person may read. */
function userRows({ sql: db }: Reading) {
  return db
    .selectFrom('users as u')
    .leftJoin('credentials as c', 'c.user_id', 'u.id')
    .leftJoin('sign_in_failures as f', (join) => join.on(sql<boolean>`f.subject = u.id::text`))
    .select(['u.id', 'u.name', 'u.email', 'u.mobile', 'u.state', 'u.district', 'u.demo', 'u.last_sign_in_at'])
    .select(['u.created_at', 'u.version', sql<PlatformRole[]>`u.roles`.as('roles')])
    .select([
      sql<boolean>`c.otp_confirmed_at is not null`.as('otp'),
      sql<string | null>`case when f.locked_until > app_now() then f.locked_until end`.as('locked_until'),
      sql<
        { id: string; name: string }[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', p.organisation_id, 'name', p.name) order by p.name)
        from person_organisations p where p.user_id = u.id), '[]')`.as('organisations'),
    ])
}

export async function userById(reading: Reading, id: string): Promise<UserRow | undefined> {
  return userRows(reading).where('u.id', '=', id).executeTakeFirst()
}

export async function holdUser(tx: Writing, id: string): Promise<UserRow | undefined> {
  await tx.sql.selectFrom('users').select('id').where('id', '=', id).forUpdate().execute()
  return userById(tx, id)
}

/** A piece of the name, or a whole account; never a piece of an account, which would let it be guessed. */
function conditions(query: UserQuery): Expression<boolean> {
  const parts = [sql<boolean>`true`]
  if (query.q) {
    const account = parseAccount(query.q)
    const piece = `%${query.q.replace(/[\\%_]/g, (each) => `\\${each}`)}%`
    parts.push(
      account ? sql<boolean>`u.${sql.raw(account.kind)} = ${account.value}` : sql<boolean>`u.name ilike ${piece}`,
    )
  }
  if (query.role) parts.push(sql<boolean>`${query.role} = any(u.roles)`)
  if (query.state) parts.push(sql<boolean>`u.state = ${query.state}`)
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

const sorts = {
  name: { column: 'u.name', direction: 'asc', cast: 'text' },
  '-createdAt': { column: 'u.created_at', direction: 'desc', cast: 'timestamptz' },
} as const

export async function listUsers(reading: Reading, query: UserQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = userRows(reading)
    .where(conditions(query))
    .orderBy(sort.column, sort.direction)
    .orderBy('u.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const { rows: counted } = await sql<{
    count: number
  }>`select count(*) as count from (select 1 from users u where ${conditions(query)} limit ${countLimit + 1}) c`.execute(
    reading.sql,
  )
  const keyOf = (row: UserRow): CursorKey => ({
    sort: query.sort,
    value: query.sort === 'name' ? row.name : row.created_at,
    id: row.id,
  })
  return { rows, count: counted[0]?.count ?? 0, keyOf }
}

export async function changeUser(
  { sql: db, now }: Writing,
  id: string,
  values: { roles?: PlatformRole[]; district?: string | null; state?: 'active' | 'disabled' },
): Promise<void> {
  await db
    .updateTable('users')
    .set((eb) => ({ ...values, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function listSecurityEvents(
  { sql: db }: Reading,
  query: { kind?: string | undefined; user?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const cursor = readCursor(query.cursor, '-at')
  const filtered = db
    .selectFrom('security_events as e')
    .$if(query.kind !== undefined, (inner) => inner.where('e.kind', '=', query.kind as string))
    .$if(query.user !== undefined, (inner) => inner.where('e.user_id', '=', query.user as string))
  let page = filtered
    .select(['e.id', 'e.at', 'e.kind', 'e.account', 'e.user_id', 'e.address', 'e.detail'])
    .select(sql<string | null>`(select p.name from app_person_names(array[e.user_id]) p)`.as('name'))
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1)
  if (cursor) page = page.where(after('e.at', 'desc', cursor, 'timestamptz', 'none'))
  const rows = await page.execute()
  const { count } = await db
    .selectFrom(
      filtered
        .select(sql`1`.as('one'))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: (typeof rows)[number]): CursorKey => ({ sort: '-at', value: row.at, id: row.id })
  return { rows, count, keyOf }
}
