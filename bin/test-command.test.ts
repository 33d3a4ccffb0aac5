import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const checkout = dirname(import.meta.dirname)
let project: string

function run(...args: string[]): { code: number | null; lastLine: string | undefined; leftOut: string[] } {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))
  const env = { ...Object.fromEntries(kept), npm_execpath: join(project, 'no-npm.js') }
  const { status, stdout } = spawnSync(process.execPath, [join(project, 'bin', 'test.mjs'), ...args], {
    env,
    encoding: 'utf8',
  })
  const lines = stdout.trimEnd().split('\n')
  return {
    code: status,
    lastLine: lines.at(-1),
    leftOut: lines.filter((line) => line.startsWith('left out: the checks')),
  }
}

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'city-scenarios-test-command-'))
  for (const path of ['bin', 'package.json', 'package-lock.json', 'vitest.config.ts']) {
    cpSync(join(checkout, path), join(project, path), { recursive: true })
  }
  writeFileSync(join(project, 'no-npm.js'), 'process.exit(1)') // an install would empty the folder that is linked here
  symlinkSync(join(checkout, 'node_modules'), join(project, 'node_modules'))
  mkdirSync(join(project, 'test'))
  const start = "import { expect, it } from 'vitest'\n"
  writeFileSync(join(project, 'test', 'good.test.ts'), `${start}it('a', () => {})\nit('b', () => {})\n`)
  writeFileSync(join(project, 'test', 'bad.test.ts'), `${start}it('a', () => expect(1).toBe(2))\nit('b', () => {})\n`)
  writeFileSync(join(project, 'test', 'broken.test.ts'), "import './nothing.ts'\n")
  writeFileSync(
    join(project, 'test', 'stray.test.ts'),
    `${start}it('a', () => {\n  Promise.reject(new Error('nobody waits'))\n})\n`,
  )
})

afterEach(() => rmSync(project, { recursive: true, force: true }))

it('ends with the counts, of which a file that cannot be read is one failure', () => {
  const leftOut = ['left out: the checks and the tests that were not asked for']
  expect(run('--project', 'unit', 'test/good')).toEqual({ code: 0, lastLine: '2 passed, 0 failed', leftOut })
  expect(run('--project', 'unit', 'test/good', 'test/bad', 'test/broken')).toEqual({
    code: 1,
    lastLine: '3 passed, 2 failed',
    leftOut,
  })
})

it('fails when a run breaks without a failed test, and when no test ran', () => {
  expect(run('--project', 'unit', 'test/stray')).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed' })
  expect(run('--project', 'unit', 'test/no-such-file')).toMatchObject({ code: 1, lastLine: '0 passed, 0 failed' })
})
