import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { seedCity } from '../server/seed/index.ts'
import { type Ground, prepare } from '../server/start.ts'
import { type Captured, listen } from './api/capture.ts'
import { type Case, casesOf } from './api/cases.ts'
import { type Running, startScript } from './api/processes.ts'

/**
 * The API on 100,000 synthetic scenarios beside a bare fastify + pg that sends the same statements to the same database, in turn.
 * `--data DIR` keeps the database for the next run, `--only TEXT` runs the cases whose name holds it.
 */
const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    scenarios: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
  },
})
const scenarios = Number(args.scenarios)
const seconds = Number(args.seconds)
const connections = 10
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const say = (text: string) => process.stdout.write(`${text}\n`)

type Figures = { readonly perSecond: number; readonly p50: number; readonly p99: number }

async function fire(address: string, { paths }: Case, rate?: number): Promise<Figures> {
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    requests: paths.map((each) => ({ path: each })),
    ...(rate && { overallRate: rate }),
  })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${failed} requests to ${address} (${paths[0]} …) failed`)
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

/** Each in turn, twice, so that a machine that slows down slows both. */
async function compare(ours: Running, bare: Running, one: Case): Promise<{ ours: Figures; bare: Figures }> {
  const rounds: { ours: Figures; bare: Figures }[] = []
  for (const first of [true, false]) {
    const before = first ? await fire(ours.address, one) : null
    const plain = await fire(bare.address, one)
    rounds.push({ ours: before ?? (await fire(ours.address, one)), bare: plain })
  }
  const mean = (which: 'ours' | 'bare', of: keyof Figures) =>
    rounds.reduce((sum, round) => sum + round[which][of], 0) / rounds.length
  const all = (which: 'ours' | 'bare'): Figures => ({
    perSecond: mean(which, 'perSecond'),
    p50: mean(which, 'p50'),
    p99: mean(which, 'p99'),
  })
  return { ours: all('ours'), bare: all('bare') }
}

async function run(ground: Ground, folder: string): Promise<string[]> {
  // The city pack comes first, as at every start: its scenarios have their numbers.
  const capture = await listen(ground, path('../web/dist'))
  const began = Date.now()
  const platform = { database: ground.database, pack: ground.pack }
  const seeded = await seedCity(platform, { organisations: 2000, capabilities: 0, scenarios, seed: 'bench' })
  say(`${seeded.already ? 'found' : 'made'} ${scenarios} scenarios in ${((Date.now() - began) / 1000).toFixed(1)} s`)

  const cases = (await casesOf(ground)).filter(({ name }) => name.includes(args.only))
  const statements: Record<string, Captured[]> = {}
  const queries = new Map<string, string>()
  for (const one of cases) {
    const counts = new Set<number>()
    for (const each of one.paths) {
      statements[each] = (await capture.of(each)).statements
      counts.add(statements[each].length)
    }
    queries.set(one.name, [...counts].sort().join('–'))
  }
  await capture.close()
  const file = join(folder, 'statements.json')
  writeFileSync(file, JSON.stringify(statements))

  const data = join(folder, 'server')
  const settings = { DATA_DIR: data, DATABASE_URL: ground.databaseUrl, PORT: '0', RATE_LIMIT: '0', LOG_LEVEL: 'warn' }
  const ours = await startScript(path('../server/main.ts'), [], settings)
  const bare = await startScript(path('./api/bare.ts'), [ground.databaseUrl, file], {})
  const rows = [
    '| case | requests/s | p50 ms | p99 ms | queries | bare requests/s | bare p99 ms | ratio | p99 ms at 500/s |',
    '|---|---|---|---|---|---|---|---|---|',
  ]
  try {
    for (const one of cases) {
      await fire(ours.address, { ...one, paths: one.paths.slice(0, 20) }, 200)
      const result = await compare(ours, bare, one)
      const steady = await fire(ours.address, one, 500)
      const ratio = result.ours.perSecond / result.bare.perSecond
      const figures = [
        Math.round(result.ours.perSecond),
        result.ours.p50.toFixed(1),
        result.ours.p99.toFixed(1),
        queries.get(one.name),
        Math.round(result.bare.perSecond),
        result.bare.p99.toFixed(1),
        ratio.toFixed(2),
        // Below the rate itself the figure would say how long the queue had become.
        steady.perSecond < 475 ? `(${Math.round(steady.perSecond)}/s reached)` : steady.p99.toFixed(1),
      ]
      rows.push(`| ${one.name} | ${figures.join(' | ')} |`)
      say(rows.at(-1) as string)
    }
  } finally {
    await ours.stop()
    await bare.stop()
  }
  return rows
}

const folder = mkdtempSync(join(tmpdir(), 'city-scenarios-bench-'))
const ground = await prepare({ DATA_DIR: args.data ?? join(folder, 'data'), LOG_LEVEL: 'warn', RATE_LIMIT: '0' })
try {
  const rows = await run(ground, folder)
  const { rows: versions } = await ground.database.ownerPool.query<{ server_version: string }>('show server_version')
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, PostgreSQL ${versions[0]?.server_version}`
  const text = `${new Date().toISOString().slice(0, 10)}, ${machine}, ${scenarios} scenarios, ${connections} connections\n\n${rows.join('\n')}`
  say(`\n${text}`)
} finally {
  await ground.close()
  rmSync(folder, { recursive: true, force: true })
}
