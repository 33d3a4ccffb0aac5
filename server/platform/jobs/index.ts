import { Logger, parseCronItems, type Runner, run } from 'graphile-worker'
import type { Log } from '../log.ts'

/** What a task does with its payload. It may run twice (a process that died took it along): it must come out the same. */
export type TaskHandler = (payload: Record<string, unknown>) => Promise<void>
/** Tasks by name; `every` is a cron line (UTC) for those that also come by themselves. */
export type Tasks = Readonly<Record<string, { readonly handle: TaskHandler; readonly every?: string }>>

export type Jobs = { stop(): Promise<void> }

/** Works off the queue that `Writing.enqueue` fills: a handful at a time, told at once by the database, retried with growing pauses. */
export async function startJobs(options: { url: string; tasks: Tasks; log: Log; concurrency?: number }): Promise<Jobs> {
  const { log, tasks } = options
  const runner: Runner = await run({
    connectionString: options.url,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2000,
    maxPoolSize: 6,
    // A worker that was killed holds its jobs; they are free again after a minute instead of four hours.
    preset: {
      worker: { minResetLockedInterval: 20_000, maxResetLockedInterval: 60_000, gracefulShutdownAbortTimeout: 4000 },
    },
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async (payload: unknown) => {
          try {
            await task.handle((payload ?? {}) as Record<string, unknown>)
          } catch (thrown) {
            log.fault(thrown, { task: name })
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
  runner.promise.catch((thrown: unknown) => log.fault(thrown, { task: 'worker' }))
  return { stop: () => runner.stop() }
}
