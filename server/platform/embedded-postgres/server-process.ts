import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { refusalFor } from './errors.ts'
import type { Home } from './home.ts'
import { serverEnvironment } from './server-user.ts'

/** How a PostgreSQL main process ended, with what it last said. */
export type Ending = { code: number | null; signal: string | null; words: string }

export type ServerProcess = { pid: number; ended: Promise<Ending>; stop(): Promise<Ending> }

const keeper = fileURLToPath(new URL('./keeper.mjs', import.meta.url))

type Message = { event: 'pid'; pid: number } | ({ event: 'exit' } & Ending)

/** The pid file's first line is the process, the eighth its state. */
function isReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Starts PostgreSQL under its keeper; settles when it takes connections, however long recovery needs, or refuses when it ends before. */
export async function startServer(program: string, args: string[], home: Home): Promise<ServerProcess> {
  const order = { command: program, args, cwd: home.cluster, env: serverEnvironment(), ...home.user }
  const { NODE_OPTIONS: _, ...env } = process.env
  const child = spawn(process.execPath, [keeper, JSON.stringify(order)], {
    detached: true, // a session of its own: signals to our group do not reach it
    stdio: ['pipe', 'pipe', 'ignore'],
    env,
  })
  child.stdin.on('error', () => {}) // the keeper was killed; its exit tells
  let pid = 0
  let last: Ending | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as Message
    if (message.event === 'pid') pid = message.pid
    else last = message
  })
  const ended = new Promise<Ending>((settle) => {
    child.on('error', (error) => settle({ code: null, signal: null, words: error.message }))
    child.on('close', (code, signal) => settle(last ?? { code, signal, words: 'its keeper was killed' }))
  })
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  while (!isOver) {
    if (pid && isReady(home.cluster, pid)) {
      const stop = () => {
        child.stdin.end()
        return ended
      }
      return { pid, ended, stop }
    }
    await Promise.race([ended, pause(20)])
  }
  const { words, code, signal } = await ended
  throw refusalFor(
    'PostgreSQL did not start',
    words || `it ended with ${signal ?? code}, see ${join(home.cluster, 'log')}`,
  )
}

/** A loopback port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const server = createServer()
    server.on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => settle(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
