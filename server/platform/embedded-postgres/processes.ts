import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined // the process ended meanwhile, or belongs to somebody else: then it is not ours
  }
}

function ps(columns: string, ...which: string[]): string {
  return spawnSync('ps', [...which, '-ww', '-o', columns], { encoding: 'utf8' }).stdout ?? ''
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When the process was started, in a form that only serves for comparison; empty where the system does not tell.
 * A number alone does not name a process: the system hands numbers out again.
 */
export function birthOf(pid: number): string {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return ps('lstart=', '-p', String(pid)).trim()
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? ''
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? ''
  // The command's name stands in brackets and may hold blanks; field 22 of the line is the start in ticks since boot.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return ticks ? `${boot}/${ticks}` : ''
}

/** The PostgreSQL processes that work in this cluster folder, whatever its pid file says. Empty on Windows, where nobody tells. */
export function postgresProcessesIn(cluster: string): number[] {
  if (process.platform === 'win32') return []
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => attempt(() => readlinkSync(`/proc/${pid}/cwd`)) === cluster)
      .filter((pid) => attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim()) === 'postgres')
      .map(Number)
  }
  return ps('pid=,command=', '-ax')
    .split('\n')
    .filter((line) => line.includes('postgres') && line.includes(cluster))
    .map((line) => Number.parseInt(line, 10))
}

/** Stops what a killed predecessor left running in the cluster: fast first, then at once, at last by force. Gives the number found. */
export async function stopPostgresIn(cluster: string): Promise<number> {
  const found = postgresProcessesIn(cluster).length
  for (const [signal, seconds] of [
    ['SIGINT', 4],
    ['SIGQUIT', 6],
    ['SIGKILL', 5],
  ] as const) {
    const until = Date.now() + seconds * 1000
    for (const pid of postgresProcessesIn(cluster)) attempt(() => process.kill(pid, signal))
    while (Date.now() < until && postgresProcessesIn(cluster).length > 0) await pause(50)
  }
  return found
}
