import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../errors.ts'

/** Where uploaded bytes lie, by the id of their row. Rows say who may see them; the store knows no names. */
export type FileStore = {
  /** Keeps a copy of a file on disk; when it returns, a power cut loses nothing. Refuses with `storage_full`, leaving no part behind. */
  put(id: string, path: string): Promise<void>
  /** A stream of the whole content, opened already: a missing file fails here and not in the middle of an answer. */
  open(id: string): Promise<Readable>
  /** Removing what is not there is no fault. */
  remove(id: string): Promise<void>
  stat(id: string): Promise<{ bytes: number; at: Date } | null>
  /** Everything kept, in no order. */
  list(): AsyncIterable<{ id: string; at: Date }>
}

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Files below one folder, spread over 256 by the end of the id: ids begin with the time, so their first letters would all be the same. */
export function createFileStore(folder: string): FileStore {
  function placeOf(id: string): { folder: string; path: string } {
    if (!idPattern.test(id)) throw new TypeError('a file is kept under an id')
    const shelf = join(folder, id.slice(-2))
    return { folder: shelf, path: join(shelf, id) }
  }

  async function* list(): AsyncIterable<{ id: string; at: Date }> {
    for (const shelf of await entriesOf(folder)) {
      for (const id of await entriesOf(join(folder, shelf))) {
        if (!idPattern.test(id)) continue
        const facts = await orNull(stat(join(folder, shelf, id)))
        if (facts) yield { id, at: facts.mtime }
      }
    }
  }

  return {
    async put(id, path) {
      const place = placeOf(id)
      const part = `${place.path}.part`
      try {
        await mkdir(place.folder, { recursive: true })
        await pipeline(createReadStream(path), createWriteStream(part, { mode: 0o600, flush: true }))
        await rename(part, place.path)
        await syncFolder(place.folder)
      } catch (error) {
        await rm(part, { force: true })
        if (isFull(error)) refuse('storage_full')
        throw error
      }
    },
    async open(id) {
      const handle = await open(placeOf(id).path, 'r')
      return handle.createReadStream()
    },
    remove: (id) => rm(placeOf(id).path, { force: true }),
    async stat(id) {
      const facts = await orNull(stat(placeOf(id).path))
      return facts && { bytes: facts.size, at: facts.mtime }
    },
    list,
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

/** Null where there is nothing; every other failure stands. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  return (await orNull(readdir(folder))) ?? []
}

/** A rename is safe from a power cut only once the folder is written. Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
