import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import type { Config } from '../platform/config.ts'
import { findBinaries } from '../platform/embedded-postgres/binaries.ts'
import { type Home, openBase, openHome } from '../platform/embedded-postgres/home.ts'
import { attachEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { takeLock } from '../platform/embedded-postgres/lock.ts'
import { giveTo, type ServerUser } from '../platform/embedded-postgres/server-user.ts'
import { StartError } from '../start.ts'
import { settingsOf, told } from './backup.ts'
import { refuseTarget, restoreDump } from './dump.ts'
import { type Manifest, places } from './manifest.ts'
import { readArchive } from './read-archive.ts'

const migrations = new URL('../migrations/', import.meta.url)

/**
 * Brings a backup back into an empty data folder (and, with DATABASE_URL, an empty database). The whole archive is read and checked first; then it
 * is unpacked beside its places and moved there last. Should it fail, the folder is as empty as before. Refuses with `StartError`.
 * The result is not brought to this version yet: `checkRestored` does that.
 */
export async function restore(env: Record<string, string | undefined>, file: string): Promise<Manifest> {
  const config = settingsOf(env)
  const path = resolve(file)
  const made = !existsSync(config.dataDir)
  try {
    await refuseFull(config.dataDir)
    const manifest = await readArchive(path, config.version, async () => undefined)
    await refuseUnknown(path, manifest)
    const { database } = manifest
    if ((database.kind === 'dump') !== (config.databaseUrl !== null))
      throw new StartError(
        database.kind === 'dump'
          ? `${path} is of an installation with a PostgreSQL of its own. Set DATABASE_URL to an empty database on one.`
          : `${path} is of an installation with the embedded database. Restore it without DATABASE_URL.`,
      )
    if (database.kind === 'embedded') await intoEmbedded(config, path, manifest, made)
    else await intoServer(config, path, manifest, made)
    return manifest
  } catch (error) {
    throw told(error, config.dataDir)
  }
}

async function refuseFull(dataDir: string): Promise<void> {
  const found = existsSync(dataDir) ? await readdir(dataDir) : []
  if (found.length === 0) return
  if (attachEmbeddedPostgres(dataDir))
    throw new StartError(
      `A server works in ${dataDir}. Stop it, and set DATA_DIR to an empty folder, or move this one away.`,
    )
  throw new StartError(
    `${dataDir} is not empty (${found.slice(0, 3).join(', ')}). Set DATA_DIR to an empty folder, or move this one away; nothing is ever overwritten.`,
  )
}

async function refuseUnknown(path: string, manifest: Manifest): Promise<void> {
  const known = await readdir(migrations)
  const unknown = manifest.migrations.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new StartError(
      `${path} was made by a newer release (its database knows ${unknown[0]}). Update this installation's program, then restore again. Nothing was changed.`,
    )
}

/** The uid and gid the data folder is given to, when root brings it back for another. */
function ownerOf(dataDir: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = statSync(dataDir)
  return uid === 0 ? undefined : { uid, gid }
}

async function intoEmbedded(config: Config, path: string, manifest: Manifest, made: boolean): Promise<void> {
  const { dataDir } = config
  await refuseFull(dataDir) // the reading took a while
  await mkdir(dataDir, { recursive: true })
  const base = openBase(dataDir)
  const release = takeLock(base) // a server that is started meanwhile is refused
  let home: Home | undefined
  try {
    home = openHome(base, () => undefined)
    const { major } = findBinaries(home.root, home.user)
    const { database } = manifest
    if (Number(major) !== database.postgresMajor)
      throw new StartError(
        `${path} is of PostgreSQL ${database.postgresMajor}, this release carries ${major}. Restore it with the release that made it (${manifest.version}).`,
      )
    const draft = join(home.root, `new-cluster-${randomBytes(6).toString('hex')}`)
    const staged = join(dataDir, 'restoring')
    const passwords = join(staged, 'passwords.json')
    await unpack(path, config.version, (name) => {
      if (name === places.passwords) return passwords
      if (name === places.cluster.slice(0, -1)) return draft
      if (name.startsWith(places.cluster)) return join(draft, name.slice(places.cluster.length))
      return join(staged, name)
    })
    const owner = ownerOf(dataDir)
    giveTo(owner, staged)
    if (owner) for (const each of [base, join(base, 'location')]) if (existsSync(each)) giveTo(owner, each)
    giveTo(home.user, draft)
    // The passwords last: without them a database that is there is not opened, so that a half-moved installation cannot start.
    await rename(draft, home.cluster)
    await moveData(staged, dataDir)
    await rename(passwords, join(home.root, 'passwords.json'))
    await rm(staged, { recursive: true })
    release()
  } catch (error) {
    release()
    if (home && home.root !== join(dataDir, 'postgres')) await rm(home.root, { recursive: true, force: true })
    await emptyAgain(dataDir, made)
    throw error
  }
}

async function intoServer(config: Config, path: string, manifest: Manifest, made: boolean): Promise<void> {
  const { database } = manifest
  const url = config.databaseUrl
  if (database.kind !== 'dump' || !url) return
  const client = new pg.Client({ connectionString: url, application_name: 'city-scenarios restore' })
  client.on('error', () => undefined) // the query under way fails with it
  await client.connect()
  try {
    await refuseTarget(client, database)
    await refuseFull(config.dataDir) // the reading took a while
    const staged = join(config.dataDir, 'restoring')
    await mkdir(staged, { recursive: true })
    try {
      await unpack(path, config.version, (name) => join(staged, name))
      giveTo(ownerOf(config.dataDir), staged)
      await moveData(staged, config.dataDir)
      await restoreDump(client, url, database, join(staged, places.dump))
      await rm(staged, { recursive: true })
    } catch (error) {
      await emptyAgain(config.dataDir, made)
      throw error
    }
  } finally {
    await client.end()
  }
}

/** Every member into the place named for it, on the disk for good; checks it all a second time on the way. */
async function unpack(path: string, version: string, placeOf: (name: string) => string): Promise<void> {
  await readArchive(path, version, async (member, content) => {
    const place = placeOf(member.name)
    if (member.kind === 'folder') await mkdir(place, { recursive: true, mode: 0o700 })
    else {
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      await pipeline(Readable.from(content), createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true }))
    }
  })
}

async function moveData(staged: string, dataDir: string): Promise<void> {
  const data = join(staged, places.data)
  if (!existsSync(data)) return
  for (const name of await readdir(data)) await rename(join(data, name), join(dataDir, name))
}

async function emptyAgain(dataDir: string, made: boolean): Promise<void> {
  for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true })
  if (made) await rm(dataDir, { recursive: true, force: true })
}
