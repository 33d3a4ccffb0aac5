import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { format, type Manifest, names } from './manifest.ts'
import { block, headerOf, paddingOf } from './tar.ts'

const chunkBytes = 256 * 1024

export type ArchiveWriter = {
  /** Streams a file as it is now: as long as it was when opened, filled up with zeros should it shrink meanwhile. False when there is none (any more). */
  addFile(name: string, path: string): Promise<boolean>
  addBytes(name: string, content: Buffer): Promise<void>
  addFolder(name: string): Promise<void>
  has(name: string): boolean
  /** Adds the list of sums and the manifest; the archive gets its name only now, when all of it is on disk. */
  finish(manifest: Omit<Manifest, 'members' | 'sums' | 'endedAt'>): Promise<{ bytes: number; members: number }>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** An archive at `path`, readable by its owner alone; until it is finished it is called `path`.part. */
export async function writeArchive(path: string, version: string): Promise<ArchiveWriter> {
  const part = `${path}.part`
  await rm(part, { force: true })
  const target = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true })
  await once(target, 'open')
  const gzip = createGzip()
  const written = pipeline(gzip, target)
  written.catch(() => undefined) // told by the write that waits, or by `finish`
  const sums = new Map<string, string>()

  async function write(chunk: Buffer): Promise<void> {
    if (gzip.destroyed) await written
    if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), written])
  }
  async function begin(name: string, bytes: number): Promise<Hash> {
    if (sums.has(name)) throw new Error(`${name} is in the archive already`)
    await write(headerOf({ name, kind: 'file', bytes }, new Date()))
    return createHash('sha256')
  }
  async function end(name: string, bytes: number, hash: Hash): Promise<void> {
    await write(Buffer.alloc(paddingOf(bytes)))
    sums.set(name, hash.digest('hex'))
  }
  async function addBytes(name: string, content: Buffer): Promise<void> {
    const hash = await begin(name, content.length)
    hash.update(content)
    await write(content)
    await end(name, content.length, hash)
  }

  async function addFile(name: string, path: string): Promise<boolean> {
    const file = await orNone(open(path, 'r'))
    if (!file) return false
    try {
      const bytes = (await file.stat()).size
      const hash = await begin(name, bytes)
      for (let done = 0; done < bytes; ) {
        const wanted = Math.min(chunkBytes, bytes - done)
        const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, done)
        const chunk = bytesRead > 0 ? buffer.subarray(0, bytesRead) : buffer
        hash.update(chunk)
        await write(chunk)
        done += chunk.length
      }
      await end(name, bytes, hash)
      return true
    } finally {
      await file.close()
    }
  }

  const head = { what: 'city-scenarios backup', format, version }
  await addBytes(names.head, Buffer.from(`${JSON.stringify(head)}\n`))
  return {
    addFile,
    addBytes,
    addFolder: (name) => write(headerOf({ name, kind: 'folder', bytes: 0 }, new Date())),
    has: (name) => sums.has(name),
    async finish(manifest) {
      const members = sums.size
      await addBytes(names.sums, Buffer.from([...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('')))
      const whole: Manifest = {
        ...manifest,
        endedAt: new Date().toISOString(),
        members,
        sums: sums.get(names.sums) as string,
      }
      await addBytes(names.manifest, Buffer.from(`${JSON.stringify(whole, null, 2)}\n`))
      gzip.end(Buffer.alloc(2 * block))
      await written
      await rename(part, path)
      return { bytes: target.bytesWritten, members }
    },
    async abandon() {
      gzip.destroy()
      await written.catch(() => undefined)
      await rm(part, { force: true })
    },
  }
}

async function orNone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
