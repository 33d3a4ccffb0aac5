import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { engines, ours } from './matching/engines.ts'
import { quality } from './matching/quality.ts'

/**
 * The index of engines/matching beside the usual engines of npm and PostgreSQL's full-text search, on the same tokens and queries.
 * `--sizes 10000,100000` documents; peers stop at `--peers` documents, where they need minutes and gigabytes.
 */
const { values: args } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    peers: { type: 'string', default: '100000' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '100' },
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)

type Times = { readonly p50: number; readonly p95: number }
type Figures = { build: number; megabytes: number; short: Times; long: Times; change: Times }

function measure(name: string, size: number): Promise<Figures> {
  const script = fileURLToPath(new URL('./matching/one.ts', import.meta.url))
  const rounds = name === ours ? args.rounds : String(Math.min(Number(args.rounds), 30))
  const flags = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8192']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, script, name, String(size), rounds], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let heard = ''
    child.stdout.on('data', (chunk) => {
      heard += chunk
    })
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(heard.trim().split('\n').at(-1) as string) as Figures)
        : reject(new Error(`${name} at ${size} ended with ${code}`)),
    )
  })
}

const ms = ({ p50, p95 }: Times) => `${p50.toFixed(2)} / ${p95.toFixed(2)}`
say(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n`,
)
say(
  '| documents | engine | build s | MB | 11 terms, ms p50 / p95 | 89 terms, ms p50 / p95 | add and find, ms p50 / p95 |',
)
say('|---|---|---|---|---|---|---|')
const long: [number, number][] = []
for (const size of args.sizes.split(',').map(Number))
  for (const name of Object.keys(engines)) {
    if (!name.includes(args.only) || (name !== ours && size > Number(args.peers))) continue
    const found = await measure(name, size)
    if (name === ours) long.push([size, found.long.p50])
    const memory = name === 'postgresql' ? '–' : found.megabytes.toFixed(0)
    const shown = name === ours ? `**${name}**` : name
    say(
      `| ${size.toLocaleString('en')} | ${shown} | ${(found.build / 1000).toFixed(1)} | ${memory} | ${ms(found.short)} | ${ms(found.long)} | ${ms(found.change)} |`,
    )
  }
const [first, last] = [long[0], long.at(-1)]
if (first && last && first !== last)
  say(
    `\nLong queries grow with documents to the power ${(Math.log(last[1] / first[1]) / Math.log(last[0] / first[0])).toFixed(2)}.`,
  )
say(`\nnDCG@10 on 1,000 abstracts, the same tokens for all:\n\n${(await quality()).join('\n')}`)
