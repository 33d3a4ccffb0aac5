// npm run check: the import rules of ARCHITECTURE.md over every source file. `node bin/boundaries.mjs [root]`; ends with 1 when a rule is broken.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import {
  ACROSS_TABLES,
  ENGINE_PACKAGES,
  GENERATED,
  GRAPH,
  MAX_LINES,
  SCRIPTS,
  SHARED_LOGS,
  TABLES,
} from './boundaries.config.mjs'

const rooms = ['contracts', 'engines', 'server', 'web']

function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

/** Every module a file names: static and dynamic imports and re-exports. */
function importsOf(path, text) {
  const { module, errors } = parseSync(path, text)
  if (errors.some((error) => error.severity === 'Error'))
    throw new Error(`${path} cannot be parsed: ${errors[0].message}`)
  const named = [
    ...module.staticImports,
    ...module.staticExports.flatMap((each) => each.entries.filter((entry) => entry.moduleRequest)),
  ]
  return [
    ...named.map((each) => (each.moduleRequest ?? each).value),
    ...module.dynamicImports.map((each) =>
      text.slice(each.moduleRequest.start, each.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    ),
  ]
}

const isTest = (path) => /(\.test\.tsx?|test-support\.ts|testing\.ts|fixtures\.ts|fault-[a-z]+\.ts)$/.test(path)
const moduleOf = (path) => /^server\/modules\/([^/]+)\//.exec(path)?.[1]
const isStore = (path) => /(^|\/)([a-z-]+-)?store\.ts$/.test(path) || /\/store\/[a-z-]+\.ts$/.test(path)

function importFaults(from, target, isOurs) {
  const faults = []
  const fault = (rule) => faults.push(`${from} -> ${target}: ${rule}`)
  const [room, second] = from.split('/')
  if (room === 'contracts') {
    if (isOurs ? !target.startsWith('contracts/') : target !== 'zod')
      fault('contracts are a leaf: they import zod and one another')
  }
  if (room === 'engines' && !SCRIPTS.includes(from)) {
    if (isOurs && !target.startsWith(`engines/${second}/`)) fault('an engine imports nothing of ours')
    if (!isOurs && !(ENGINE_PACKAGES[second] ?? []).some((name) => target === name || target.startsWith(`${name}/`)))
      fault('an engine imports no IO and only the packages named for it')
  }
  if (room === 'web') {
    if (target.startsWith('server/')) fault('web never imports server')
    const [, side] = target.split('/')
    if (second === 'ui' && (side === 'portal' || side === 'workbench') && target.startsWith('web/'))
      fault('ui is below portal and workbench')
    if (second === 'portal' && target.startsWith('web/workbench/'))
      fault('the portal and the workbench do not know each other')
    if (second === 'workbench' && target.startsWith('web/portal/'))
      fault('the portal and the workbench do not know each other')
  }
  if (room === 'server') {
    if (target.startsWith('web/')) fault('server imports no source of web')
    if (second === 'platform' && target.startsWith('server/') && !target.startsWith('server/platform/'))
      fault('platform knows no module')
    const own = moduleOf(from)
    const other = moduleOf(target)
    if (own && other && own !== other) {
      if (!(GRAPH[own] ?? []).includes(other)) fault(`${own} may not use ${other} (GRAPH)`)
      if (target !== `server/modules/${other}/index.ts`) fault('modules meet only through index.ts')
    }
    if (!own && other && target !== `server/modules/${other}/index.ts`) fault('modules meet only through index.ts')
    if (own && target === `server/modules/${own}/index.ts`) fault('inside a module nobody imports its own face')
    if (own && target.startsWith('server/') && !other && !target.startsWith('server/platform/'))
      fault('a module imports modules and the platform only')
    if (own && (target === 'kysely' || target === 'pg') && !isStore(from)) fault('only stores touch the database')
    if (own && /(^|\/)routes\.ts$/.test(from) && isStore(target)) fault('routes never touch stores')
  }
  if (isTest(target) && !SCRIPTS.includes(from)) fault('only tests import what is for tests')
  if (target.startsWith('test/')) fault('only tests import what is for tests')
  return faults
}

function textFaults(path, text) {
  const faults = []
  const lines = text.split('\n').length
  if (lines > MAX_LINES && !GENERATED.includes(path)) faults.push(`${path}: ${lines} lines, more than ${MAX_LINES}`)
  const own = moduleOf(path)
  if (!own) return faults
  if (!isStore(path) && /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/.test(text))
    faults.push(`${path}: only stores speak SQL`)
  const writes = [
    ...text.matchAll(
      /\b(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)|\b(?:insert into|delete from|update)\s+(\w+)\s+(?:\(|set|where|values|select)/gi,
    ),
  ]
  for (const [, built, raw] of writes) {
    const table = (built ?? raw).toLowerCase()
    const owner = Object.entries(TABLES).find(([, tables]) => tables.includes(table))?.[0]
    if (!owner) faults.push(`${path}: table ${table} belongs to no module (TABLES)`)
    else if (owner !== own && !SHARED_LOGS.includes(table) && !ACROSS_TABLES.includes(path))
      faults.push(`${path}: writes ${table}, which is ${owner}'s`)
  }
  return faults
}

function cycleIn(graph) {
  const state = new Map()
  const visit = (node, trail) => {
    if (state.get(node) === 'done') return null
    if (state.get(node) === 'open') return [...trail.slice(trail.indexOf(node)), node]
    state.set(node, 'open')
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...trail, node])
      if (found) return found
    }
    state.set(node, 'done')
    return null
  }
  for (const node of graph.keys()) {
    const found = visit(node, [])
    if (found) return found
  }
  return null
}

/** All broken rules below `root`, one line each; throws when it finds nothing to look at, since then it would always pass. */
export function checkBoundaries(root) {
  const files = rooms.flatMap((room) => filesBelow(join(root, room)))
  if (files.length === 0) throw new Error(`no source files below ${root}`)
  const faults = []
  const graph = new Map()
  for (const file of files) {
    const path = relative(root, file).split(sep).join('/')
    const text = readFileSync(file, 'utf8')
    if (isTest(path)) continue
    faults.push(...textFaults(path, text))
    const targets = []
    for (const name of importsOf(file, text)) {
      const isOurs = name.startsWith('.')
      const target = isOurs
        ? relative(root, resolve(dirname(file), name))
            .split(sep)
            .join('/')
        : name
      faults.push(...importFaults(path, target, isOurs))
      if (isOurs) targets.push(target)
    }
    graph.set(path, targets)
  }
  const modules = readdirSync(join(root, 'server/modules'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  for (const { name } of modules) if (!GRAPH[name]) faults.push(`server/modules/${name} stands in no GRAPH`)
  const cycle = cycleIn(graph)
  if (cycle) faults.push(`a cycle: ${cycle.join(' -> ')}`)
  return { files: files.length, faults }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, faults } = checkBoundaries(
    resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..')),
  )
  for (const fault of faults) console.log(fault)
  console.log(`${files} files, ${faults.length} broken rules`)
  process.exitCode = faults.length > 0 ? 1 : 0
}
