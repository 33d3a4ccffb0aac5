import { Worker } from 'node:worker_threads'
import type { AnswerTo, Ask, FromWorker, ToWorker } from './protocol.ts'

/** The thread is gone: what was asked of it will never be answered. */
export class ThreadGone extends Error {}

export type IndexThread = {
  ask<A extends Ask>(ask: A): Promise<AnswerTo<A>>
  /** Settles when the thread has ended, by itself or not. */
  readonly ended: Promise<void>
  end(): Promise<void>
}

/** Starts the thread that holds the indexes; it runs source as the server does. */
export function spawnIndexWorker(): Worker {
  const stripping = (process.features as { typescript?: unknown }).typescript
  const file = stripping ? './index-worker.ts' : './index-worker-on-older-node.mjs'
  return new Worker(new URL(file, import.meta.url), { execArgv: [] })
}

/** Questions and answers over a thread's port. */
export function talkWith(worker: Worker, onError: (error: Error) => void): IndexThread {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let number = 0
  let gone = false
  worker.unref()
  const ended = new Promise<void>((resolve) => {
    worker.on('error', onError)
    worker.on('exit', () => {
      gone = true
      for (const { reject } of waiting.values()) reject(new ThreadGone('the index thread has ended'))
      waiting.clear()
      resolve()
    })
  })
  worker.on('message', (said: FromWorker) => {
    const asked = waiting.get(said.number)
    waiting.delete(said.number)
    if (waiting.size === 0) worker.unref()
    if ('failure' in said) asked?.reject(new Error(said.failure))
    else asked?.resolve(said.answer as never)
  })
  return {
    ask<A extends Ask>(ask: A) {
      if (gone) return Promise.reject(new ThreadGone('the index thread has ended'))
      number += 1
      const mine = number
      worker.ref()
      return new Promise<AnswerTo<A>>((resolve, reject) => {
        waiting.set(mine, { resolve: resolve as (value: never) => void, reject })
        worker.postMessage({ number: mine, ask } satisfies ToWorker)
      })
    },
    ended,
    async end() {
      await worker.terminate()
    },
  }
}
