import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let project: string

const write = (path: string, text: string) => writeFileSync(join(project, path), text)
const timesIn = (path: string) =>
  existsSync(join(project, path)) ? readFileSync(join(project, path), 'utf8').length : 0

function lockFile(version: string): void {
  const packages = { '': {}, 'node_modules/thing': { version }, 'node_modules/elsewhere': { version, optional: true } }
  write('package-lock.json', JSON.stringify({ packages }))
}

function bootstrap(): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, npm_execpath: join(project, 'npm.js'), NODE_OPTIONS: '' }
  const child = spawn(process.execPath, [join(project, 'bin', 'bootstrap.mjs')], { cwd: tmpdir(), env })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((settle) => child.on('close', (code) => settle({ code, said })))
}

/** Stands for the package manager: does what the lock file says and counts its runs. */
const npm = `
const fs = require('node:fs')
fs.appendFileSync('installs', '.')
if (process.argv[2] !== 'ci' || fs.existsSync('registry-down')) process.exit(7)
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'))
fs.rmSync('node_modules', { recursive: true, force: true })
fs.mkdirSync('node_modules/thing', { recursive: true })
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/thing': packages['node_modules/thing'] } }))
`

const webBuild = `
import { appendFileSync, existsSync } from 'node:fs'
appendFileSync('builds', '.')
process.exit(existsSync('web/broken') ? 3 : 0)
`

const installing = 'Installing packages (npm ci), because the lock file changed or nothing is installed yet ...\n'
const building = 'Building the web pages, because their sources changed ...\n'

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'city-scenarios-bootstrap-'))
  mkdirSync(join(project, 'web'))
  cpSync(join(import.meta.dirname, 'bootstrap.mjs'), join(project, 'bin', 'bootstrap.mjs'))
  write('npm.js', npm)
  write('web/build.mjs', webBuild)
  lockFile('1.0.0')
})

afterEach(() => rmSync(project, { recursive: true, force: true }))

it('sets a fresh clone up once, and then has nothing to do or say', async () => {
  expect(await bootstrap()).toEqual({ code: 0, said: installing + building })
  expect(await bootstrap()).toEqual({ code: 0, said: '' })
  expect([timesIn('installs'), timesIn('builds')]).toEqual([1, 1])
})

it('installs again when the lock file changed, and builds again for it', async () => {
  await bootstrap()
  lockFile('1.0.1')
  expect(await bootstrap()).toEqual({ code: 0, said: installing + building })
})

it('builds again when a source changed, and only then', async () => {
  await bootstrap()
  write('web/page.ts', 'a source')
  expect(await bootstrap()).toEqual({ code: 0, said: building })
})

it('takes what somebody installed by hand', async () => {
  mkdirSync(join(project, 'node_modules', 'thing'), { recursive: true })
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/thing': { version: '1.0.0' } } }))
  expect(await bootstrap()).toEqual({ code: 0, said: building })
})

it('says why it cannot go on, and tries again the next time', async () => {
  write('registry-down', '')
  const refused = await bootstrap()
  expect(refused).toEqual({
    code: 1,
    said: `${installing}Installing packages failed (npm ended with 7). Is the package registry in reach?\n`,
  })
  rmSync(join(project, 'registry-down'))
  write('web/broken', '')
  expect(await bootstrap()).toEqual({
    code: 1,
    said: `${installing}${building}Building the web pages failed (ended with 3).\n`,
  })
  rmSync(join(project, 'web', 'broken'))
  expect(await bootstrap()).toEqual({ code: 0, said: building })
})

it('two at once do the work once', async () => {
  const both = await Promise.all([bootstrap(), bootstrap()])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect([timesIn('installs'), timesIn('builds')]).toEqual([1, 1])
})

it('a set-up that was killed does not lock the next one out', async () => {
  mkdirSync(join(project, '.cache'))
  write('.cache/bootstrap.lock', '4194999') // above the largest process number
  expect((await bootstrap()).code).toBe(0)
})
