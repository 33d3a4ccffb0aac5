import { existsSync, readFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import pg from 'pg'
import { type Config, ConfigError, readConfig } from '../platform/config.ts'
import {
  attachEmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from '../platform/embedded-postgres/index.ts'
import { StartError } from '../start.ts'
import { addCluster } from './cluster.ts'
import { addDataFolder } from './data-folder.ts'
import { addDump, describeDump, majorOf, refuseSource } from './dump.ts'
import { type Manifest, places } from './manifest.ts'
import { type ArchiveWriter, writeArchive } from './write-archive.ts'

export type Saved = {
  readonly path: string
  readonly bytes: number
  readonly members: number
  readonly secret: Manifest['secret']
}
type Source = { url: string; embedded: boolean; close(): Promise<void> }

/**
 * Saves the whole installation of these settings into one new file, readable by its owner alone, while its server works or while it is stopped:
 * the database as of one moment, every file that its rows name, the secret, the checkpoints. Does not migrate: what is saved is what is there.
 * Refuses with `StartError`; then nothing is left behind.
 */
export async function backup(env: Record<string, string | undefined>, file: string): Promise<Saved> {
  const config = settingsOf(env)
  const path = resolve(file)
  if (existsSync(path)) throw new StartError(`${path} is there already. Name a file that is not.`)
  if (!existsSync(config.databaseUrl ? config.dataDir : join(config.dataDir, 'postgres')))
    throw new StartError(
      `There is no installation in ${config.dataDir}. Set DATA_DIR, and DATABASE_URL if it has one, as its server has them.`,
    )
  await refuseInside(path, config.dataDir)
  const source = await open(config)
  const client = new pg.Client({ connectionString: source.url, application_name: 'city-scenarios backup' })
  client.on('error', () => undefined) // the query under way fails with it
  let archive: ArchiveWriter | undefined
  try {
    await client.connect()
    const begunAt = new Date().toISOString()
    if (!source.embedded) await refuseSource(client)
    const state = await stateOf(client)
    archive = await writeArchive(path, config.version)
    await addDataFolder(archive, config.dataDir)
    if (source.embedded) {
      const root = rootOf(config.dataDir)
      await archive.addFile(places.passwords, join(root, 'passwords.json'))
      await addCluster(archive, client, join(root, 'cluster'))
    } else await addDump(archive, source.url)
    await addDataFolder(archive, config.dataDir)
    const database = source.embedded
      ? ({ kind: 'embedded', postgresMajor: await majorOf(client) } as const)
      : await describeDump(client)
    const secret = config.sessionSecret ? 'setting' : 'file'
    const done = await archive.finish({ version: config.version, begunAt, database, secret, ...state })
    return { path, ...done, secret }
  } catch (error) {
    await archive?.abandon()
    throw told(error, path)
  } finally {
    await client.end().catch(() => undefined) // it may be gone already
    await source.close()
  }
}

/** The settings, or why they cannot be read. */
export function settingsOf(env: Record<string, string | undefined>): Config {
  try {
    return readConfig(env)
  } catch (error) {
    throw error instanceof ConfigError ? new StartError(error.message) : error
  }
}

async function refuseInside(path: string, dataDir: string): Promise<void> {
  if (!existsSync(dirname(path))) throw new StartError(`There is no folder ${dirname(path)}. Make it first.`)
  const way = relative(await realpath(dataDir), await realpath(dirname(path)))
  if (!way.startsWith('..') && !isAbsolute(way))
    throw new StartError(`${path} is inside DATA_DIR. A backup belongs elsewhere, best on another disk.`)
}

async function open(config: Config): Promise<Source> {
  const nothing = { close: async () => undefined }
  if (config.databaseUrl) return { url: config.databaseUrl, embedded: false, ...nothing }
  try {
    const running = attachEmbeddedPostgres(config.dataDir)
    if (running) return { url: running.superuserUrl, embedded: true, ...nothing }
    const silent = () => undefined
    const started = await startEmbeddedPostgres({
      dataDir: config.dataDir,
      log: { info: silent, warn: silent, error: silent },
    })
    return { url: started.superuserUrl, embedded: true, close: () => started.stop() }
  } catch (error) {
    throw told(error, config.dataDir)
  }
}

/** Where the embedded database lies: in the data folder, or where its note says. */
function rootOf(dataDir: string): string {
  const note = join(dataDir, 'postgres', 'location')
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataDir, 'postgres')
}

async function stateOf(client: pg.Client): Promise<Pick<Manifest, 'migrations' | 'journal'>> {
  const { rows: there } = await client.query<{ made: boolean }>(
    `select to_regclass('public.migrations') is not null as made`,
  )
  if (!there[0]?.made)
    throw new StartError('There is nothing to save: no server of this platform has been started on this database yet.')
  const { rows: names } = await client.query<{ name: string }>('select name from migrations order by name')
  const { rows: heads } = await client.query<{ seq: string; hash: string }>('select seq, hash from journal_head')
  const head = heads[0]
  return {
    migrations: names.map(({ name }) => name),
    journal:
      head && Number(head.seq) > 0 ? { seq: Number(head.seq), hash: head.hash, at: new Date().toISOString() } : null,
  }
}

/** What the person at the terminal can mend, said so. */
export function told(error: unknown, path: string): unknown {
  if (error instanceof EmbeddedPostgresError) return new StartError(error.message)
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StartError(`The disk of ${path} is full. Free some space, then try again.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new StartError(
      `${message}. Run this as the user that runs the server, and name a place that user may write.`,
    )
  if (/^(ECONN\w+|ENOTFOUND|57P\d\d|28\w{3}|3D000)$/.test(code ?? '') || /Connection terminated/.test(message ?? ''))
    return new StartError(`The database is not in reach (${message}). See that it runs, then try again.`)
  return error
}
