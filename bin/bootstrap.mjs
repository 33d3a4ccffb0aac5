// Makes a fresh clone runnable: checks Node, installs when the lock file changed, builds the web when its sources changed.
// Uses nothing but Node, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...names) => join(root, ...names)
const isWindows = process.platform === 'win32'

/** Set-up speaks on the error channel, so that what a command prints can be read by programs. */
export function say(message) {
  process.stderr.write(`${message}\n`)
}

function end(message) {
  say(message)
  process.exit(1)
}

function nodeIsAtLeast(major, minor) {
  const [ours, ourMinor] = process.versions.node.split('.').map(Number)
  return ours > major || (ours === major && ourMinor >= minor)
}

function checkNode() {
  if (!nodeIsAtLeast(20, 19))
    end(
      `Node 20.19 or newer is needed, this is ${process.versions.node}. Get a newer one from nodejs.org, then try again.`,
    )
}

/** Node 22.18 and newer run TypeScript as it is. */
const runsTypeScript = nodeIsAtLeast(22, 18) && !(process.versions.node.startsWith('23.') && !nodeIsAtLeast(23, 6))

/** The arguments for Node to run a TypeScript file in a process of its own. */
export function nodeArguments(file) {
  return [...(runsTypeScript ? [] : ['--import', 'tsx']), at(file)]
}

/** Runs a TypeScript file of the project in this very process: signals, exit code and a kill need no forwarding. */
export async function runServerScript(file, args) {
  if (!runsTypeScript) (await import('tsx/esm/api')).register()
  process.argv = [process.argv[0], at(file), ...args]
  await import(pathToFileURL(at(file)).href)
}

/** The parent of our parent, where the system tells: npm, when a shell stands between it and us. */
function grandparent() {
  try {
    const line = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined // no such folder on this system, or the parent ended this moment
  }
}

/**
 * npm hands a signal to the shell between it and us, which ends without passing it on; and npm may be killed. Whoever asked for us is gone then:
 * end in good order instead of running on unseen.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event || isWindows) return
  const above = () => `${process.ppid} ${grandparent()}`
  const atStart = above()
  const timer = setInterval(() => {
    if (above() === atStart) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 300)
  timer.unref()
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'dist' && entry.name !== 'node_modules')
    .flatMap((entry) => {
      const inner = join(path, entry.name)
      return entry.isDirectory() ? filesBelow(inner) : [inner]
    })
    .sort()
}

function fingerprint(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(file)
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function stampIs(path, value) {
  return existsSync(path) && readFileSync(path, 'utf8').trim() === value
}

/** Whether what npm wrote down about its last install is what the lock file asks for; packages for other platforms may be absent. */
function isInstalled(withDev) {
  const record = at('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = Object.entries(JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages)
  return wanted.every(([path, entry]) => {
    if (path === '') return true
    if (installed[path]) return installed[path].version === entry.version && existsSync(at(path))
    return Boolean(entry.optional || entry.peer || entry.devOptional || (entry.dev && !withDev))
  })
}

function npm(args) {
  const script = process.env.npm_execpath
  const viaNode = script?.endsWith('.js') && existsSync(script)
  const options = { cwd: root, stdio: ['ignore', 2, 'inherit'] }
  if (viaNode) return spawnSync(process.execPath, [script, ...args], options)
  return spawnSync(isWindows ? 'npm.cmd' : 'npm', args, { ...options, shell: isWindows })
}

function install(withDev) {
  const lock = fingerprint([at('package-lock.json')])
  const stamp = at('node_modules', '.bootstrap-stamp')
  const stampValue = withDev ? `${lock} with development tools` : lock
  if (stampIs(stamp, stampValue) || (!withDev && stampIs(stamp, `${lock} with development tools`))) return
  if (!isInstalled(withDev)) {
    say('Installing packages (npm ci), because the lock file changed or nothing is installed yet ...')
    const run = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(withDev ? ['--include=dev'] : [])])
    if (run.status !== 0)
      end(
        `Installing packages failed (${run.error?.message ?? `npm ended with ${run.status ?? run.signal}`}). Is the package registry in reach?`,
      )
    if (!isInstalled(withDev)) {
      say('npm left out the development tools (NODE_ENV or npm settings say so); the server does not need them.')
    }
  }
  writeFileSync(stamp, `${isInstalled(true) ? `${lock} with development tools` : lock}\n`)
}

function buildWeb() {
  if (!existsSync(at('web', 'build.mjs'))) {
    say('Building the web is left out: there is no web/build.mjs.')
    return
  }
  const configs = readdirSync(root).filter((name) => name.startsWith('vite.config.') || name === 'package-lock.json')
  const folders = ['web', 'contracts', join('engines', 'lifecycle')].flatMap((name) => filesBelow(at(name)))
  const sources = fingerprint([...folders, ...configs.map((name) => at(name))])
  const stamp = at('web', 'dist', '.bootstrap-stamp')
  if (stampIs(stamp, sources)) return
  say('Building the web pages, because their sources changed ...')
  rmSync(stamp, { force: true })
  const run = spawnSync(process.execPath, [at('web', 'build.mjs')], { cwd: root, stdio: ['ignore', 2, 'inherit'] })
  if (run.status !== 0)
    end(`Building the web pages failed (${run.error?.message ?? `ended with ${run.status ?? run.signal}`}).`)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${sources}\n`)
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two commands started together in one checkout must not install into each other. */
function alone(work) {
  mkdirSync(at('.cache'), { recursive: true })
  const lock = at('.cache', 'bootstrap.lock')
  let told = false
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0)
    if (holder && !isAlive(holder)) {
      rmSync(lock, { force: true })
      continue
    }
    if (!told) say(`Waiting for process ${holder}, which is setting up this folder ...`)
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release) // `end` leaves through here
  work()
  process.removeListener('exit', release)
  release()
}

/** `dev`: the development tools are needed. `web`: the built pages are needed. Says what it does, and nothing when there is nothing to do. */
export function bootstrap({ dev = false, web = true } = {}) {
  checkNode()
  alone(() => {
    install(dev)
    if (web) buildWeb()
  })
}

/** The path of an installed command line tool. */
export function tool(name) {
  return at('node_modules', '.bin', isWindows ? `${name}.cmd` : name)
}

/** The first of these programs that is on the path. */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names
    .flatMap((name) => folders.map((folder) => join(folder, isWindows ? `${name}.exe` : name)))
    .find((path) => existsSync(path))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bootstrap({ dev: true })
