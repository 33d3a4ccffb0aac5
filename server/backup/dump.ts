import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { StartError } from '../start.ts'
import { type Manifest, places } from './manifest.ts'
import type { ArchiveWriter } from './write-archive.ts'

type Dump = Extract<Manifest['database'], { kind: 'dump' }>
const pieceBytes = 16 * 1024 ** 2

/** PostgreSQL's own tool, when it is there and knows servers of this major version. */
function refuseTool(tool: 'pg_dump' | 'pg_restore', major: number): void {
  const run = spawnSync(tool, ['--version'], { encoding: 'utf8' })
  const own = Number(/(\d+)/.exec(run.stdout ?? '')?.[1] ?? 0)
  if (run.status !== 0)
    throw new StartError(`${tool} is not on the PATH. Install the client programs of PostgreSQL ${major} or later.`)
  if (own < major)
    throw new StartError(
      `${tool} is of PostgreSQL ${own}, the server of ${major}. Put the client programs of PostgreSQL ${major} or later first on the PATH.`,
    )
}

/** The password goes by the environment: arguments are for everybody to see. */
function runTool(tool: string, url: string, args: string[], stdio: ['ignore' | 'pipe', 'ignore' | 'pipe']) {
  const bare = new URL(url)
  const password = decodeURIComponent(bare.password)
  bare.password = ''
  const child = spawn(tool, [...args, `--dbname=${bare.href}`], {
    stdio: [...stdio, 'pipe'],
    env: { ...process.env, ...(password && { PGPASSWORD: password }) },
  })
  return { child, ended: endOf(tool, child) }
}

function endOf(tool: string, child: ChildProcess): Promise<void> {
  let words = ''
  child.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-2000)
  })
  const ended = new Promise<void>((settle, fail) => {
    child.on('error', fail)
    child.on('close', (code) =>
      code === 0 ? settle() : fail(new StartError(`${tool} failed: ${words.trim() || `it ended with ${code}`}`)),
    )
  })
  ended.catch(() => undefined) // told where it is waited for
  return ended
}

export async function majorOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
  return Math.floor(Number(rows[0]?.version) / 10_000)
}

/** Row-level security binds even the owner of the tables: a backup in his name would silently leave out drafts and more. */
async function refuseBoundRole(client: pg.Client, verb: string): Promise<void> {
  const { rows } = await client.query<{ name: string; free: boolean }>(
    'select rolname as name, rolsuper as free from pg_roles where rolname = current_user',
  )
  if (!rows[0]?.free)
    throw new StartError(
      `The role ${rows[0]?.name} sees only a part of the rows and cannot ${verb} all. Run this one command with DATABASE_URL naming a superuser of the same database.`,
    )
}

/** Refuses a server that cannot be dumped whole from here. */
export async function refuseSource(client: pg.Client): Promise<void> {
  refuseTool('pg_dump', await majorOf(client))
  await refuseBoundRole(client, 'save')
}

/** The database of DATABASE_URL, by pg_dump, in pieces whose sizes are known before they are written; put together they are one custom-format dump. */
export async function addDump(archive: ArchiveWriter, url: string): Promise<void> {
  const { child, ended } = runTool('pg_dump', url, ['--format=custom', '--compress=0'], ['ignore', 'pipe'])
  let piece: Buffer[] = []
  let bytes = 0
  let number = 0
  const put = async () => {
    number += 1
    await archive.addBytes(`${places.dump}${String(number).padStart(8, '0')}`, Buffer.concat(piece))
    piece = []
    bytes = 0
  }
  try {
    for await (const chunk of child.stdout as Readable) {
      piece.push(chunk)
      bytes += chunk.length
      if (bytes >= pieceBytes) await put()
    }
    if (bytes > 0) await put()
    await ended
  } finally {
    child.kill()
  }
}

export async function describeDump(client: pg.Client): Promise<Dump> {
  const { rows: owners } = await client.query<{ owner: string }>(
    `select tableowner as owner from pg_tables where schemaname = 'public' and tablename = 'migrations'`,
  )
  const { rows: roles } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname like 'scenario\\_%' and not rolcanlogin order by rolname`,
  )
  return {
    kind: 'dump',
    postgresMajor: await majorOf(client),
    owner: owners[0]?.owner ?? '',
    roles: roles.map((row) => row.rolname),
  }
}

/** Refuses a database that the dump cannot go into. Changes nothing. */
export async function refuseTarget(client: pg.Client, dump: Dump): Promise<void> {
  const major = await majorOf(client)
  refuseTool('pg_restore', Math.max(major, dump.postgresMajor))
  if (major < dump.postgresMajor)
    throw new StartError(
      `The backup is of PostgreSQL ${dump.postgresMajor}, the server of DATABASE_URL is ${major}. Restore into ${dump.postgresMajor} or later.`,
    )
  await refuseBoundRole(client, 'restore')
  const { rows } = await client.query<{ tables: string; owner: boolean }>(
    `select (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'S') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema') as tables,
       exists (select from pg_roles where rolname = $1) as owner`,
    [dump.owner],
  )
  if (rows[0]?.tables !== '0')
    throw new StartError('The database of DATABASE_URL is not empty. Restore into one that was just made.')
  if (!rows[0]?.owner)
    throw new StartError(
      `The tables of the backup belong to the role ${dump.owner}, which this server does not have. Make it first: create role ${dump.owner} login password '…' createrole`,
    )
}

/** All of it or nothing: pg_restore works in one transaction. */
export async function restoreDump(client: pg.Client, url: string, dump: Dump, folder: string): Promise<void> {
  for (const role of dump.roles) {
    const name = client.escapeIdentifier(role)
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (rowCount === 0) await client.query(`create role ${name} nologin`)
    await client.query(`grant ${name} to ${client.escapeIdentifier(dump.owner)}`)
  }
  const { child, ended } = runTool('pg_restore', url, ['--single-transaction', '--exit-on-error'], ['pipe', 'ignore'])
  const pieces = (await readdir(folder)).sort()
  async function* whole() {
    for (const name of pieces) yield* createReadStream(join(folder, name))
  }
  const fed = pipeline(Readable.from(whole()), child.stdin as NonNullable<typeof child.stdin>)
  fed.catch(() => undefined) // when pg_restore ends early, its own words say why
  await ended
  await fed
}
