import { type Conflict, changed, type Normal, threeWay } from './merge.ts'
import { isProblem } from './problem.ts'

/** What the server last acknowledged. */
export interface Saved<V> {
  readonly value: V
  readonly etag: string | null
}

/** How a form is kept on the server. */
export interface Port<V extends object> {
  /**
   * Keeps the value for the first time or changes it; `etag` null = nothing is there yet. `sent` says what was
   * acknowledged where that is not `changes`: an earlier submission that was repeated word for word.
   */
  save: (changes: Partial<V>, etag: string | null, whole: V) => Promise<Saved<V> & { readonly sent?: Partial<V> }>
  /** The newest version, after somebody else changed it. */
  read: () => Promise<Saved<V>>
  /** Splits changes into what may be sent and what would be refused, with a sentence per field path. */
  check: (changes: Partial<V>, whole: V) => { sendable: Partial<V>; faults: Record<string, string> }
  /** Whether there is enough to keep at all (a draft needs a title). */
  worth: (whole: V) => boolean
  /** Carries what the server added (ids of new rows) into what was typed on meanwhile. */
  adopt?: (mine: V, sent: Partial<V>, saved: V) => V
  /** The form in which values are compared; what is typed stays as it is typed. */
  normal?: Normal<V>
}

export type Status = 'clean' | 'dirty' | 'saving' | 'offline' | 'refused' | 'conflict'

export interface Form<V extends object> {
  readonly value: V
  readonly saved: Saved<V>
  readonly status: Status
  /** When the server last acknowledged, in milliseconds; null before the first time here. */
  readonly savedAt: number | null
  readonly faults: Readonly<Record<string, string>>
  readonly conflicts: readonly Conflict[]
  readonly problem: unknown
}

export interface Autosave<V extends object> {
  get: () => Form<V>
  subscribe: (listener: () => void) => () => void
  set: (change: Partial<V>) => void
  /** Sends what is unsaved now; resolves when acknowledged or stuck. True when everything typed is on the server. */
  flush: () => Promise<boolean>
  /** Settles conflicts: `mine` or `theirs` per field. */
  choose: (choices: Readonly<Record<string, 'mine' | 'theirs'>>) => void
  /** Takes a newer version that came from an action of ours. */
  refresh: (saved: Saved<V>) => void
  /** Forgets what is kept on this device (submitted or discarded). */
  forget: () => void
  stop: () => void
}

interface Kept<V> {
  base: V
  mine: V
}

export interface AutosaveOptions<V extends object> {
  port: Port<V>
  initial: Saved<V>
  /** Keeps what is not acknowledged across reloads and crashes. */
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  storeKey: string
  waitMs?: number
  retryMs?: number
  now?: () => number
}

/**
 * A form that saves itself: about a second after the last key, one request at a time, unacknowledged typing kept on
 * the device. A stale version is fetched and merged; only fields that both sides changed ask for a choice.
 */
