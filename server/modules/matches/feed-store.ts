import { sql } from 'kysely'
import pg from 'pg'
import type { Database, Reading } from '../../platform/database/index.ts'
import type { Entry } from './protocol.ts'

/** What the indexes are filled from and how they hear of changes: read as the server itself. */
export type Side = 'supply' | 'demand'
/** What changed, by kind. */
export type Changed = { readonly kind: 'capability' | 'scenario'; readonly id: string }

const supplyText = sql`concat_ws(' ', s.description, s.readiness_shown,
  (select string_agg(p.text, ' ' order by p.position) from matching_proofs p where p.capability_id = s.id))`
const demandText = sql`concat_ws(' ', d.detail, d.title, d.summary, d.problem)`

/** The next entries by key, after the one that was read last. */
export async function selectEntries({ sql: db }: Reading, side: Side, after: string | null, limit: number) {
  const beyond = after ?? '00000000-0000-0000-0000-000000000000'
  const { rows } =
    side === 'supply'
      ? await sql<Entry>`select s.id as key, s.id as "group", s.title, ${supplyText} as body, s.is_public as open
          from matching_supply s where s.id > ${beyond}::uuid order by s.id limit ${limit}`.execute(db)
      : await sql<Entry>`select d.id as key, d.scenario_id as "group", d.text as title, ${demandText} as body, true as open
          from matching_demand d where d.out and d.id > ${beyond}::uuid order by d.id limit ${limit}`.execute(db)
  return rows
}

/** The entries of these groups, as they stand now. */
export async function selectEntriesOf({ sql: db }: Reading, side: Side, groups: readonly string[]) {
  const { rows } =
    side === 'supply'
      ? await sql<Entry>`select s.id as key, s.id as "group", s.title, ${supplyText} as body, s.is_public as open
          from matching_supply s where s.id = any(${groups}::uuid[])`.execute(db)
      : await sql<Entry>`select d.id as key, d.scenario_id as "group", d.text as title, ${demandText} as body, true as open
          from matching_demand d where d.out and d.scenario_id = any(${groups}::uuid[])`.execute(db)
  return rows
}

/** Every transaction before this one has ended: what it changed can be read, or never will be. */
export async function selectPlace({ sql: db }: Reading): Promise<number> {
  const { rows } = await sql<{
    place: number
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as place`.execute(db)
  return rows[0]?.place as number
}

/** What was changed since a place, as far as it can be read by now; what is still under way comes again from the next place. */
export async function selectChanged({ sql: db }: Reading, from: number): Promise<Changed[]> {
  const { rows } = await sql<Changed>`select distinct kind, id from matching_changes where xid >= ${from}`.execute(db)
  return rows
}

/** Followers read everything anew after a gap that long, so older notes tell nobody anything. */
export const keptHours = 24
export async function deleteOldChanges({ sql: db }: Reading): Promise<void> {
  await sql`delete from matching_changes where at < app_now() - make_interval(hours => ${keptHours})`.execute(db)
}

/** A connection of its own that is told of changes as they are committed. Rejects when it cannot be opened; `onEnd` is called once when it is lost. */
export async function listen(
  database: Database,
  on: { change: (changed: Changed) => void; end: () => void },
): Promise<{ end(): Promise<void> }> {
  const { connectionString } = database.ownerPool.options
  const client = new pg.Client({ connectionString, application_name: 'city-scenarios matching', keepAlive: true })
  let over = false
  const end = () => {
    if (over) return
    over = true
    on.end()
  }
  client.on('error', end)
  client.on('end', end)
  client.on('notification', ({ payload }) => {
    const [kind, id] = (payload ?? '').split(':')
    if (id && (kind === 'capability' || kind === 'scenario')) on.change({ kind, id })
  })
  try {
    await client.connect()
    await client.query('listen matching')
  } catch (error) {
    over = true
    await client.end().catch(() => undefined)
    throw error
  }
  return {
    async end() {
      over = true
      await client.end().catch(() => undefined)
    },
  }
}
