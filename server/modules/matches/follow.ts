import type { Database } from '../../platform/database/index.ts'
import { systemViewer } from '../../platform/viewer.ts'
import {
  type Changed,
  keptHours,
  listen,
  type Side,
  selectChanged,
  selectEntriesOf,
  selectPlace,
} from './feed-store.ts'
import type { Entry } from './protocol.ts'

export type Follower = { stop(): Promise<void> }
/** Puts what these groups hold now in the place of what they held. */
export type Apply = (side: Side, groups: readonly string[], entries: readonly Entry[]) => Promise<void>

const lookEveryMs = 60_000
const again = { firstMs: 250, mostMs: 15_000 }
const batch = 500

/**
 * Follows what changes: told at once by the database, and once a minute, and after every loss of the connection, by reading on from the last
 * transaction it is sure of. Telling and reading on may bring the same thing twice; it is read as it stands now each time.
 * `onTooLate` is called when the notes it would have to read are gone.
 */
export function follow(options: {
  database: Database
  from: number
  apply: Apply
  onTooLate: () => void
  onError: (error: Error) => void
}): Follower {
  const { database, apply, onError } = options
  let place = options.from
  let sureAt = Date.now()
  let stopped = false
  let ear: { end(): Promise<void> } | null = null
  const timers: { look?: NodeJS.Timeout; connect?: NodeJS.Timeout } = {}
  let told = new Map<string, Changed>()
  // One after the other, so that what was read later is never overtaken by what was read before.
  let last: Promise<void> = Promise.resolve()
  const queue = (work: () => Promise<void>) => {
    last = last.then(() => (stopped ? undefined : work())).catch(onError)
    return last
  }

  async function bring(changed: readonly Changed[]): Promise<void> {
    for (const [kind, side] of [
      ['capability', 'supply'],
      ['scenario', 'demand'],
    ] as const) {
      const groups = changed.filter((each) => each.kind === kind).map((each) => each.id)
      for (let at = 0; at < groups.length && !stopped; at += batch) {
        const some = groups.slice(at, at + batch)
        const entries = await database.read(systemViewer, (reading) => selectEntriesOf(reading, side, some))
        await apply(side, some, entries)
      }
    }
  }

  async function readOn(): Promise<void> {
    if (Date.now() - sureAt > (keptHours - 1) * 3_600_000) return options.onTooLate()
    const { to, changed } = await database.read(systemViewer, async (reading) => {
      // The next place is taken first: long transactions of others hold it back, and what has ended beyond it need not wait for them.
      const to = await selectPlace(reading)
      return { to, changed: await selectChanged(reading, place) }
    })
    await bring(changed)
    place = to
    sureAt = Date.now()
  }

  function hear(change: Changed): void {
    const first = told.size === 0
    told.set(`${change.kind}:${change.id}`, change)
    if (!first) return
    void queue(() => {
      const changed = [...told.values()]
      told = new Map()
      return bring(changed)
    })
  }

  function plan(what: keyof typeof timers, ms: number, work: () => void): void {
    clearTimeout(timers[what])
    if (stopped) return
    timers[what] = setTimeout(work, ms)
    timers[what].unref()
  }
  function look(): void {
    void queue(readOn).finally(() => plan('look', lookEveryMs, look))
  }

  async function connect(pause: number): Promise<void> {
    try {
      const opened = await listen(database, {
        change: hear,
        end: () => plan('connect', again.firstMs, retry(again.firstMs)),
      })
      if (stopped) return await opened.end()
      ear = opened
      look()
    } catch (error) {
      if (stopped) return
      onError(error as Error)
      plan('connect', pause, retry(pause))
    }
  }
  const retry = (pause: number) => () => void connect(Math.min(pause * 2, again.mostMs))

  void connect(again.firstMs)
  return {
    async stop() {
      stopped = true
      clearTimeout(timers.look)
      clearTimeout(timers.connect)
      await ear?.end()
      await last
    },
  }
}