export function createAutosave<V extends object>(options: AutosaveOptions<V>): Autosave<V> {
  const { port, store, storeKey, waitMs = 1000, retryMs = 5000, now = Date.now } = options
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let form: Form<V> = begin(options.initial, readKept<V>(store, storeKey), port.normal)

  function tell(change: Partial<Form<V>>) {
    form = { ...form, ...change }
    for (const listener of listeners) listener()
  }

  function isClean(value: V, saved: V): boolean {
    return Object.keys(changed(saved, value, port.normal)).length === 0
  }

  function keep() {
    if (stopped) return
    if (isClean(form.value, form.saved.value)) store.removeItem(storeKey)
    else store.setItem(storeKey, JSON.stringify({ base: form.saved.value, mine: form.value } satisfies Kept<V>))
  }

  function schedule(ms: number) {
    if (timer) clearTimeout(timer)
    timer = stopped ? null : setTimeout(() => void run(), ms)
  }

  function run(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    if (running) {
      again = true
      return running
    }
    running = saveOnce().finally(() => {
      running = null
      if (!again) return undefined
      again = false
      return run()
    })
    return running
  }

  async function saveOnce(): Promise<void> {
    if (form.conflicts.length > 0 || !port.worth(form.value)) return
    const changes = changed(form.saved.value, form.value, port.normal)
    const { sendable, faults } = port.check(changes, form.value)
    if (Object.keys(sendable).length === 0) {
      const clean = Object.keys(changes).length === 0
      tell({ status: clean ? 'clean' : 'refused', faults, problem: null })
      keep()
      return
    }
    tell({ status: 'saving', faults })
    try {
      const saved = await port.save(sendable, form.saved.etag, form.value)
      acknowledge(saved.sent ?? sendable, { value: saved.value, etag: saved.etag })
    } catch (error) {
      await refusedBy(error)
    }
  }

  /** The sent fields are as the server keeps them, unless they were typed on while it answered. */
  function acknowledge(sent: Partial<V>, saved: Saved<V>) {
    const mine = port.adopt ? port.adopt(form.value, sent, saved.value) : form.value
    const base = { ...form.saved.value, ...sent }
    const { merged } = threeWay(base, mine, saved.value, port.normal)
    const rest = port.check(changed(saved.value, merged, port.normal), merged)
    const more = Object.keys(rest.sendable).length > 0
    const clean = isClean(merged, saved.value)
    tell({
      value: merged,
      saved,
      savedAt: now(),
      status: clean ? 'clean' : more ? 'dirty' : 'refused',
      faults: rest.faults,
      problem: null,
    })
    keep()
    if (more) schedule(waitMs)
  }

  async function refusedBy(error: unknown) {
    if (!isProblem(error)) {
      tell({ status: 'refused', problem: error })
    } else if (error.code === 'stale') {
      await mergeWithNewest()
    } else if (error.mayRetry) {
      tell({ status: 'offline', problem: error })
      schedule(retryMs)
    } else {
      tell({ status: 'refused', problem: error })
    }
    keep()
  }

  async function mergeWithNewest() {
    try {
      const saved = await port.read()
      const { merged, conflicts } = threeWay(form.saved.value, form.value, saved.value, port.normal)
      tell({ value: merged, saved, conflicts, status: conflicts.length > 0 ? 'conflict' : 'dirty', problem: null })
      if (conflicts.length === 0) schedule(0)
    } catch (error) {
      tell({ status: 'offline', problem: error })
      schedule(retryMs)
    }
  }

  if (form.status === 'dirty') schedule(waitMs)
  return {
    get: () => form,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    set(change) {
      tell({ value: { ...form.value, ...change }, status: form.conflicts.length > 0 ? 'conflict' : 'dirty' })
      keep()
      schedule(waitMs)
    },
    async flush() {
      for (let round = 0; round < 5; round++) {
        await run()
        if (form.status !== 'dirty') break
      }
      return form.status === 'clean'
    },
    choose(choices) {
      const value = { ...form.value }
      for (const { field, theirs } of form.conflicts) {
        if (choices[field] === 'theirs') value[field as keyof V] = theirs as V[keyof V]
      }
      const conflicts = form.conflicts.filter(({ field }) => !choices[field])
      tell({ value, conflicts, status: conflicts.length > 0 ? 'conflict' : 'dirty' })
      keep()
      schedule(0)
    },
    refresh(saved) {
      const { merged, conflicts } = threeWay(form.saved.value, form.value, saved.value, port.normal)
      tell({ value: merged, saved, conflicts, status: isClean(merged, saved.value) ? 'clean' : form.status })
    },
    forget() {
      stopped = true
      if (timer) clearTimeout(timer)
      store.removeItem(storeKey)
    },
    stop() {
      if (timer) clearTimeout(timer)
      timer = null
      void run()
    },
  }
}

/** Opens the form: what was typed and never acknowledged is laid over what the server has. */
function begin<V extends object>(saved: Saved<V>, kept: Kept<V> | null, normal?: Normal<V>): Form<V> {
  const blank = { saved, savedAt: null, faults: {}, problem: null }
  if (!kept) return { ...blank, value: saved.value, status: 'clean', conflicts: [] }
  const { merged, conflicts } = threeWay(kept.base, kept.mine, saved.value, normal)
  const clean = Object.keys(changed(saved.value, merged, normal)).length === 0
  const status = conflicts.length > 0 ? 'conflict' : clean ? 'clean' : 'dirty'
  return { ...blank, value: merged, status, conflicts }
}

/** What is kept on the device, or null where there is nothing readable. */
export function readKept<V>(store: Pick<Storage, 'getItem'>, key: string): Kept<V> | null {
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as Kept<V> | null
    return kept && typeof kept.base === 'object' && typeof kept.mine === 'object' ? kept : null
  } catch {
    return null
  }
}
