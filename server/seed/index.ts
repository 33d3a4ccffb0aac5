import { createHash } from 'node:crypto'
import { merkleRoot } from '../../engines/journal/index.ts'
import type { Platform } from '../platform/context.ts'
import type { Writing } from '../platform/database/index.ts'
import { systemViewer } from '../platform/viewer.ts'
import { createRandom } from './random.ts'
import {
  addCapabilities,
  addOrganisations,
  addScenarios,
  countSynthetic,
  isSeeded,
  prepareBulk,
  removeRows,
  reserveNumbers,
  rowsBeyond,
  settle,
} from './store.ts'
import { makeCapability, makeOrganisation, makeScenario, type SeedOrganisation } from './texts.ts'
import { vocabularyOf } from './vocabulary.ts'

export type SeedOptions = {
  readonly organisations: number
  readonly capabilities: number
  readonly scenarios: number
  /** Names the rows, so that they can be removed again; the same seed makes the same texts. */
  readonly seed: string
}
export type Seeded = {
  readonly organisations: number
  readonly capabilities: number
  readonly scenarios: number
  readonly already: boolean
}

const batch = 500
const day = 86_400_000
const subject = '00000000-0000-7000-8000-000000000000'

/** How rows of a seed are marked; the demonstration's own organisations have a mark without a colon. */
function markOf(seed: string): string {
  return `city:${seed}`
}

/**
 * Fills the database with a synthetic city: organisations, capabilities and published scenarios with their openings and requirements, told in
 * the pack's own vocabulary, all marked synthetic. One transaction, one record in the journal with a Merkle root over the SHA-256 of each row.
 * The same seed a second time changes nothing. Throws RangeError when there would be scenarios or capabilities but nobody to own them.
 */
export async function seedCity(
  platform: Pick<Platform, 'database' | 'pack'>,
  options: SeedOptions,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Seeded> {
  const { organisations, capabilities, scenarios, seed } = options
  if (organisations < 2 && capabilities + scenarios > 0) throw new RangeError('at least two organisations are needed')
  const seeded = await platform.database.write(systemViewer, async (tx) => {
    if (await isSeeded(tx, markOf(seed))) return { organisations: 0, capabilities: 0, scenarios: 0, already: true }
    await prepareBulk(tx)
    const maker = createMaker(platform, tx, options, onProgress)
    const owners = await maker.organisations(await countSynthetic(tx))
    await maker.capabilities(owners)
    await maker.scenarios(owners)
    tx.record({
      action: 'seed.add',
      subject: { type: 'seed', id: subject },
      changes: [{ path: 'seed', after: { organisations, capabilities, scenarios, seed } }],
      bulk: { merkleRoot: merkleRoot(maker.hashes), count: maker.hashes.length },
    })
    return { organisations, capabilities, scenarios, already: false }
  })
  if (!seeded.already) await settle(platform.database)
  return seeded
}

/**
 * Takes a synthetic city out again, with the interest that people declared in it. Returns the number of organisations, capabilities and scenarios
 * removed; or, when agreements, rounds, evaluations or services hang on it, how many of each, and nothing is removed: what was decided stays.
 */
export async function removeSeed(
  { database }: Pick<Platform, 'database'>,
  seed: string,
): Promise<number | { readonly kept: Readonly<Record<string, number>> }> {
  return database.write(systemViewer, async (tx) => {
    const kept = await rowsBeyond(tx, markOf(seed))
    if (Object.keys(kept).length > 0) return { kept }
    const removed = await removeRows(tx, markOf(seed))
    if (removed > 0) {
      const changes = [{ path: 'seed', before: { seed, removed } }]
      tx.record({ action: 'seed.remove', subject: { type: 'seed', id: subject }, changes })
    }
    return removed
  })
}

function createMaker(
  { pack }: Pick<Platform, 'pack'>,
  tx: Writing,
  options: SeedOptions,
  onProgress: (done: number, all: number) => void,
) {
  const words = vocabularyOf(pack)
  const all = options.organisations + options.capabilities + options.scenarios
  // Whole days, so that two runs on one day agree.
  const now = Math.floor(Date.parse(tx.now) / day) * day
  const start = now - 730 * day
  const hashes: string[] = []
  const year = tx.now.slice(0, 4)
  const random = (part: string) => createRandom(`${options.seed}/${part}`)

  /** Makes the next batch while the database still takes in the last. */
  async function inBatches<T extends { id: string }>(
    count: number,
    make: (number: number) => T,
    add: (rows: T[]) => Promise<void>,
  ): Promise<void> {
    let adding = Promise.resolve()
    for (let from = 0; from < count; from += batch) {
      const rows = Array.from({ length: Math.min(batch, count - from) }, (_, at) => make(from + at))
      for (const row of rows) hashes.push(createHash('sha256').update(JSON.stringify(row)).digest('hex'))
      await adding
      adding = add(rows)
      onProgress(hashes.length, all)
    }
    await adding
  }

  async function codes(series: string, count: number): Promise<(number: number) => string> {
    const first = count > 0 ? await reserveNumbers(tx, `${series}-${year}`, count) : 1
    return (number) => `${series}-${year}-${String(first + number).padStart(4, '0')}`
  }

  return {
    hashes,
    async organisations(before: number): Promise<SeedOrganisation[]> {
      const source = random('organisations')
      const made: SeedOrganisation[] = []
      await inBatches(
        options.organisations,
        (number) => {
          const one = makeOrganisation(source, words, { number, first: 10_000_000 + before, time: start + number })
          made.push(one)
          return one
        },
        (rows) => addOrganisations(tx, markOf(options.seed), rows),
      )
      return made
    },
    async capabilities(owners: readonly SeedOrganisation[]): Promise<void> {
      const source = random('capabilities')
      const providers = owners.filter((each) => each.kind !== 'government')
      const codeOf = await codes(`${pack.city.codePrefix}C`, options.capabilities)
      const step = Math.max(1, Math.floor((300 * day) / Math.max(1, options.capabilities)))
      await inBatches(
        options.capabilities,
        (number) => {
          const owner = source.pick(providers)
          const time = now - 300 * day + number * step
          const made = makeCapability(source, words, owner, { number, time })
          return {
            ...made,
            code: codeOf(number),
            owner: owner.name,
            freshUntil: new Date(time + 365 * day).toISOString(),
          }
        },
        (rows) => addCapabilities(tx, markOf(options.seed), rows),
      )
    },
    async scenarios(owners: readonly SeedOrganisation[]): Promise<void> {
      const source = random('scenarios')
      const openers = owners.filter((each) => each.kind !== 'firm')
      const codeOf = await codes(pack.city.codePrefix, options.scenarios)
      const step = Math.max(1, Math.floor((720 * day) / Math.max(1, options.scenarios)))
      await inBatches(
        options.scenarios,
        (number) => {
          const published = start + number * step
          const made = makeScenario(source, words, source.pick(openers), { time: published, published, now })
          return { ...made, code: codeOf(number) }
        },
        (rows) => addScenarios(tx, markOf(options.seed), rows),
      )
    },
  }
}
