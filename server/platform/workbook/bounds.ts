import { open } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { refuse } from '../errors.ts'

/** What a workbook may unpack to: 100,000 rows of 20 columns are some 200 MB of XML. */
export const unpackedLimitBytes = 400 * 1024 * 1024
/** Highest ratio of one part; repetitive sheets reach 60, a bomb 1000. */
const ratioLimit = 200
const entryLimit = 2000

/** Opens a zip archive after a look at its first bytes. Throws `workbook_unreadable` for anything else (.xls, .csv, encrypted, broken). */
export async function openArchive(path: string): Promise<{ zip: ZipFile; entries: Entry[] }> {
  const file = await open(path)
  const start = Buffer.alloc(4)
  try {
    await file.read(start, 0, 4, 0)
  } finally {
    await file.close()
  }
  if (start.readUInt32LE(0) !== 0x04034b50) refuse('workbook_unreadable')
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      if (entries.length > entryLimit) break
    }
    return { zip, entries }
  } catch {
    zip?.close()
    return refuse('workbook_unreadable')
  }
}

/**
 * Refuses a zip bomb before anything reads the workbook: first by what the archive says of itself, then by unpacking each part into
 * nothing, which fails as soon as a part is longer than it says.
 */
export async function checkBounds(path: string): Promise<void> {
  const { zip, entries } = await openArchive(path)
  try {
    const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
    if (entries.length > entryLimit || total > unpackedLimitBytes) refuse('archive_refused')
    for (const entry of entries) {
      if (entry.isEncrypted()) refuse('workbook_unreadable')
      if (entry.uncompressedSize > 1024 * 1024 && entry.uncompressedSize > ratioLimit * entry.compressedSize) {
        refuse('archive_refused')
      }
    }
    if (!entries.some((entry) => entry.fileName === '[Content_Types].xml')) refuse('workbook_unreadable')
    for (const entry of entries) await drain(zip, entry)
  } finally {
    zip.close()
  }
}

async function drain(zip: ZipFile, entry: Entry): Promise<void> {
  try {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
    await pipeline(await zip.openReadStreamPromise(entry), nowhere)
  } catch (error) {
    // "too many bytes in the stream": the part is longer than it says; anything else is damage.
    if ((error as Error).message.includes('too many bytes')) refuse('archive_refused')
    refuse('workbook_unreadable')
  }
}
