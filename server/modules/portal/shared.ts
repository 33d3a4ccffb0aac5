/**
 * Answers that many ask for at the same moment are made once: a value is shared from the moment its making begins until
 * `forMs` after. At most `atMost` are kept; a failure is shared with those who wait for it and then forgotten.
 */
export function createShared<T>({ forMs, atMost }: { forMs: number; atMost: number }) {
  const kept = new Map<string, { until: number; value: Promise<T> }>()
  return {
    get(key: string, make: () => Promise<T>): Promise<T> {
      const now = performance.now()
      const found = kept.get(key)
      if (found && found.until > now) return found.value
      kept.delete(key)
      if (kept.size >= atMost) {
        const [oldest] = kept.keys()
        if (oldest !== undefined) kept.delete(oldest)
      }
      const value = make()
      const entry = { until: now + forMs, value }
      kept.set(key, entry)
      value.catch(() => {
        if (kept.get(key) === entry) kept.delete(key)
      })
      return value
    },
  }
}
