/**
 * One door for every request that finds the session gone: the first opens it, all wait, and go on after signing in
 * again. Whoever shows the sign-in dialog subscribes, then calls `reopen` or `giveUp`.
 */
export interface SessionGate {
  /** Resolves once signed in again; rejects when the person gave up. */
  wait(): Promise<void>
  isClosed(): boolean
  reopen(): void
  giveUp(error: Error): void
  subscribe(listener: () => void): () => void
}

export function createSessionGate(): SessionGate {
  const listeners = new Set<() => void>()
  let waiting: { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } | null = null

  function tell() {
    for (const listener of listeners) listener()
  }

  return {
    wait() {
      if (!waiting) {
        let resolve = () => {}
        let reject = (_: Error) => {}
        const promise = new Promise<void>((yes, no) => {
          resolve = yes
          reject = no
        })
        waiting = { promise, resolve, reject }
        tell()
      }
      return waiting.promise
    },
    isClosed: () => waiting !== null,
    reopen() {
      const before = waiting
      waiting = null
      before?.resolve()
      tell()
    },
    giveUp(error) {
      const before = waiting
      waiting = null
      before?.reject(error)
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

export const sessionGate = createSessionGate()
