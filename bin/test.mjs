// npm test: sets up, checks, then runs the tests: unit, db, fault, browser. Arguments (`--project db`, a file's name) go to vitest and leave the rest out.
// The last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootstrap, findProgram, root } from './bootstrap.mjs'
import { runChecks } from './check.mjs'

const isCi = Boolean(process.env.CI)
const reports = mkdtempSync(join(tmpdir(), 'city-scenarios-reports-'))
const sum = { passed: 0, failed: 0 }
const leftOut = []

function add({ passed, failed }) {
  sum.passed += passed
  sum.failed += failed
}

/** CHROMIUM_PATH, or the first browser of that family on the path or where macOS keeps it. */
function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : undefined
  const onMac = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  return (
    findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) ??
    onMac.find((path) => existsSync(path))
  )
}

/** The counts of one report; a file that could not be run, or a run that broke, counts as one failure. */
function countReport(path, exitCode) {
  if (!existsSync(path)) return { passed: 0, failed: 1, total: 0 }
  const report = JSON.parse(readFileSync(path, 'utf8'))
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  const failed = report.numFailedTests + broken.length
  const skipped = report.numPendingTests + report.numTodoTests
  if (skipped > 0) leftOut.push(`${skipped} tests were skipped by the tests themselves`)
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}

function runVitest(name, args) {
  const outputFile = join(reports, `${name}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const run = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${outputFile}`,
      ...args,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
    },
  )
  add(countReport(outputFile, run.status))
}

const args = process.argv.slice(2)
bootstrap({ dev: true })
const chromium = findChromium()
const projects = ['unit', 'db', 'fault', 'browser']

if (args.length > 0) {
  leftOut.push('the checks and the tests that were not asked for')
  runVitest('asked', args)
} else {
  add(await runChecks())
  for (const project of projects) {
    if (project === 'browser' && !chromium) {
      leftOut.push('the browser tests: no Chromium was found (install it, or name it in CHROMIUM_PATH)')
      if (isCi) add({ passed: 0, failed: 1 })
      continue
    }
    console.log(`\n${project}`)
    runVitest(project, ['--project', project])
  }
}
if (!existsSync(join(root, '..', 'shared'))) {
  leftOut.push(
    'the comparisons with the oracle data of ../shared (credit codes, holidays, texts): the folder is not there',
  )
}

rmSync(reports, { recursive: true, force: true })
for (const what of leftOut) console.log(`left out: ${what}`)
if (sum.passed + sum.failed === 0) console.log('no test ran')
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0
