import { sql } from 'kysely'
import { after, countLimit, type Reading, readCursor, type Writing } from '../../platform/database/index.ts'
import { hasRole } from '../../platform/viewer.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function rows({ sql: db }: Reading) {
  return db.selectFrom('lists as l').select((eb) => [
    'l.id',
    'l.code',
    'l.title',
    'l.kind',
    'l.state',
    'l.note',
    'l.released_on',
    'l.scheduled_for',
    'l.source',
    'l.created_at',
    'l.updated_at',
    'l.version',
    eb
      .selectFrom('list_items as i')
      .select((e) => e.fn.countAll<number>().as('n'))
      .whereRef('i.list_id', '=', 'l.id')
      .as('items'),
    // A part of a whole is not added to the whole: only scenarios without a parent count.
    eb
      .selectFrom('list_items as i')
      .innerJoin('scenarios as s', 's.id', 'i.scenario_id')
      .select((e) => sql<number | null>`${e.fn.sum('s.opportunity_cny')}::bigint`.as('sum'))
      .whereRef('i.list_id', '=', 'l.id')
      .where('s.parent_id', 'is', null)
      .as('opportunity_cny'),
    eb
      .exists(
        eb
          .selectFrom('list_items as i')
          .innerJoin('scenarios as s', 's.id', 'i.scenario_id')
          .select('s.id')
          .whereRef('i.list_id', '=', 'l.id')
          .where('s.parent_id', 'is', null)
          .where('s.opportunity_cny', 'is not', null)
          .where('s.opportunity_bound', '!=', 'exact'),
      )
      .as('about'),
  ])
}
export type ListRow = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

export async function listLists(
  reading: Reading,
  query: { state?: string | undefined; sort: '-releasedOn' | 'code'; cursor?: string | undefined; limit: number },
) {
  const sort =
    query.sort === 'code'
      ? ({ column: 'l.code', direction: 'asc', cast: 'text', nulls: 'none' } as const)
      : ({ column: 'l.released_on', direction: 'desc', cast: 'date', nulls: 'last' } as const)
  const cursor = readCursor(query.cursor, query.sort)
  let page = rows(reading)
    .orderBy(sql.ref(sort.column), (order) => (sort.direction === 'asc' ? order.asc() : order.desc().nullsLast()))
    .orderBy('l.id', sort.direction)
    .limit(query.limit + 1)
  let counted = reading.sql
    .selectFrom('lists as l')
    .select('l.id')
    .limit(countLimit + 1)
  // The first wall: what is being composed is for those who compose and audit.
  if (!reading.viewer.system && !hasRole(reading.viewer, 'operator', 'auditor')) {
    page = page.where('l.state', '=', 'released')
    counted = counted.where('l.state', '=', 'released')
  }
  if (query.state) {
    page = page.where('l.state', '=', query.state)
    counted = counted.where('l.state', '=', query.state)
  }
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, sort.nulls))
  const [found, count] = await Promise.all([
    page.execute(),
    reading.sql
      .selectFrom(counted.as('c'))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ])
  return {
    found,
    count: count.count,
    keyOf: (row: ListRow) => ({
      sort: query.sort,
      value: query.sort === 'code' ? row.code : row.released_on,
      id: row.id,
    }),
  }
}

export async function findList(reading: Reading, idOrCode: string): Promise<ListRow | null> {
  return (
    (await rows(reading)
      .where(
        uuid.test(idOrCode) ? 'l.id' : 'l.code',
        '=',
        uuid.test(idOrCode) ? idOrCode.toLowerCase() : idOrCode.toUpperCase(),
      )
      .executeTakeFirst()) ?? null
  )
}

export async function lockList(writing: Writing, idOrCode: string): Promise<ListRow | null> {
  const held = await writing.sql
    .selectFrom('lists')
    .select('id')
    .where(
      uuid.test(idOrCode) ? 'id' : 'code',
      '=',
      uuid.test(idOrCode) ? idOrCode.toLowerCase() : idOrCode.toUpperCase(),
    )
    .forUpdate()
    .executeTakeFirst()
  return held ? findList(writing, held.id) : null
}

export async function insertList(
  writing: Writing,
  row: { id: string; code: string; title: string; note: string | null },
): Promise<void> {
  const { now } = writing
  await writing.sql
    .insertInto('lists')
    .values({ ...row, state: 'composing', state_since: now, created_at: now, updated_at: now })
    .execute()
}

