import type { Worker } from 'node:worker_threads'
import type { Platform } from '../../platform/context.ts'
import { refuse } from '../../platform/errors.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { type Side, selectEntries, selectPlace } from './feed-store.ts'
import { type Follower, follow } from './follow.ts'
import { type IndexThread, spawnIndexWorker, ThreadGone, talkWith } from './index-thread.ts'
import type { AnswerTo, Ask } from './protocol.ts'

export type IndexHost = {
  /** Asks the indexes, starting them when they are not there; refuses with `matching_warming` while they fill. */
  ask<A extends Ask>(ask: A): Promise<AnswerTo<A>>
  /** Settles once the indexes are full; refuses as `ask` does. Before a transaction, so that none waits for a fill. */
  ready(): Promise<void>
  warm(): void
  stop(): Promise<void>
}

const fillBatch = 1000
/** A request waits so long for the indexes to fill, then it is told to come again. */
const patienceMs = 8000
const again = { firstMs: 100, mostMs: 30_000 }

type Running = { readonly thread: IndexThread; readonly follower: Follower }

/** Keeps one thread with the indexes alive: filled from the database, following what changes, started again when it dies. */
export function createIndexHost({
  database,
  log,
  spawn = spawnIndexWorker,
}: Pick<Platform, 'database' | 'log'> & { spawn?: () => Worker }): IndexHost {
  let running: Promise<Running> | null = null
  /** What `running` came to. */
  let current: Running | null = null
  let pause = again.firstMs
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function fill(thread: IndexThread, side: Side): Promise<void> {
    let after: string | null = null
    for (;;) {
      const entries = await database.read(systemViewer, (reading) => selectEntries(reading, side, after, fillBatch))
      await thread.ask({ op: 'replace', side, groups: [], entries })
      const end = entries.at(-1)
      if (!end || entries.length < fillBatch || stopped) return
      after = end.key
    }
  }

  async function begin(): Promise<Running> {
    const thread = talkWith(spawn(), (error) => log.fault(error, { step: 'matching index' }))
    try {
      // What is changed while it fills is read once more afterwards.
      const place = await database.read(systemViewer, selectPlace)
      await fill(thread, 'supply')
      await fill(thread, 'demand')
      const follower = follow({
        database,
        from: place,
        apply: async (side, groups, entries) => {
          await thread.ask({ op: 'replace', side, groups, entries })
        },
        onTooLate: () => void thread.end(),
        onError: (error) => {
          if (!stopped && !(error instanceof ThreadGone)) log.warn('matching index', { message: error.message })
        },
      })
      pause = again.firstMs
      return { thread, follower }
    } catch (error) {
      await thread.end()
      throw error
    }
  }

  function start(): Promise<Running> {
    if (stopped) return Promise.reject(new ThreadGone('the index is stopped'))
    if (!running) {
      clearTimeout(timer)
      const mine = begin()
      running = mine
      mine
        .then(async (there) => {
          current = there
          await there.thread.ended
          await there.follower.stop()
          if (current === there) restart()
        })
        .catch((error: unknown) => {
          if (running === mine) running = null
          if (stopped) return
          log.warn('matching index not started', { message: String(error) })
          restart()
        })
    }
    return running
  }

  function restart(): void {
    running = null
    current = null
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => void start().catch(() => undefined), pause)
    timer.unref()
    pause = Math.min(pause * 2, again.mostMs)
  }

  async function filled(): Promise<Running> {
    let alarm: NodeJS.Timeout | undefined
    const late = new Promise<null>((resolve) => {
      alarm = setTimeout(() => resolve(null), patienceMs)
    })
    try {
      const there = await Promise.race([start().catch(() => null), late])
      return there ?? refuse('matching_warming', { seconds: 3 })
    } finally {
      clearTimeout(alarm)
    }
  }

  return {
    async ask(ask) {
      const first = await filled()
      try {
        return await first.thread.ask(ask)
      } catch (error) {
        if (!(error instanceof ThreadGone)) throw error
        // It died with the question; whoever takes its place answers.
        if (current === first) {
          running = null
          current = null
        }
        return (await filled()).thread.ask(ask).catch((second: unknown) => {
          throw second instanceof ThreadGone ? refuse('matching_warming', { seconds: 3 }) : second
        })
      }
    },
    async ready() {
      await filled()
    },
    warm() {
      void start().catch(() => undefined)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      const there = await running?.catch(() => null)
      await there?.follower.stop()
      await there?.thread.end()
    },
  }
}
