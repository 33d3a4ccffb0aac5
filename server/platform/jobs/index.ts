import { setTimeout as pause } from 'node:timers/promises'
import { Logger, parseCronItems, type Runner, run } from 'graphile-worker'
import type { Log } from '../log.ts'
import { ownName, takeBack } from './take-back.ts'

/** What a task does with its payload. It may run twice (a process that died took it along): it must come out the same. */
export type TaskHandler = (payload: Record<string, unknown>) => Promise<void>
/** Tasks by name; `every` is a cron line (UTC) for those that also come by themselves. */
export type Tasks = Readonly<Record<string, { readonly handle: TaskHandler; readonly every?: string }>>

export type Jobs = { stop(): Promise<void> }

/** Works off the queue that `Writing.enqueue` fills: a handful at a time, told at once by the database, retried with growing pauses. */
export async function startJobs(options: { url: string; tasks: Tasks; log: Log; concurrency?: number }): Promise<Jobs> {
  const { log, tasks } = options
  const name = ownName()
  const url = new URL(options.url)
  url.searchParams.set('application_name', name)

  async function begin(): Promise<Runner> {
    const back = await takeBack(url.href, name)
    if (back > 0) log.warn('jobs taken back from a process that ended', { count: back })
    return run({
      connectionString: url.href,
      concurrency: options.concurrency ?? 4,
      noHandleSignals: true,
      pollInterval: 2000,
      maxPoolSize: 6,
      preset: {
        worker: {
          gracefulShutdownAbortTimeout: 4000,
          // Without a delay the library writes a job's end down in a promise that nobody waits for: a database that is away just then ends the process.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
      taskList: Object.fromEntries(
        Object.entries(tasks).map(([task, { handle }]) => [
          task,
          async (payload: unknown) => {
            try {
              await handle((payload ?? {}) as Record<string, unknown>)
            } catch (thrown) {
              log.fault(thrown, { task })
              throw thrown
            }
          },
        ]),
      ),
      parsedCronItems: parseCronItems(
        Object.entries(tasks).flatMap(([task, { every }]) => (every ? [{ task, match: every, identifier: task }] : [])),
      ),
      logger: new Logger(() => (level, message) => {
        if (level === 'error' || level === 'warning') log.warn('jobs', { message })
      }),
    })
  }

  let stopping = false
  let runner = await begin()
  /** The runner gives up when it cannot write down how a job ended (the database went away); another takes its place. */
  async function keepRunning(): Promise<void> {
    while (!stopping) {
      await runner.promise.catch((thrown: unknown) => log.fault(thrown, { task: 'worker' }))
      while (!stopping) {
        await pause(1000, undefined, { ref: false })
        try {
          const next = await begin()
          if (stopping) await next.stop()
          else runner = next
          break
        } catch (thrown) {
          log.fault(thrown, { task: 'worker' })
        }
      }
    }
  }
  void keepRunning()
  return {
    async stop() {
      stopping = true
      // A runner that gave up a moment ago refuses to be stopped again.
      await runner.stop().catch((thrown: unknown) => log.fault(thrown, { task: 'worker' }))
    },
  }
}
