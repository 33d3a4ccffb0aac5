import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import yauzl from 'yauzl'
import { refuse } from '../../platform/errors.ts'
import { archiveLimits, expandsTooFar, kindOf, type Look, lookOfArchive } from './rules/kinds.ts'

/**
 * What a received file is served as. The extension says what it is meant to be, the content must agree: else `file_mismatch`; kinds that are
 * not taken (programs, web pages, drawings with script) `file_type_refused`; archives that expand too far `archive_refused`.
 */
export async function inspect(file: { path: string; name: string; bytes: number }): Promise<string> {
  const kind = kindOf(file.name)
  if (!kind) refuse('file_type_refused')
  const look = await lookOf(file, kind.looks.includes('csv'))
  if (look === null || !kind.looks.includes(look)) refuse('file_mismatch')
  return kind.mediaType
}

async function lookOf(file: { path: string; bytes: number }, text: boolean): Promise<Look | null> {
  const head = await readAt(file.path, 0, 8)
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04')) || head.subarray(0, 4).equals(Buffer.from('PK\x05\x06'))) {
    return inspectArchive(file)
  }
  if (head.equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return lookOfCompound(file)
  if (text) return (await isTable(file)) ? 'csv' : null
  const known = await fileTypeFromFile(file.path)
  switch (known?.ext) {
    case 'pdf':
    case 'webp':
      return known.ext
    case 'png':
    case 'apng':
      return 'png'
    case 'jpg':
      return 'jpeg'
    case undefined:
      return null
    default:
      return refuse('file_type_refused')
  }
}

/** Reads the directory of an archive, not its content: every size is stated there. */
function inspectArchive({ path, bytes }: { path: string; bytes: number }): Promise<Look> {
  return new Promise((resolve, reject) => {
    const attempt = (work: () => void) => {
      try {
        work()
      } catch (error) {
        reject(error)
      }
    }
    yauzl.open(path, { lazyEntries: true, autoClose: true }, (fault, archive) => {
      if (fault) return attempt(() => refuse('file_mismatch'))
      const names = new Set<string>()
      let packed = 0
      let unpacked = 0
      const end = (work: () => void) => {
        archive.close()
        attempt(work)
      }
      if (archive.entryCount > archiveLimits.entries) return end(() => refuse('archive_refused'))
      archive.on('entry', (entry: yauzl.Entry) => {
        names.add(entry.fileName)
        packed += entry.compressedSize
        unpacked += entry.uncompressedSize
        if (expandsTooFar({ packed, unpacked, bytes })) return end(() => refuse('archive_refused'))
        archive.readEntry()
      })
      // A directory that contradicts itself or names places outside (`../`) is no honest archive.
      archive.on('error', () => end(() => refuse('archive_refused')))
      archive.on('end', () => end(() => resolve(lookOfArchive(names) ?? refuse('file_type_refused'))))
      archive.readEntry()
    })
  })
}

const streams: readonly (readonly [string, Look])[] = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['PowerPoint Document', 'ppt'],
]

/** An Office document of before 2007 names its main stream; other compound files (installers, mails) have none of these. */
async function lookOfCompound({ path, bytes }: { path: string; bytes: number }): Promise<Look | null> {
  const step = 1024 * 1024
  for (let at = 0; at < bytes; at += step) {
    const chunk = await readAt(path, at, step + 64)
    for (const [name, look] of streams) if (chunk.includes(Buffer.from(`${name}\0`, 'utf16le'))) return look
  }
  return null
}

/** Text of a table, as UTF-8 or as GB 18030, without control characters, and no web page or drawing in disguise. */
async function isTable({ path, bytes }: { path: string; bytes: number }): Promise<boolean> {
  if (bytes === 0) return false
  const content = await readAt(path, 0, bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      if (/[\x00-\x08\x0e-\x1f\x7f]/.test(text)) return false
      if (/^\s*</.test(text)) return refuse('file_type_refused')
      return true
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return false
}

async function readAt(path: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
