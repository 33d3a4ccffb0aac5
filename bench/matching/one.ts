import { documents, queries } from './corpus.ts'
import { engines } from './engines.ts'

/** One engine at one size in a process of its own, so that nothing of another is in its memory: prints its figures as one line of JSON. */
const [name = '', size = '10000', rounds = '100'] = process.argv.slice(2)
const engine = await engines[name]?.()
if (!engine) throw new Error(`no engine ${name}`)
const collect = (globalThis as { gc?: () => void }).gc
// The largest are made as they are taken in, or the documents alone would fill the memory.
const rows = Number(size) <= 100_000 ? [...documents(Number(size))] : documents(Number(size))

function held(): number {
  collect?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
const before = held()
const began = performance.now()
await engine.build(rows)
const build = performance.now() - began
const megabytes = (held() - before) / 1e6

function quantiles(taken: number[]) {
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] as number
  return { p50: at(0.5), p95: at(0.95) }
}
async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
async function times(length: number) {
  const asked = queries(Number(rounds), length)
  for (const each of asked.slice(0, Math.ceil(asked.length / 4))) await engine?.search(each, 50)
  const taken: number[] = []
  for (const each of asked) taken.push(await timed(async () => engine?.search(each, 50)))
  return quantiles(taken)
}
const short = await times(11)
const long = await times(89)
const fresh = [...documents(40, 77)]
const changes: number[] = []
for (const row of fresh)
  changes.push(
    await timed(async () => {
      await engine.add({ ...row, key: `new-${row.key}` })
      await engine.search(row.title.slice(0, 3), 1)
    }),
  )
await engine.close?.()
process.stdout.write(`${JSON.stringify({ build, megabytes, short, long, change: quantiles(changes) })}\n`)
