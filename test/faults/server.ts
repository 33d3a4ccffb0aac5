import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { demoPassword } from '../../server/modules/accounts/index.ts'
import { attachEmbeddedPostgres } from '../../server/platform/embedded-postgres/attach.ts'
import { eventually, query } from '../../server/platform/embedded-postgres/fault-support.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

type Environment = Readonly<Record<string, string>>
export type Ended = { readonly code: number | null; readonly signal: string | null; readonly said: string }
export type Server = {
  readonly process: ChildProcess
  readonly address: string
  /** From the start of the process to its word that it answers, milliseconds. */
  readonly took: number
  /** What it has said so far, on both channels. */
  readonly said: () => string
  readonly ended: Promise<Ended>
}

const running = new Set<ChildProcess>()

function launch(env: Environment, args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Only what a test names: settings of whoever runs the tests must not reach the server.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', RATE_LIMIT: '0', LOG_LEVEL: 'warn', ...env },
  })
  running.add(child)
  let said = ''
  for (const channel of [child.stdout, child.stderr]) {
    channel.on('data', (chunk) => {
      said += chunk
    })
  }
  const ended = new Promise<Ended>((settle) => {
    child.on('close', (code, signal) => {
      running.delete(child)
      settle({ code, signal, said })
    })
  })
  return { child, ended, said: () => said }
}

/** The real server in a process of its own, once it answers; throws with its words when it ends before. */
export async function startServer(env: Environment, args: readonly string[] = []): Promise<Server> {
  const began = performance.now()
  const { child, ended, said } = launch(env, args)
  const address = new Promise<string>((settle) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^ready (\S+)$/.exec(line)?.[1]
      if (found) settle(found)
    })
  })
  const first = await Promise.race([address, ended])
  if (typeof first !== 'string') throw new Error(`the server ended with ${first.code ?? first.signal}: ${first.said}`)
  return { process: child, address: first, took: performance.now() - began, said, ended }
}

/** The same for a server that is expected not to start: its end and its words. */
export function runToEnd(env: Environment): Promise<Ended> {
  return launch(env, []).ended
}

export async function kill(server: Server, signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended> {
  server.process.kill(signal)
  return server.ended
}

/** Leaves no server behind, whatever a test did. */
export async function killAll(): Promise<void> {
  const ends = [...running].map((child) => new Promise((settle) => child.once('close', settle)))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ends)
}

/** The address of the embedded database for a hand with every right. */
export function superuserOf(dataDir: string): string {
  const found = attachEmbeddedPostgres(dataDir)
  if (!found) throw new Error(`no embedded database runs in ${dataDir}`)
  return found.superuserUrl
}

export function rowsOf<T>(dataDir: string, text: string): Promise<T[]> {
  return query(superuserOf(dataDir), text) as Promise<T[]>
}

/** PostgreSQL's main process of the embedded database. */
export async function postmasterOf(dataDir: string): Promise<number> {
  const [row] = await rowsOf<{ pid: number }>(
    dataDir,
    `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`,
  )
  return row?.pid ?? 0
}

/** Headers of a demonstration account that is signed in; the session outlives restarts. */
export async function signIn(server: Server, login: string): Promise<Record<string, string>> {
  const response = await fetch(`${server.address}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: `${login}@demo.local`, password: demoPassword }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (response.status !== 200 || !cookie) throw new Error(`signing in answered ${response.status}`)
  return { cookie, 'sec-fetch-site': 'same-origin' }
}

/** Waits until another PostgreSQL main process than `before` has taken over and the server answers on it. */
export async function untilReplaced(dataDir: string, server: Server, before: number): Promise<void> {
  await eventually(30, async () => {
    const now = await postmasterOf(dataDir).catch(() => before) // refuses connections while it recovers
    return now !== before
  }).catch((error: Error) => {
    throw new Error(`${error.message}\n${server.said()}`)
  })
  await untilReady(server)
}

export async function isReady(server: Server): Promise<boolean> {
  return (await fetch(`${server.address}/readyz`)).status === 200
}

export function untilReady(server: Server, seconds = 30): Promise<void> {
  return eventually(seconds, () => isReady(server))
}
