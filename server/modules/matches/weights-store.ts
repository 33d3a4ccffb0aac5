import { sql } from 'kysely'
import { matchFactors } from '../../../contracts/matches.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import type { WeightsRow } from './store.ts'

export type WeightsVersion = WeightsRow & {
  readonly made_at: string
  readonly learnt: { outcomes: number; gain: number; error: number } | null
}
export type WeightsUse = {
  readonly version: number
  readonly at: string
  readonly by_id: string | null
  readonly by_name: string | null
  readonly reason: string | null
}

/** Every version, newest first, and every use of one, newest first. */
export async function selectWeights({ sql: db }: Reading) {
  const versions = await sql<WeightsVersion>`
    select version, ${sql.join(matchFactors.map((factor) => sql.ref(factor)))}, made_at, learnt from match_weights order by version desc`.execute(
    db,
  )
  const uses = await sql<WeightsUse>`
    select u.version, u.at, u.by_id, n.name as by_name, u.reason from match_weight_uses u
      left join lateral app_person_names(array[u.by_id]) n on n.id = u.by_id order by u.at desc, u.id desc`.execute(db)
  return { versions: versions.rows, uses: uses.rows }
}

/** One change of weights at a time. */
export async function lockWeights({ sql: db }: Writing): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('match_weights', 0))`.execute(db)
}

export async function insertUse(
  { sql: db, now }: Writing,
  use: { id: string; version: number; byId: string; reason: string },
): Promise<void> {
  await sql`insert into match_weight_uses (id, version, at, by_id, reason)
    values (${use.id}, ${use.version}, ${now}::timestamptz, ${use.byId}, ${use.reason})`.execute(db)
}
