import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'

type Written = {
  name: Buffer
  flags: number
  method: number
  crc: number
  packed: number
  unpacked: number
  at: number
}

/** Writes a copy of a zip archive in which single parts are replaced; all others are carried over byte for byte. */
export async function copyArchive(
  source: { zip: ZipFile; entries: readonly Entry[] },
  target: string,
  change: { name: string; apply(text: Readable): Readable },
): Promise<void> {
  const file = await open(target, 'wx', 0o600)
  try {
    const written: Written[] = []
    let at = 0
    for (const entry of source.entries) {
      const one = await (entry.fileName === change.name
        ? writeChanged(file, at, entry, change.apply(await source.zip.openReadStreamPromise(entry)))
        : writeSame(file, at, entry, await source.zip.openReadStreamPromise(entry, { decodeFileData: false })))
      written.push(one)
      at += 30 + one.name.length + one.packed
    }
    await writeDirectory(file, at, written)
  } finally {
    await file.close()
  }
}

async function writeSame(file: FileHandle, at: number, entry: Entry, data: Readable): Promise<Written> {
  const one: Written = {
    name: Buffer.from(entry.fileNameRaw),
    flags: entry.generalPurposeBitFlag & 0x0800,
    method: entry.compressionMethod,
    crc: entry.crc32,
    packed: entry.compressedSize,
    unpacked: entry.uncompressedSize,
    at,
  }
  let position = at + 30 + one.name.length
  for await (const chunk of data as AsyncIterable<Buffer>) {
    await file.write(chunk, 0, chunk.length, position)
    position += chunk.length
  }
  await file.write(localHeader(one), 0, 30 + one.name.length, at)
  return one
}

async function writeChanged(file: FileHandle, at: number, entry: Entry, data: Readable): Promise<Written> {
  const name = Buffer.from(entry.fileNameRaw)
  let crc = 0
  let unpacked = 0
  let position = at + 30 + name.length
  const deflate = createDeflateRaw({ level: 6 })
  data.on('data', (chunk: Buffer) => {
    crc = crc32(chunk, crc)
    unpacked += chunk.length
  })
  data.on('error', (error) => deflate.destroy(error))
  data.pipe(deflate)
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    await file.write(chunk, 0, chunk.length, position)
    position += chunk.length
  }
  const flags = entry.generalPurposeBitFlag & 0x0800
  const one: Written = { name, flags, method: 8, crc, packed: position - at - 30 - name.length, unpacked, at }
  await file.write(localHeader(one), 0, 30 + name.length, at)
  return one
}

/** The fields that a local header and the directory share, from "version needed" on. */
function shared({ flags, method, crc, packed, unpacked, name }: Written): Buffer {
  const out = Buffer.alloc(26)
  out.writeUInt16LE(20, 0)
  out.writeUInt16LE(flags, 2)
  out.writeUInt16LE(method, 4)
  out.writeUInt32LE(0x00210000, 6) // 1980-01-01 00:00
  out.writeUInt32LE(crc, 10)
  out.writeUInt32LE(packed, 14)
  out.writeUInt32LE(unpacked, 18)
  out.writeUInt16LE(name.length, 22)
  return out
}

function localHeader(one: Written): Buffer {
  return Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared(one), one.name])
}

async function writeDirectory(file: FileHandle, at: number, all: readonly Written[]): Promise<void> {
  const entries = all.map((one) => {
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(one.at, 10)
    return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), shared(one), tail, one.name])
  })
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(all.length, 8)
  end.writeUInt16LE(all.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  await file.write(Buffer.concat([directory, end]), 0, directory.length + 22, at)
}
