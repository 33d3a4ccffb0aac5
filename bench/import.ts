import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createCatalog } from '../server/modules/catalog/index.ts'
import { runCheck } from '../server/modules/imports/check.ts'
import { columnsOf } from '../server/modules/imports/rules/columns.ts'
import { loadCityPack } from '../server/platform/city-pack/index.ts'
import { exportRows, readRows } from '../server/platform/workbook/index.ts'
import { createRandom } from '../server/seed/random.ts'
import { makeOrganisation, makeScenario } from '../server/seed/texts.ts'
import { vocabularyOf } from '../server/seed/vocabulary.ts'

/**
 * npm run bench -- import [rows]: a workbook of scenarios (100,000 rows, 22 columns) is read and checked the way an upload is; told are time,
 * peak memory of the process and the longest delay of its event loop, beside reading the same file and doing nothing with it.
 */
const rows = Number(process.argv.find((each) => /^\d+$/.test(each)) ?? 100_000)
const part = process.argv[2] === 'part' ? process.argv[3] : undefined

async function prepare() {
  const loaded = await loadCityPack(fileURLToPath(new URL('../cities/qingdao', import.meta.url)))
  if (!loaded.ok) throw new Error('the city pack has faults')
  const { keys, words } = createCatalog(loaded)
  return { pack: loaded.pack, keys, words, columns: columnsOf('scenarios', keys, words) }
}

async function write(path: string): Promise<void> {
  const { pack, words, columns } = await prepare()
  const label = (section: string) => (key: string | null) => words('zh')(section, key)
  async function* made(): AsyncGenerator<Record<string, unknown>> {
    const random = createRandom('import')
    const vocabulary = vocabularyOf(pack)
    const time = Date.parse('2026-01-01T00:00:00Z')
    const owner = makeOrganisation(random, vocabulary, { number: 0, first: 1, time })
    for (let number = 0; number < rows; number++) {
      const { openings, requirements, ...one } = makeScenario(random, vocabulary, owner, {
        time,
        published: time,
        now: time,
      })
      yield {
        ...one,
        title: `${one.title}${number}`,
        ownerCode: owner.creditCode,
        ownerName: owner.name,
        domain: label('domains')(one.domain),
        direction: label('directions')(one.direction),
        opener: label('openers')(one.opener),
        tracks: one.tracks.map(label('tracks')).join('；'),
        districts: one.districts.map(label('districts')).join('；'),
        cooperationModes: one.cooperationModes.map(label('cooperationModes')).join('；'),
        startsOn: '2026-03-01',
        endsOn: '2027-03-01',
        openings: openings.map((each) => each.text).join('；'),
        must: requirements
          .filter((each) => each.kind === 'must')
          .map((each) => each.text)
          .join('；'),
        wish: requirements
          .filter((each) => each.kind === 'wish')
          .map((each) => each.text)
          .join('；'),
        contactName: '王某',
        contactMobile: '13800000001',
        contactEmail: 'someone@example.org',
      }
    }
  }
  const types = { money: 'money', day: 'date' } as const
  const exported = columns.map(({ key, zh, en, kind }) => ({
    key,
    zh,
    en,
    type: types[kind as 'money'] ?? ('text' as const),
  }))
  await pipeline(
    exportRows({ format: 'xlsx', columns: exported, rows: made(), locale: 'zh', sheet: '场景' }),
    createWriteStream(path),
  )
}

async function measured(work: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  delay.enable()
  const start = performance.now()
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  delay.disable()
  clearInterval(watch)
  const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)
  console.log(
    `${part}: ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s, peak ${mb(peak)} MB (${mb(before)} MB before), event loop p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, longest ${(delay.max / 1e6).toFixed(0)} ms ${JSON.stringify(result)}`,
  )
}

async function check(path: string): Promise<void> {
  const { keys, columns } = await prepare()
  const domains = Object.fromEntries(keys.labels('direction').map((each) => [each.key, keys.domainOf(each.key) ?? '']))
  await measured(async () => {
    const done = await runCheck(
      {
        path,
        rowsPath: `${path}.rows`,
        markedPath: `${path}.marked.xlsx`,
        collection: 'scenarios',
        columns,
        domains,
        locale: 'zh',
        today: '2026-01-01',
        maxRows: 100_000,
      },
      async () => [],
    )
    return { rows: done?.rows, invalid: done?.invalid }
  })
}

async function read(path: string): Promise<void> {
  await measured(async () => {
    let cells = 0
    for await (const row of readRows(path, { maxRows: 100_000 })) cells += row.cells.length
    return { cells }
  })
}

/** Each part in a process of its own, so that neither stands in the other's memory. */
function inProcess(name: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['--import', 'tsx', fileURLToPath(import.meta.url), 'part', name, path, String(rows)]
    spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`)),
    )
  })
}

if (part) {
  const path = process.argv[4] as string
  await (part === 'write' ? write(path) : part === 'check' ? check(path) : read(path))
} else {
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'))
  const path = join(folder, 'scenarios.xlsx')
  try {
    await inProcess('write', path)
    console.log(`${rows} rows of 22 columns, ${Math.round((await stat(path)).size / 1024 / 1024)} MB`)
    await inProcess('read', path)
    await inProcess('check', path)
    console.log('targets: check within 15 s, 300 MB, 100 ms')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
