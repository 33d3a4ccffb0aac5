import { sql as statement } from 'kysely'
import type { PlatformRole } from '../../../contracts/common.ts'
import { after, type CursorKey, type Reading, type Writing } from '../../platform/database/index.ts'

export type Recipients = {
  readonly people?: readonly string[]
  readonly organisation?: string
  readonly organisations?: readonly string[]
  readonly role?: PlatformRole
  /** Narrows `role` to the people of one district. */
  readonly district?: string | null
}

/** Everybody meant, each once. The two functions look past the viewer's own rows: whom to tell is not for him to see. */
export async function findRecipients({ sql }: Reading, to: Recipients): Promise<string[]> {
  const { rows } = await statement<{ person: string }>`
    select unnest(${[...(to.people ?? [])]}::uuid[]) as person
    union select app_people_of(each) from unnest(${[...(to.organisations ?? []), ...(to.organisation ? [to.organisation] : [])]}::uuid[]) as each
    union select app_people_with(${to.role ?? null}, ${to.district ?? null})`.execute(sql)
  return rows.map((row) => row.person)
}

export type NewNotifications = {
  readonly ids: readonly string[]
  readonly people: readonly string[]
  readonly kind: string
  readonly subject: { readonly type: string; readonly id: string; readonly title: string } | null
  readonly params: Readonly<Record<string, unknown>>
}

export async function insertNotifications({ sql, now }: Writing, add: NewNotifications): Promise<void> {
  const { subject } = add
  await statement`
    insert into notifications (id, user_id, at, kind, subject_type, subject_id, subject_title, params)
    select id, person, ${now}, ${add.kind}, ${subject?.type ?? null}, ${subject?.id ?? null}::uuid, ${subject?.title ?? null},
           ${JSON.stringify(add.params)}::jsonb
      from unnest(${[...add.ids]}::uuid[], ${[...add.people]}::uuid[]) as each (id, person)`.execute(sql)
}

export async function selectInbox(
  { sql }: Reading,
  userId: string,
  page: { unread?: boolean; cursor: CursorKey | null; limit: number },
) {
  const mine = sql
    .selectFrom('notifications')
    .where('user_id', '=', userId)
    .$if(page.unread === true, (query) => query.where('read_at', 'is', null))
    .$if(page.unread === false, (query) => query.where('read_at', 'is not', null))
  const rows = await mine
    .select(['id', 'at', 'kind', 'subject_type', 'subject_id', 'subject_title', 'params', 'read_at'])
    .$if(page.cursor !== null, (query) => query.where(after('at', 'desc', page.cursor as CursorKey, 'timestamptz')))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { counted } = await sql
    .selectFrom(mine.select('id').limit(10_001).as('capped'))
    .select((all) => all.fn.countAll<number>().as('counted'))
    .executeTakeFirstOrThrow()
  return { rows, counted }
}
export type NotificationRow = Awaited<ReturnType<typeof selectInbox>>['rows'][number]

export async function countUnread({ sql }: Reading, userId: string): Promise<number> {
  const { unread } = await sql
    .selectFrom('notifications')
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .select((all) => all.fn.countAll<number>().as('unread'))
    .executeTakeFirstOrThrow()
  return unread
}

/** False when there is no such notification of this person. Reading twice keeps the first time. */
export async function markRead({ sql, now }: Writing, userId: string, id: string): Promise<boolean> {
  const updated = await sql
    .updateTable('notifications')
    .set((row) => ({ read_at: row.fn.coalesce('read_at', row.cast<string>(row.val(now), 'timestamptz')) }))
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

export async function markAllRead({ sql, now }: Writing, userId: string): Promise<void> {
  await sql
    .updateTable('notifications')
    .set({ read_at: now })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .execute()
}

/**
 * Takes the next people's unread notifications that no mail has told of and that have waited since `before`, and marks them as mailed.
 * A second worker finds them marked.
 */
export async function takeForDigest({ sql, now }: Writing, before: string, people: number): Promise<string[]> {
  const { rows } = await statement<{ user_id: string }>`
    with due as (
      select p.id from person_reach p
       where exists (select 1 from notifications n
         where n.user_id = p.id and n.mailed_at is null and n.read_at is null and n.at <= ${before})
       order by p.id limit ${people}),
    taken as (
      update notifications n set mailed_at = ${now} from due
       where n.user_id = due.id and n.mailed_at is null and n.read_at is null returning n.user_id)
    select distinct user_id from taken order by user_id`.execute(sql)
  return rows.map((row) => row.user_id)
}

/** What one digest is to tell a person: what was marked at that moment and is still unread; null when he has no address any more. */
export async function selectDigest({ sql }: Reading, userId: string, mailedAt: string) {
  const person = await sql
    .selectFrom('person_reach')
    .select(['email', 'locale'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!person?.email) return null
  const items = await sql
    .selectFrom('notifications')
    .select(['kind', 'subject_title', 'params', 'at'])
    .where('user_id', '=', userId)
    .where('mailed_at', '=', mailedAt)
    .where('read_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return { email: person.email, locale: person.locale === 'en' ? ('en' as const) : ('zh' as const), items }
}
