import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  copyProject,
  drive,
  driveUntil,
  eventually,
  parentOf,
  query,
  remove,
  temporaryFolder,
} from './fault-support.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres, type UnexpectedExit } from './index.ts'
import { postgresProcessesIn } from './processes.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65_534, gid: 65_534 }
/** Twenty megabytes of memory as a disk; needs a right that root may lack in a container. */
const mountSmallDisk = (folder: string) =>
  spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder]).status === 0
const mayMount = (() => {
  const folder = temporaryFolder()
  const mounted = mountSmallDisk(folder)
  if (mounted) spawnSync('/bin/umount', [folder])
  remove(folder)
  return mounted
})()
const silent = () => {}
const log = { info: silent, warn: silent, error: silent }

const endless = 'SELECT count(*) FROM generate_series(1, 100000000000)'
const isBusy = async (url: string) =>
  (await query(url, `SELECT FROM pg_stat_activity WHERE state = 'active' AND query = '${endless}'`)).length === 1

let dataDir: string
let cluster: string
let started: EmbeddedPostgres[]

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  started.push(postgres)
  return postgres
}

beforeEach(() => {
  dataDir = temporaryFolder()
  cluster = join(dataDir, 'postgres', 'cluster')
  started = []
})

afterEach(async () => {
  for (const postgres of started) await postgres.stop()
  expect(postgresProcessesIn(cluster)).toEqual([])
  remove(dataDir)
})

