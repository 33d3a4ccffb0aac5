// Stands between Node and PostgreSQL: starts the server, and stops it when its own standard input ends, which the operating system
// sees to even when Node is killed. Plain JavaScript, so that it starts at once on every supported Node, without a loader.
// It runs in a session of its own and ignores signals: a Ctrl-C or a stop of the whole group must not reach the
// database before the application has finished with it.
import { spawn } from 'node:child_process'

const { command, args, cwd, env, uid, gid } = JSON.parse(process.argv[2])
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
process.stdout.on('error', () => {}) // Node is gone; there is nobody to tell
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

const server = spawn(command, args, { cwd, env, uid, gid, stdio: ['ignore', 'ignore', 'pipe'] })
let words = ''
server.stderr.on('data', (chunk) => {
  words = (words + chunk).slice(-4000)
})
server.on('error', (error) => {
  tell({ event: 'exit', code: null, signal: null, words: error.message })
  process.exitCode = 1
  process.stdin.destroy()
})
server.on('spawn', () => tell({ event: 'pid', pid: server.pid }))

let stopping = false
const stop = () => {
  if (stopping) return
  stopping = true
  server.kill('SIGINT') // fast shutdown: clients are cut off, everything is written
  setTimeout(() => server.kill('SIGQUIT'), 4000).unref() // immediate: the log makes it whole again at the next start
  setTimeout(() => server.kill('SIGKILL'), 12_000).unref()
}
process.stdin.on('error', stop)
process.stdin.on('close', stop)
process.stdin.resume()

// Not 'close': after the main process is killed, its children may hold the pipe for a while.
server.on('exit', (code, signal) => {
  tell({ event: 'exit', code, signal, words })
  server.stderr.destroy()
  process.stdin.destroy()
})
