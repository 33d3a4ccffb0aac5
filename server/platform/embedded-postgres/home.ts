import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { EmbeddedPostgresError, orRefuse } from './errors.ts'
import { canEnter, chooseUser, closedFolder, type ServerUser } from './server-user.ts'

/** `root` holds lock, passwords and programs; `cluster`, below it, is PostgreSQL's data folder. All paths are real ones, without links. */
export type Home = { root: string; cluster: string; user: ServerUser | undefined }

const leastFree = { firstStart: 200, laterStart: 40 } // megabytes: a new cluster is 40 and wants a few 16 MB log segments

function makeHome(parents: string[], base: string): string {
  for (const parent of parents) {
    try {
      accessSync(parent, constants.W_OK)
    } catch {
      continue
    }
    const root = join(parent, `city-scenarios-${randomBytes(6).toString('hex')}`)
    mkdirSync(root, { mode: 0o711 }) // fails when the name is taken: nobody can have prepared it for us
    chmodSync(root, 0o711)
    writeFileSync(join(root, 'belongs-to'), `${base}\n`)
    return root
  }
  throw new EmbeddedPostgresError(
    'unwritable',
    `None of ${parents.join(', ')} can be written. Set DATABASE_URL to a PostgreSQL server instead.`,
  )
}

function requireSpace(root: string, first: boolean): void {
  const { bavail, bsize } = statfsSync(root)
  const free = Math.floor((bavail * bsize) / 1024 ** 2)
  const least = first ? leastFree.firstStart : leastFree.laterStart
  if (free >= least) return
  throw new EmbeddedPostgresError(
    'disk_full',
    `The disk of ${root} has ${free} MB free, the database needs ${least} MB. Free some space, then start again.`,
  )
}

/** `<dataDir>/postgres`, made if need be and writable; a real path. */
export function openBase(dataDir: string): string {
  return orRefuse(`The data folder ${dataDir} cannot be used`, () => {
    const asked = resolve(dataDir, 'postgres')
    mkdirSync(asked, { recursive: true })
    const base = realpathSync(asked)
    accessSync(base, constants.W_OK)
    if (process.getuid?.() === 0) chmodSync(base, 0o711)
    return base
  })
}

/**
 * Where the database of a data folder lives: in `base`. As root PostgreSQL must run as another user; when that one cannot get into it
 * (a checkout below a folder of mode 0700) it lives in a folder of its own in /var/lib, which the file `location` in `base` then names.
 * Refuses with `unwritable`, `disk_full` or `foreign` (made by another user).
 */
export function openHome(base: string, say: (message: string) => void): Home {
  return orRefuse(`The data folder ${base} cannot be used`, () => {
    const isRoot = process.getuid?.() === 0
    const note = join(base, 'location')
    let root = existsSync(note) ? readFileSync(note, 'utf8').trim() : base
    if (!existsSync(root)) {
      throw new EmbeddedPostgresError(
        'foreign',
        `${note} says that the database is in ${root}, but there is nothing. Bring that folder back, or remove ${base} to begin anew.`,
      )
    }
    let cluster = join(root, 'cluster')
    const user = chooseUser(cluster)
    const first = !existsSync(cluster)
    if (!first && !isRoot && process.getuid && statSync(cluster).uid !== process.getuid()) {
      throw new EmbeddedPostgresError(
        'foreign',
        `The database in ${root} belongs to another user (uid ${statSync(cluster).uid}). Start as root or as that user, or set DATA_DIR to another folder.`,
      )
    }
    if (!canEnter(user, root)) {
      const closed = closedFolder(user, root)
      if (!first) {
        throw new EmbeddedPostgresError(
          'foreign',
          `PostgreSQL runs as uid ${user?.uid} and cannot enter ${closed}. Open it (chmod o+x), or move the data folder to where that user can reach it.`,
        )
      }
      root = makeHome(['/var/lib', '/var/tmp'], base)
      cluster = join(root, 'cluster')
      writeFileSync(note, `${root}\n`, { flush: true })
      say(
        `PostgreSQL runs as uid ${user?.uid}, which cannot enter ${closed}: the database is kept in ${root} (noted in ${note})`,
      )
    }
    requireSpace(root, first)
    return { root, cluster, user }
  })
}
