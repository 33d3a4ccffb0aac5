#!/usr/bin/env node
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/**
 * Builds the two faces into `web/dist`: the portal as one bundle that the server loads (`portal/entry-server.js`) with
 * its one style sheet and icon (`portal/assets/`), and the workbench as a single-page application below `/app/`. Every
 * text file gets its `.gz` beside it. Prints what a visitor downloads and fails over the budget.
 * `node web/build.mjs [--watch]`
 */

const web = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(web, 'dist')
/** Budgets in kB of gzip. A portal page is its text, style sheet and icon; what the text may weigh is measured in a test. */
const budget = { portalAssets: 15, workbenchFirst: 350, workbenchRoute: 120 }

const common = {
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
}

/** Bytes of a file after gzip, in kB. */
function gz(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length / 1000
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function compress(folder) {
  for (const file of files(folder)) {
    if (['.js', '.css', '.svg', '.html', '.json'].includes(extname(file)) && !file.endsWith('entry-server.js')) {
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
    }
  }
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

async function buildPortal() {
  const out = join(dist, 'portal')
  rmSync(out, { recursive: true, force: true })
  const assets = join(out, 'assets')
  mkdirSync(assets, { recursive: true })
  await build({
    ...common,
    build: {
      outDir: assets,
      emptyOutDir: false,
      rollupOptions: {
        input: join(web, 'portal/portal.css'),
        output: { assetFileNames: 'portal.[hash][extname]' },
      },
    },
  })
  // A style sheet as the entry leaves an empty script behind.
  for (const file of files(assets)) if (file.endsWith('.js')) rmSync(file)
  rmSync(join(assets, 'assets'), { recursive: true, force: true })
  writeFileSync(join(assets, 'icon.svg'), readFileSync(join(web, 'portal/icon.svg')))
  await build({
    ...common,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(web, 'portal/entry-server.tsx'),
      outDir: out,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'entry-server.js', format: 'es' } },
    },
  })
  compress(assets)
  const size = files(assets)
    .filter((file) => !file.endsWith('.gz'))
    .reduce((sum, file) => sum + gz(file), 0)
  say(`portal: style sheet and icon ${size.toFixed(1)} kB gz (at most ${budget.portalAssets})`)
  return size > budget.portalAssets ? ['portal: style sheet and icon are over the budget'] : []
}

/** Every file of a chunk and its static imports, style sheets included. */
function closure(manifest, name, seen = new Set()) {
  if (seen.has(name)) return new Set()
  seen.add(name)
  const chunk = manifest[name]
  const all = new Set([chunk.file, ...(chunk.css ?? [])])
  for (const imported of chunk.imports ?? []) for (const file of closure(manifest, imported, seen)) all.add(file)
  return all
}

async function buildWorkbench() {
  if (!existsSync(join(web, 'workbench/main.tsx'))) {
    say('workbench: no source yet, left out')
    return []
  }
  const out = join(dist, 'workbench')
  await build({
    ...common,
    root: join(web, 'workbench'),
    base: '/app/',
    plugins: [react()],
    build: {
      outDir: out,
      emptyOutDir: true,
      manifest: true,
      target: 'es2022',
      chunkSizeWarningLimit: 1200,
      rollupOptions: { input: join(web, 'workbench/index.html') },
    },
  })
  const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'))
  rmSync(join(out, '.vite'), { recursive: true })
  const entry = Object.keys(manifest).find((name) => manifest[name].isEntry)
  const first = closure(manifest, entry)
  const weigh = (names) => [...names].reduce((sum, name) => sum + gz(join(out, name)), 0)
  const faults = []
  const firstSize = weigh(first)
  say(`workbench: first load ${firstSize.toFixed(1)} kB gz (at most ${budget.workbenchFirst})`)
  if (firstSize > budget.workbenchFirst) faults.push('workbench: the first load is over the budget')
  for (const [name, chunk] of Object.entries(manifest)) {
    if (!chunk.isDynamicEntry) continue
    const more = weigh([...closure(manifest, name)].filter((file) => !first.has(file)))
    say(`  ${name}: ${more.toFixed(1)} kB gz more`)
    if (more > budget.workbenchRoute) faults.push(`workbench: ${name} is over ${budget.workbenchRoute} kB gz`)
  }
  compress(out)
  return faults
}

const faces = { portal: buildPortal, workbench: buildWorkbench }

async function buildAll(names) {
  const started = Date.now()
  const faults = []
  for (const name of names) faults.push(...(await faces[name]()))
  for (const fault of faults) say(`TOO LARGE ${fault}`)
  say(`web built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return faults.length === 0
}

/** Which faces a changed file belongs to; what is neither face's own belongs to both. */
function facesOf(file) {
  return ['portal', 'workbench'].filter(
    (face, _, both) => !both.some((other) => other !== face && file.startsWith(other)),
  )
}

function watchAndBuild() {
  const waiting = new Set()
  let running = false
  const run = async () => {
    if (running || waiting.size === 0) return
    running = true
    const names = [...waiting]
    waiting.clear()
    await buildAll(names).catch((fault) => say(String(fault.message)))
    running = false
    run()
  }
  const changed = (file) => {
    if (file.startsWith('dist') || file.includes('.test.')) return
    for (const face of facesOf(file)) waiting.add(face)
    setTimeout(run, 100)
  }
  watch(web, { recursive: true }, (_, file) => file && changed(file))
  for (const folder of ['contracts', 'engines']) {
    watch(join(root, folder), { recursive: true }, (_, file) => file && changed(`../${file}`))
  }
}

const ok = await buildAll(Object.keys(faces))
if (process.argv.includes('--watch')) watchAndBuild()
else if (!ok) process.exitCode = 1
