import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { EmbeddedPostgresError, orRefuse, refusalFor } from './errors.ts'
import type { Home } from './home.ts'
import { giveTo, serverEnvironment, spawnAs } from './server-user.ts'

/** Passwords of the superuser `postgres` and of the owner role. */
export type Passwords = { superuser: string; owner: string }

/** Kept beside the cluster, readable by us alone; made before the cluster, so that a first start that was cut short finds them again. */
function passwordsIn(home: Home): Passwords {
  const path = join(home.root, 'passwords.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Passwords
  if (existsSync(home.cluster)) {
    throw new EmbeddedPostgresError(
      'foreign',
      `${path} is missing, without it the database beside it cannot be opened. Bring it back from a backup.`,
    )
  }
  const made = { superuser: randomBytes(24).toString('base64url'), owner: randomBytes(24).toString('base64url') }
  writeFileSync(`${path}.new`, JSON.stringify(made), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  return made
}

function clearDrafts(home: Home): void {
  for (const name of readdirSync(home.root).filter((each) => /^new-(cluster|password)-/.test(each))) {
    rmSync(join(home.root, name), { recursive: true, force: true, maxRetries: 20 })
  }
}

function create(home: Home, binaries: Binaries, password: string, durable: boolean): void {
  // Names of their own: when Node is killed during a first start, its initdb goes on for a moment.
  const mark = randomBytes(6).toString('hex')
  const draft = join(home.root, `new-cluster-${mark}`)
  const passwordFile = join(home.root, `new-password-${mark}`)
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    giveTo(home.user, draft)
    giveTo(home.user, passwordFile)
    const access = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile]
    const language = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const run = spawnSync(binaries.initdb, ['-D', draft, ...access, ...language, ...(durable ? [] : ['--no-sync'])], {
      ...spawnAs(home.user),
      env: serverEnvironment(),
      encoding: 'utf8',
    })
    if (run.status !== 0) throw refusalFor('The embedded database cannot be made', run.error?.message ?? run.stderr)
    renameSync(draft, home.cluster)
  } finally {
    clearDrafts(home)
  }
}

/** Makes the cluster unless it is there, whole or not at all; gives the passwords. `durable: false` saves the disk's time in tests. */
export function openCluster(home: Home, binaries: Binaries, durable: boolean): Passwords {
  return orRefuse(`The embedded database in ${home.root} cannot be opened`, () => {
    clearDrafts(home)
    const passwords = passwordsIn(home)
    if (!existsSync(home.cluster)) create(home, binaries, passwords.superuser, durable)
    chmodSync(home.cluster, 0o700)
    const major = readFileSync(join(home.cluster, 'PG_VERSION'), 'utf8').trim()
    if (major !== binaries.major) {
      throw new EmbeddedPostgresError(
        'foreign',
        `The database in ${home.cluster} was made by PostgreSQL ${major}, this release carries ${binaries.major}. Go back to the release that made it, and move the data to a PostgreSQL server of your own (DATABASE_URL).`,
      )
    }
    return passwords
  })
}

/** The server's settings as arguments. The log goes to one file a day of the week; terse, because details of an error quote what users typed. */
export function serverArguments(cluster: string, port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: 100,
    shared_buffers: '256MB',
    work_mem: '16MB',
    random_page_cost: 1.1,
    io_method: 'sync',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: 0,
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}
