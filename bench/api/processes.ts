import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Running = { readonly address: string; stop(): Promise<void> }

/** A script of the project in a process of its own, once it says `ready <address>`. */
export async function startScript(file: string, args: string[], env: Record<string, string>): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', ...execArguments(), file, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
  })
  const ended = new Promise<void>((settle) => child.on('close', () => settle()))
  const address = new Promise<string>((settle) => {
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^ready (\S+)$/.exec(line)?.[1]
      if (found) settle(found)
    })
  })
  const first = await Promise.race([address, ended])
  if (!first) throw new Error(`${file} ended before it was ready`)
  return {
    address: first,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** BENCH_NODE_ARGS hands arguments to Node, `--cpu-prof` for one. */
function execArguments(): string[] {
  return process.env.BENCH_NODE_ARGS?.split(' ').filter(Boolean) ?? []
}
