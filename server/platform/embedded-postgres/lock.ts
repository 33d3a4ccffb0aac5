import { randomBytes } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedPostgresError, orRefuse } from './errors.ts'
import { birthOf, isAlive } from './processes.ts'

const draftPrefix = 'new-lock-'

type Holder = { pid: number; birth: string }

function readHolder(path: string): { text: string; holder: Holder } | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    return { text, holder: JSON.parse(text) as Holder }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Takes the file's place if nobody holds it; the link makes whole file and name appear in one step. */
function place(folder: string, path: string, text: string): boolean {
  const draft = join(folder, `${draftPrefix}${randomBytes(6).toString('hex')}`)
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    // ENOENT: whoever has the lock meanwhile has cleared our draft away.
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Makes this process the only one that runs the database in `folder`; gives the function that lets go again.
 * A lock whose holder is gone, or whose number now belongs to another process, is taken over. Refuses with `locked` otherwise.
 */
export function takeLock(folder: string): () => void {
  const path = join(folder, 'lock')
  const mine = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), nonce: randomBytes(6).toString('hex') })
  const release = () => {
    if (readHolder(path)?.text === mine) rmSync(path, { force: true })
  }
  return orRefuse(`The embedded database in ${folder} cannot be locked`, () => {
    for (;;) {
      if (place(folder, path, mine)) {
        for (const name of readdirSync(folder))
          if (name.startsWith(draftPrefix)) rmSync(join(folder, name), { force: true })
        return release
      }
      const found = readHolder(path)
      if (!found) continue
      const { pid, birth } = found.holder
      if (isAlive(pid) && birthOf(pid) === birth) {
        throw new EmbeddedPostgresError(
          'locked',
          `The embedded database in ${folder} is in use by process ${pid}. Stop that process, or set DATA_DIR to another folder.`,
        )
      }
      // Two successors may both find the dead holder: who moves away a lock that is not the dead one puts it back.
      const aside = join(folder, `old-lock-${randomBytes(6).toString('hex')}`)
      try {
        renameSync(path, aside)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
        throw error
      }
      const moved = readHolder(aside)
      if (moved && moved.text !== found.text) place(folder, path, moved.text)
      rmSync(aside, { force: true })
    }
  })
}
