import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { StartError } from '../start.ts'
import { places } from './manifest.ts'
import type { ArchiveWriter } from './write-archive.ts'

/** Folders whose content PostgreSQL makes anew (the manual's chapter 25.3.4.2), and the log, which may quote what people typed. */
const emptied = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'log',
]
const leftOut = [
  'postmaster.pid',
  'postmaster.opts',
  'current_logfiles',
  'backup_label',
  'tablespace_map',
  'backup_manifest',
]
const control = 'global/pg_control'

/**
 * PostgreSQL's low-level online backup (manual, chapter 25.3.4) of the cluster in `folder` while it works: the folder as it is between start and
 * stop, the label, and the log that makes it whole. `superuser`: one connection, held until the end.
 */
export async function addCluster(archive: ArchiveWriter, superuser: pg.Client, folder: string): Promise<void> {
  // While this connection lives, the slot keeps the log that the copy will need.
  await superuser.query(
    `select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), immediately_reserve => true, temporary => true)`,
  )
  const begun = await superuser.query<{ lsn: string }>(`select pg_backup_start('backup', fast => true) as lsn`)
  await walk('')
  await archive.addBytes(`${places.cluster}${control}`, await settled(join(folder, control)))
  const ended = await superuser.query<{ lsn: string; labelfile: string; spcmapfile: string }>(
    'select lsn, labelfile, spcmapfile from pg_backup_stop(wait_for_archive => false)',
  )
  const { lsn, labelfile } = ended.rows[0] as { lsn: string; labelfile: string }
  await archive.addBytes(`${places.cluster}backup_label`, Buffer.from(labelfile))
  for (const segment of await segmentsBetween(superuser, begun.rows[0]?.lsn as string, lsn)) {
    const name = `pg_wal/${segment}`
    if (!(await archive.addFile(`${places.cluster}${name}`, join(folder, name))))
      throw new StartError(`The database has dropped a part of its log (${segment}) that the backup needs. Try again.`)
  }

  async function walk(below: string): Promise<void> {
    await archive.addFolder(`${places.cluster}${below}`.replace(/\/$/, ''))
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const name = below ? `${below}/${entry.name}` : entry.name
      if (entry.isSymbolicLink())
        throw new StartError(`${join(folder, name)} is a link; only a database that lies in its folder can be saved.`)
      if (entry.isDirectory()) {
        if (entry.name.startsWith('pgsql_tmp')) continue
        if (emptied.includes(name)) await archive.addFolder(`${places.cluster}${name}`)
        else await walk(name)
      } else if (!leftOut.includes(name) && name !== control && !/^(pgsql_tmp|pg_internal\.init)/.test(entry.name)) {
        await archive.addFile(`${places.cluster}${name}`, join(folder, name))
      }
    }
  }
}

/** The one file that has no log to mend it: read until two readings agree, so that none falls into a writing. */
async function settled(path: string): Promise<Buffer> {
  for (let before = await readFile(path); ; ) {
    await pause(5)
    const now = await readFile(path)
    if (now.equals(before)) return now
    before = now
  }
}

async function segmentsBetween(superuser: pg.Client, from: string, to: string): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(
    `with size as (select pg_size_bytes(current_setting('wal_segment_size')) as bytes)
     select pg_walfile_name('0/0'::pg_lsn + n * bytes + 1) as name from size,
       generate_series(div($1::pg_lsn - '0/0', bytes), div($2::pg_lsn - '0/0' - 1, bytes)) as n order by n`,
    [from, to],
  )
  return rows.map(({ name }) => name)
}