describe('a start', () => {
  it('gives a database whose owner is no superuser and obeys row-level security', async () => {
    const { url, superuserUrl } = await start()
    const [owner] = await query(
      url,
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, datdba::regrole::text AS owner, datlocprovider, datlocale
       FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    )
    expect(owner).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: true,
      rolcreatedb: true,
      owner: 'scenarios',
      datlocprovider: 'b',
      datlocale: 'C.UTF-8',
    })
    expect(await query(superuserUrl, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      { rolsuper: true },
    ])
  })

  it('keeps what is written, asks for passwords, and knows Chinese trigrams in every new database', async () => {
    const { url } = await start()
    await query(url, 'CREATE DATABASE another')
    const other = new URL(url)
    other.pathname = 'another'
    expect(await query(other.href, "SELECT cardinality(show_trgm('城市场景')) AS trigrams")).toEqual([{ trigrams: 5 }])
    const settings =
      'fsync full_page_writes synchronous_commit work_mem random_page_cost TimeZone listen_addresses'.split(' ')
    const rows = await Promise.all(settings.map((name) => query(url, `SHOW "${name}"`)))
    expect(rows.flat().flatMap((row) => Object.values(row))).toEqual([
      'on',
      'on',
      'on',
      '16MB',
      '1.1',
      'UTC',
      '127.0.0.1',
    ])
    const wrong = new URL(url)
    wrong.password = 'wrong'
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
    expect(statSync(join(dataDir, 'postgres', 'passwords.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(dataDir, 'postgres')).sort()).toEqual(['cluster', 'lock', 'passwords.json'])
  })

  it('finds after a stop what was there before it, and a connection left open does not hold the stop up', async () => {
    const first = await start()
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number')
    const open = query(first.url, 'SELECT pg_sleep(60)').catch((error: Error) => error.message)
    await eventually(5, async () => {
      const sleeping = await query(first.superuserUrl, "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
      return sleeping.length === 1
    })
    await first.stop()
    expect(await open).toBe('terminating connection due to administrator command')
    const second = await start()
    expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
  })
})

describe('a second process', () => {
  it('is refused with the number of the first, and leaves the first alone', async () => {
    const first = await start()
    const { answer } = await drive(dataDir)
    expect(answer).toEqual({
      fault: 'locked',
      message: `The embedded database in ${join(dataDir, 'postgres')} is in use by process ${process.pid}. Stop that process, or set DATA_DIR to another folder.`,
    })
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('takes over from a holder whose number now belongs to another process', async () => {
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres', 'lock'), JSON.stringify({ pid: process.pid, birth: 'of another' }))
    expect((await start()).pid).toBeGreaterThan(0)
  })
})

describe('after kill -9', () => {
  it('of Node the database ends within five seconds and the next start finds every acknowledged row', async () => {
    const { process: node, answer, ended } = await drive(dataDir)
    const url = answer.url ?? ''
    await query(url, 'CREATE TABLE acknowledged (number int)')
    await query(url, 'INSERT INTO acknowledged SELECT generate_series(1, 1000)')
    const busy = query(url, endless).catch((error: Error) => error.message)
    await eventually(5, () => isBusy(url))
    node.kill('SIGKILL')
    await ended
    await eventually(5, () => postgresProcessesIn(cluster).length === 0)
    expect(await busy).toMatch(/terminat/)
    const next = await start()
    expect(await query(next.url, 'SELECT count(*)::int AS rows FROM acknowledged')).toEqual([{ rows: 1000 }])
  })

  it('of Node an immediate start takes over', async () => {
    const { process: node, ended } = await drive(dataDir)
    node.kill('SIGKILL')
    await ended
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('of Node at any moment of a first start the next one succeeds', async () => {
    const folder = join(dataDir, 'postgres')
    const has = (prefix: string) => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(prefix))
    const moments = [
      () => has('lock'),
      () => has('new-cluster-'),
      () => has('cluster'),
      () => existsSync(join(cluster, 'postmaster.pid')),
    ]
    for (const moment of moments) {
      await driveUntil(dataDir, moment)
    }
    expect(await query((await start()).url, 'SELECT current_user::text AS owner')).toEqual([{ owner: 'scenarios' }])
    expect(readdirSync(folder).sort()).toEqual(['cluster', 'lock', 'passwords.json'])
  })

  it('of PostgreSQL it is back at the same address with every acknowledged row, also when a session is busy', async () => {
    const postgres = await start()
    const exits: UnexpectedExit[] = []
    postgres.onExit((exit) => exits.push(exit))
    await query(postgres.url, 'CREATE TABLE acknowledged AS SELECT 1 AS number')
    const busy = query(postgres.url, endless).catch(() => 'cut off')
    await eventually(5, () => isBusy(postgres.url))
    const before = postgres.pid
    process.kill(before, 'SIGKILL')
    await eventually(20, () => postgres.pid !== before)
    expect(await query(postgres.url, 'SELECT number FROM acknowledged')).toEqual([{ number: 1 }])
    expect(exits).toEqual([{ reason: 'SIGKILL', restarting: true }])
    expect(await busy).toBe('cut off')
  })

  it('of the keeper the database is taken into the hands of a new one', async () => {
    const postgres = await start()
    const before = postgres.pid
    process.kill(parentOf(before), 'SIGKILL')
    await eventually(10, () => postgres.pid !== before)
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('again and again it stays down and says so', async () => {
    const postgres = await start()
    const exits: boolean[] = []
    postgres.onExit(({ restarting }) => exits.push(restarting))
    for (let round = 1; round <= 6; round += 1) {
      const before = postgres.pid
      process.kill(before, 'SIGKILL')
      await eventually(20, () => postgres.pid !== before || exits.at(-1) === false)
    }
    expect(exits).toEqual([true, true, true, true, true, false])
    await expect(query(postgres.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  })
})

it('a stale pid file that names a living process of somebody else does not hold the start up', async () => {
  await (await start()).stop()
  const pidFile = join(cluster, 'postmaster.pid')
  writeFileSync(pidFile, `${process.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`)
  if (isRoot) chownSync(pidFile, nobody.uid, nobody.gid)
  const postgres = await start()
  expect(Number(readFileSync(pidFile, 'utf8').split('\n')[0])).toBe(postgres.pid)
})

describe('a place that will not do', () => {
  it('names the folder that cannot be written', async () => {
    writeFileSync(join(dataDir, 'postgres'), 'a file where the folder should be')
    await expect(start()).rejects.toMatchObject({
      fault: 'unwritable',
      message: expect.stringContaining('Set DATA_DIR'),
    })
  })

  it('names DATABASE_URL where there are no programs for the computer', async () => {
    const { answer } = await drive(join(dataDir, 'data'), { app: copyProject(dataDir, false) })
    expect(answer).toEqual({
      fault: 'unsupported',
      message: expect.stringContaining('Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.'),
    })
  })

  it.runIf(mayMount)('says that the disk is full', async () => {
    const disk = join(dataDir, 'disk')
    mkdirSync(disk)
    mountSmallDisk(disk)
    try {
      const { answer } = await drive(disk)
      expect(answer).toEqual({
        fault: 'disk_full',
        message: expect.stringMatching(/^The disk of .* has \d+ MB free, the database needs 200 MB\./),
      })
    } finally {
      spawnSync('/bin/umount', [disk])
    }
  })
})

describe('whoever starts it', () => {
  async function runOnce(app: string, user?: typeof nobody) {
    const driver = await drive(join(app, 'data'), { app, user })
    const rows = await query(driver.answer.url ?? '', "SELECT cardinality(show_trgm('青岛')) AS trigrams")
    driver.process.kill('SIGTERM')
    expect(await driver.ended).toBe(0)
    return { rows, said: driver.said() }
  }

  it('an ordinary user may, although npm ran no install scripts and the packages are read-only', async () => {
    const app = copyProject(dataDir, true)
    mkdirSync(join(app, 'data'))
    if (isRoot) chownSync(join(app, 'data'), nobody.uid, nobody.gid)
    const { rows } = await runOnce(app, isRoot ? nobody : undefined)
    expect(rows).toEqual([{ trigrams: 3 }])
    expect(existsSync(join(app, 'data', 'postgres', 'cluster', 'PG_VERSION'))).toBe(true)
  })

  it('root may too below a folder of mode 0700, and finds its database again', async () => {
    const closed = join(dataDir, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o700)
    const app = copyProject(closed, true)
    const note = join(app, 'data', 'postgres', 'location')
    try {
      const first = await runOnce(app)
      expect(first.rows).toEqual([{ trigrams: 3 }])
      expect(existsSync(note)).toBe(isRoot)
      expect(await runOnce(app)).toEqual({ rows: [{ trigrams: 3 }], said: '' })
      if (!isRoot) return
      const home = readFileSync(note, 'utf8').trim()
      expect(first.said).toContain(`cannot enter ${closed}: the database is kept in ${home}`)
    } finally {
      if (existsSync(note)) remove(readFileSync(note, 'utf8').trim())
    }
  })
})
