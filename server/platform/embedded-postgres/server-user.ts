import { spawnSync } from 'node:child_process'
import { existsSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whom PostgreSQL runs as when we are root, which it refuses to be. `undefined` elsewhere: it runs as ourselves. */
export type ServerUser = { uid: number; gid: number }

/** nobody:nogroup on Linux; daemon:daemon on macOS, whose nobody has a negative number. */
const unprivileged = process.platform === 'darwin' ? { uid: 1, gid: 1 } : { uid: 65_534, gid: 65_534 }

function ownerOf(path: string): ServerUser | undefined {
  if (!existsSync(path)) return undefined
  const { uid, gid } = statSync(path)
  return uid === 0 ? undefined : { uid, gid }
}

/** Who owns the cluster; before there is one, whoever owns the nearest folder above that is not root's; else nobody. */
export function chooseUser(cluster: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (let path = cluster; ; path = dirname(path)) {
    const owner = ownerOf(path)
    if (owner) return owner
    if (path === dirname(path)) return unprivileged
  }
}

export function spawnAs(user: ServerUser | undefined): { uid?: number; gid?: number; cwd?: string } {
  return user ? { ...user, cwd: '/' } : {}
}

/** PostgreSQL sees nothing of our environment: no PG* settings of the person at the terminal, no secrets. */
export function serverEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'DYLD_LIBRARY_PATH', 'LD_LIBRARY_PATH']
  const environment = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  // Trigrams ask the C library what a letter is: plain C would know no Chinese ones.
  const locale = { linux: 'C.UTF-8', darwin: 'en_US.UTF-8' }[process.platform as string]
  return { ...environment, TZ: 'UTC', ...(locale ? { LC_ALL: locale } : {}) }
}

/** Whether the user can enter the folder: asked of the system, which also knows access lists and mounts. */
export function canEnter(user: ServerUser | undefined, folder: string): boolean {
  if (!user) return true
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...spawnAs(user), stdio: 'ignore' }).status === 0
}

/** The topmost folder on the way that the user cannot enter. */
export function closedFolder(user: ServerUser | undefined, folder: string): string {
  const above = dirname(folder)
  return above === folder || canEnter(user, above) ? folder : closedFolder(user, above)
}

/** Makes the user the owner of the file or folder and everything in it. */
export function giveTo(user: ServerUser | undefined, path: string): void {
  if (!user) return
  const below = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : []
  for (const each of ['', ...below]) lchownSync(join(path, each), user.uid, user.gid)
}
