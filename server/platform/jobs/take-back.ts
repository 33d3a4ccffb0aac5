import { randomBytes } from 'node:crypto'
import pg from 'pg'

const prefix = 'city-scenarios-jobs-'

/** What the connections of one process's job runner are called, so that another process sees that it lives. */
export function ownName(): string {
  return `${prefix}${randomBytes(6).toString('hex')}`
}

/**
 * Frees the jobs that a killed process had in hand; the library itself would leave them for four hours. Does so only when no other process works
 * on the queue. To be called before the runner of this name begins. Returns how many jobs were freed. Throws the driver's errors.
 */
export async function takeBack(url: string, name: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // the query under way fails with it
  await client.connect()
  try {
    const { rows } = await client.query<{ made: boolean; others: boolean }>(
      `select to_regclass('graphile_worker._private_jobs') is not null as made,
              exists (select from pg_stat_activity where datname = current_database() and starts_with(application_name, $1) and application_name <> $2) as others`,
      [prefix, name],
    )
    if (!rows[0]?.made || rows[0].others) return 0
    const held = await client.query(
      'select locked_by from graphile_worker._private_jobs where locked_by is not null union all select locked_by from graphile_worker._private_job_queues where locked_by is not null',
    )
    await client.query('select graphile_worker.force_unlock_workers($1)', [held.rows.map((row) => row.locked_by)])
    return held.rows.length
  } finally {
    await client.end()
  }
}
