import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type AutosaveOptions, createAutosave, type Port, type Saved } from './autosave.ts'
import { ApiProblem, networkProblem } from './problem.ts'

interface Value {
  title: string
  summary: string
}

function memory(): AutosaveOptions<Value>['store'] & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

function stale() {
  return new ApiProblem({ type: '', title: '', status: 412, code: 'stale', detail: '', traceId: '' })
}

/** A server of one row with a version, as the API behaves: stale versions are refused. */
function rowServer(first: Value) {
  const state = { value: first, version: 1, sent: [] as Partial<Value>[], down: false }
  const saved = (): Saved<Value> => ({ value: state.value, etag: String(state.version) })
  const port: Port<Value> = {
    async save(changes, etag) {
      if (state.down) throw networkProblem(new TypeError('no network'))
      if (etag !== String(state.version)) throw stale()
      state.sent.push(changes)
      state.value = { ...state.value, ...changes }
      state.version++
      return saved()
    },
    read: async () => saved(),
    check(changes): { sendable: Partial<Value>; faults: Record<string, string> } {
      const { summary, ...rest } = changes
      if (summary === 'bad') return { sendable: rest, faults: { summary: 'not this' } }
      return { sendable: changes, faults: {} }
    },
    worth: (whole) => whole.title !== '',
  }
  return { state, port, saved }
}

const first = { title: 'a', summary: '' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('saves once, a second after the last change, only what changed', async () => {
  const server = rowServer(first)
  const store = memory()
  const form = createAutosave({ port: server.port, initial: server.saved(), store, storeKey: 'k' })
  form.set({ summary: 'x' })
  form.set({ summary: 'xy' })
  expect([form.get().status, store.kept.has('k')]).toEqual(['dirty', true])
  await vi.advanceTimersByTimeAsync(999)
  expect(server.state.sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(server.state.sent).toEqual([{ summary: 'xy' }])
  expect([form.get().status, form.get().saved.etag, store.kept.has('k')]).toEqual(['clean', '2', false])
})

test('without a network it keeps the typing and tries again until acknowledged', async () => {
  const server = rowServer(first)
  const store = memory()
  server.state.down = true
  const form = createAutosave({ port: server.port, initial: server.saved(), store, storeKey: 'k' })
  form.set({ summary: 'kept' })
  await vi.advanceTimersByTimeAsync(1000)
  expect([form.get().status, store.kept.has('k')]).toEqual(['offline', true])
  server.state.down = false
  await vi.advanceTimersByTimeAsync(5000)
  expect([form.get().status, server.state.value.summary, store.kept.has('k')]).toEqual(['clean', 'kept', false])
})

test('what was never acknowledged comes back after a reload and is sent', async () => {
  const server = rowServer(first)
  const store = memory()
  server.state.down = true
  createAutosave({ port: server.port, initial: server.saved(), store, storeKey: 'k' }).set({ summary: 'typed' })
  server.state.down = false
  const form = createAutosave({ port: server.port, initial: server.saved(), store, storeKey: 'k' })
  expect([form.get().value.summary, form.get().status]).toEqual(['typed', 'dirty'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.state.value).toEqual({ title: 'a', summary: 'typed' })
})

test('another tab changed another field: both changes stand, nobody is asked', async () => {
  const server = rowServer(first)
  const form = createAutosave({ port: server.port, initial: server.saved(), store: memory(), storeKey: 'k' })
  server.state.value = { title: 'theirs', summary: '' }
  server.state.version = 7
  form.set({ summary: 'mine' })
  await vi.advanceTimersByTimeAsync(1000)
  await vi.advanceTimersByTimeAsync(1)
  expect(server.state.value).toEqual({ title: 'theirs', summary: 'mine' })
  expect([form.get().value, form.get().status]).toEqual([{ title: 'theirs', summary: 'mine' }, 'clean'])
})

test('another tab changed the same field: nothing is sent until somebody chooses', async () => {
  const server = rowServer(first)
  const form = createAutosave({ port: server.port, initial: server.saved(), store: memory(), storeKey: 'k' })
  server.state.value = { title: 'theirs', summary: '' }
  server.state.version = 7
  form.set({ title: 'mine' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(form.get().conflicts).toEqual([{ field: 'title', base: 'a', mine: 'mine', theirs: 'theirs' }])
  expect(server.state.value.title).toBe('theirs')
  form.choose({ title: 'mine' })
  await vi.advanceTimersByTimeAsync(0)
  expect([server.state.value.title, form.get().status, form.get().conflicts]).toEqual(['mine', 'clean', []])
})

test('a choice for theirs takes their value', async () => {
  const server = rowServer(first)
  const form = createAutosave({ port: server.port, initial: server.saved(), store: memory(), storeKey: 'k' })
  server.state.value = { title: 'theirs', summary: '' }
  server.state.version = 7
  form.set({ title: 'mine' })
  await vi.advanceTimersByTimeAsync(1000)
  form.choose({ title: 'theirs' })
  await vi.advanceTimersByTimeAsync(0)
  expect([form.get().value.title, server.state.sent]).toEqual(['theirs', []])
})

test('a field that would be refused stays here with its sentence, the others are saved', async () => {
  const server = rowServer(first)
  const store = memory()
  const form = createAutosave({ port: server.port, initial: server.saved(), store, storeKey: 'k' })
  form.set({ title: 'b', summary: 'bad' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.state.sent).toEqual([{ title: 'b' }])
  expect([form.get().status, form.get().faults, store.kept.has('k')]).toEqual([
    'refused',
    { summary: 'not this' },
    true,
  ])
})

test('typing on while the server answers is neither lost nor sent twice', async () => {
  const server = rowServer(first)
  let answer = () => {}
  const save = server.port.save
  const slow: Port<Value> = {
    ...server.port,
    save: async (...given) => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return save(...given)
    },
  }
  const form = createAutosave({ port: slow, initial: server.saved(), store: memory(), storeKey: 'k' })
  form.set({ summary: 'one' })
  await vi.advanceTimersByTimeAsync(1000)
  form.set({ summary: 'one two' })
  answer()
  await vi.advanceTimersByTimeAsync(0)
  expect([form.get().value.summary, form.get().status]).toEqual(['one two', 'dirty'])
  await vi.advanceTimersByTimeAsync(1000)
  answer()
  await vi.advanceTimersByTimeAsync(0)
  expect(server.state.sent).toEqual([{ summary: 'one' }, { summary: 'one two' }])
  expect(form.get().status).toBe('clean')
})

test('nothing is sent before there is enough to keep', async () => {
  const server = rowServer({ title: '', summary: '' })
  const form = createAutosave({ port: server.port, initial: server.saved(), store: memory(), storeKey: 'k' })
  form.set({ summary: 'x' })
  await vi.advanceTimersByTimeAsync(5000)
  expect(server.state.sent).toEqual([])
  expect(form.get().status).toBe('dirty')
})