export async function updateList(writing: Writing, id: string, values: Record<string, unknown>): Promise<void> {
  await writing.sql
    .updateTable('lists')
    .set((eb) => ({ ...values, updated_at: writing.now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function itemsOf({ sql: db }: Reading, listId: string): Promise<string[]> {
  return (
    await db.selectFrom('list_items').select('scenario_id').where('list_id', '=', listId).orderBy('position').execute()
  ).map((row) => row.scenario_id)
}

/** The places of the scenarios that the viewer may see. */
export async function placesOf({ sql: db, viewer }: Reading, listId: string) {
  let found = db
    .selectFrom('list_items as i')
    .innerJoin('scenarios as s', 's.id', 'i.scenario_id')
    .select(['i.scenario_id', 'i.position'])
    .where('i.list_id', '=', listId)
    .orderBy('i.position')
  // The first wall: a scenario that was taken from the public keeps its place, for those who compose and audit.
  if (!viewer.system && !hasRole(viewer, 'operator', 'auditor')) found = found.where('s.is_public', '=', true)
  return (await found.execute()).map((row) => ({ scenarioId: row.scenario_id, position: row.position }))
}

export async function titleOf({ sql: db }: Reading, scenarioId: string): Promise<string> {
  const row = await db.selectFrom('scenarios').select(['code', 'title']).where('id', '=', scenarioId).executeTakeFirst()
  return [row?.code, row?.title].filter(Boolean).join(' ')
}

export async function setItems(writing: Writing, listId: string, scenarioIds: readonly string[]): Promise<void> {
  await writing.sql.deleteFrom('list_items').where('list_id', '=', listId).execute()
  await addItems(writing, listId, scenarioIds, 0)
}

export async function addItems(
  writing: Writing,
  listId: string,
  scenarioIds: readonly string[],
  from: number,
): Promise<void> {
  if (scenarioIds.length === 0) return
  await writing.sql
    .insertInto('list_items')
    .values(
      scenarioIds.map((id, index) => ({
        list_id: listId,
        scenario_id: id,
        position: from + index,
        added_at: writing.now,
      })),
    )
    .execute()
}

/** Those of the ids that are scenarios in one of the states. */
export async function scenariosIn(
  { sql: db }: Reading,
  ids: readonly string[],
  states: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  return new Set(
    (await db.selectFrom('scenarios').select('id').where('id', 'in', ids).where('state', 'in', states).execute()).map(
      (row) => row.id,
    ),
  )
}

export async function scheduledLists(writing: Writing): Promise<string[]> {
  const found = await writing.sql
    .selectFrom('lists')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('scheduled_for', '<=', writing.now)
    .orderBy('scheduled_for')
    .limit(20)
    .execute()
  return found.map((row) => row.id)
}

export function listLibraries({ sql: db }: Reading) {
  return db
    .selectFrom('libraries as b')
    .select((eb) => [
      'b.id',
      'b.key',
      'b.title',
      'b.title_en',
      'b.purpose',
      eb
        .selectFrom('library_entries as e')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('e.library_id', '=', 'b.id')
        .where('e.left_at', 'is', null)
        .as('entries'),
    ])
    .orderBy('b.key')
    .execute()
}

export async function findLibrary({ sql: db }: Reading, idOrKey: string) {
  return (
    (await db
      .selectFrom('libraries')
      .selectAll()
      .where(uuid.test(idOrKey) ? 'id' : 'key', '=', idOrKey)
      .executeTakeFirst()) ?? null
  )
}

function entries({ sql: db }: Reading) {
  return db
    .selectFrom('library_entries as e')
    .innerJoin('scenarios as s', 's.id', 'e.scenario_id')
    .leftJoin('organisation_names as o', 'o.id', 's.owner_id')
    .leftJoin('promotion_facts as p', 'p.id', 'e.entered_by')
    .select([
      'e.id',
      'p.id as promotion_id',
      'p.code as promotion_code',
      'e.entered_at',
      'e.entered_reason',
      'e.left_at',
      'e.left_reason',
      's.id as scenario_id',
      's.code',
      's.title',
      's.state',
      's.rung',
      's.owner_id',
      'o.name as owner_name',
    ])
}
export type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]

export async function listEntries(
  reading: Reading,
  libraryId: string,
  query: { cursor?: string | undefined; limit: number },
) {
  const cursor = readCursor(query.cursor, 'enteredAt')
  let page = entries(reading)
    .where('e.library_id', '=', libraryId)
    .where('e.left_at', 'is', null)
    .orderBy('e.entered_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1)
  if (cursor) page = page.where(after('e.entered_at', 'desc', cursor, 'timestamptz', 'none'))
  const counted = reading.sql
    .selectFrom('library_entries as e')
    .innerJoin('scenarios as s', 's.id', 'e.scenario_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('e.library_id', '=', libraryId)
    .where('e.left_at', 'is', null)
  const [found, count] = await Promise.all([page.execute(), counted.executeTakeFirstOrThrow()])
  return { found, count: count.count }
}

export async function findEntry(reading: Reading, libraryId: string, entryId: string): Promise<EntryRow | null> {
  return (
    (await entries(reading).where('e.library_id', '=', libraryId).where('e.id', '=', entryId).executeTakeFirst()) ??
    null
  )
}

export async function insertEntry(
  writing: Writing,
  row: { id: string; libraryId: string; scenarioId: string; reason: string; promotionId?: string },
): Promise<void> {
  await writing.sql
    .insertInto('library_entries')
    .values({
      id: row.id,
      library_id: row.libraryId,
      scenario_id: row.scenarioId,
      entered_at: writing.now,
      entered_reason: row.reason,
      entered_by: row.promotionId ?? null,
    })
    .execute()
}

export async function endEntry(
  writing: Writing,
  entryId: string,
  reason: string,
  promotionId: string | null = null,
): Promise<boolean> {
  const done = await writing.sql
    .updateTable('library_entries')
    .set({ left_at: writing.now, left_reason: reason, left_by: promotionId })
    .where('id', '=', entryId)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function currentEntry(
  { sql: db }: Reading,
  libraryId: string,
  scenarioId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('library_entries')
    .select('id')
    .where('library_id', '=', libraryId)
    .where('scenario_id', '=', scenarioId)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function hasEntry(reading: Reading, libraryId: string, scenarioId: string): Promise<boolean> {
  return (await currentEntry(reading, libraryId, scenarioId)) !== null
}
