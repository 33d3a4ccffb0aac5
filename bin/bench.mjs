// npm run bench -- <name>: runs bench/<name>.ts; without a name it lists them.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bootstrap, root, runServerScript } from './bootstrap.mjs'

const [name, ...args] = process.argv.slice(2)
const folder = join(root, 'bench')
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))

if (!names.includes(name)) {
  console.error(`npm run bench -- <name>, where the name is one of: ${names.join(', ') || '(there are none)'}`)
  process.exit(name ? 1 : 0)
}
bootstrap({ dev: true })
await runServerScript(`bench/${name}.ts`, args)
