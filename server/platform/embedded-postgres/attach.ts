import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { urlsFor } from './provision.ts'

/**
 * The addresses of an embedded database that another process of this installation runs now, for the command line; null when none runs.
 * Only who may read the data folder's secrets gets in.
 */
export function attachEmbeddedPostgres(dataDir: string): { url: string; superuserUrl: string } | null {
  const base = resolve(dataDir, 'postgres')
  const note = join(base, 'location')
  const root = existsSync(note) ? readFileSync(note, 'utf8').trim() : base
  const pidFile = join(root, 'cluster', 'postmaster.pid')
  if (!existsSync(pidFile)) return null
  // Lines of postmaster.pid: process, data folder, start time, port, …
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null
  }
  const passwords = JSON.parse(readFileSync(join(root, 'passwords.json'), 'utf8'))
  return urlsFor(Number(port), passwords)
}
