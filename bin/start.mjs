// npm start: sets up, then runs the server in this process. `--dev` reloads the server and rebuilds the pages on every change.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bootstrap, endWithNpm, nodeArguments, root, runServerScript, say } from './bootstrap.mjs'

const args = process.argv.slice(2)
const dev = args.includes('--dev')
const serverArgs = args.filter((arg) => arg !== '--dev')

function develop() {
  const commands = [[`--watch`, '--watch-preserve-output', ...nodeArguments('server/main.ts'), ...serverArgs]]
  const webBuild = join(root, 'web', 'build.mjs')
  if (existsSync(webBuild)) commands.push([webBuild, '--watch'])
  const children = commands.map((command) => spawn(process.execPath, command, { cwd: root, stdio: 'inherit' }))
  let running = children.length
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // The terminal has sent Ctrl-C to the children as well.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) for (const child of children) child.kill(signal)
    })
  }
  for (const child of children) {
    child.on('exit', (code) => {
      running -= 1
      if (code) process.exitCode = code
      if (running > 0) for (const other of children) other.kill('SIGTERM')
    })
  }
}

endWithNpm()
bootstrap({ dev, web: true })
if (dev) {
  say('Watching the sources; every change reloads. Ctrl-C ends.')
  develop()
} else {
  await runServerScript('server/main.ts', serverArgs)
}
