// npm run check: types, format and lint, import bans, unused code, boundaries; side by side, one line each, then what failed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap, root, tool } from './bootstrap.mjs'

const checks = [
  { name: 'types (tsc)', program: tool('tsc'), args: ['--noEmit', '-p', '.'] },
  { name: 'format and lint (biome)', program: tool('biome'), args: ['check', '--error-on-warnings', '--colors=off'] },
  { name: 'lint and cycles (oxlint)', program: tool('oxlint'), args: ['--deny-warnings'] },
  { name: 'unused code (knip)', program: tool('knip'), args: ['--no-progress'] },
  { name: 'boundaries', program: process.execPath, args: [join('bin', 'boundaries.mjs')], file: 'bin/boundaries.mjs' },
]

function run({ program, args }) {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: program.endsWith('.cmd'),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => settle({ passed: false, output: error.message }))
    child.on('close', (code) => settle({ passed: code === 0, output }))
  })
}

/** Runs all checks that are there; prints one line each and the words of those that failed. Gives the two counts. */
export async function runChecks() {
  const present = checks.filter(({ file }) => !file || existsSync(join(root, file)))
  const results = await Promise.all(present.map(async (check) => ({ ...check, ...(await run(check)) })))
  for (const { name, passed, output } of results) {
    if (!passed) console.log(`\n${output.trimEnd()}\n`)
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}`)
  }
  const failed = results.filter(({ passed }) => !passed).length
  return { passed: results.length - failed, failed }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  bootstrap({ dev: true, web: false })
  const { passed, failed } = await runChecks()
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
