import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { StartError } from '../start.ts'
import { format, headSchema, isLater, isSafeName, type Manifest, manifestSchema, names } from './manifest.ts'
import { block, type Member, paddingOf, readHeader } from './tar.ts'

export type Visit = (member: Member, content: AsyncIterable<Buffer>) => Promise<void>

const mostBytes = { head: 64 * 1024, list: 256 * 1024 ** 2 }

/**
 * Reads a whole archive of ours once, front to back: each member against its SHA-256, the list of sums against the manifest, nothing missing and
 * nothing besides. `visit` sees each file and folder but the three of the archive itself. Refuses with `StartError` what is damaged, cut
 * short, foreign, or of a newer release than `version`.
 */
export async function readArchive(path: string, version: string, visit: Visit): Promise<Manifest> {
  const bytes = unpacked(path)
  try {
    return await readMembers(path, version, visit, bytes)
  } finally {
    bytes.close()
  }
}

async function readMembers(
  path: string,
  version: string,
  visit: Visit,
  bytes: ReturnType<typeof unpacked>,
): Promise<Manifest> {
  const sums = new Map<string, string>()
  let listed: string | undefined
  for (let first = true; ; first = false) {
    const member = await damagedIf(path, first, async () => readHeader(await bytes.exactly(block)))
    if (!member) break
    if (first !== (member.name === names.head)) throw first ? foreign(path) : damaged(path, 'it holds two beginnings')
    if (!isSafeName(member.name) || sums.has(member.name)) throw damaged(path, `it holds "${member.name}"`)
    const hash = createHash('sha256')
    const content = bytes.next(member.bytes, (chunk) => hash.update(chunk))
    const own = Object.values<string>(names).includes(member.name)
    let text = ''
    if (own) text = await textOf(path, member, content)
    else await visit(member, content)
    for await (const _ of content); // what the visitor left
    await damagedIf(path, false, () => bytes.exactly(paddingOf(member.bytes)))
    if (first) refuseNewer(path, text, version)
    const sum = hash.digest('hex')
    if (member.name === names.sums) {
      if (text !== listOf(sums)) throw damaged(path, differenceIn(text, sums))
      listed = sum
    }
    if (member.name === names.manifest) {
      const manifest = manifestSchema.safeParse(parsed(text))
      if (!manifest.success || manifest.data.sums !== listed) throw damaged(path, 'its manifest does not fit it')
      await damagedIf(path, false, () => bytes.toEnd()) // the packing has a sum of its own, at the very end
      return manifest.data
    }
    if (member.kind === 'file') sums.set(member.name, sum)
  }
  throw damaged(path, 'it has no manifest')
}

function listOf(sums: ReadonlyMap<string, string>): string {
  return [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('')
}

function differenceIn(list: string, sums: ReadonlyMap<string, string>): string {
  const found = new Set(listOf(sums).split('\n'))
  const name = list
    .split('\n')
    .find((line) => !found.has(line))
    ?.slice(66)
  return name ? `${name} is not what was put in` : 'it holds more than was put in'
}

async function textOf(path: string, member: Member, content: AsyncIterable<Buffer>): Promise<string> {
  if (member.bytes > (member.name === names.sums ? mostBytes.list : mostBytes.head))
    throw damaged(path, `${member.name} is too large`)
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuseNewer(path: string, text: string, version: string): void {
  const head = headSchema.safeParse(parsed(text))
  if (!head.success) throw foreign(path)
  if (head.data.format > format || isLater(head.data.version, version))
    throw new StartError(
      `${path} was made by release ${head.data.version}, this is ${version}. Update this installation's program to ${head.data.version} or later, then restore again. Nothing was changed.`,
    )
}

function damaged(path: string, how: string): StartError {
  return new StartError(
    `${path} is damaged: ${how}. Copy it again from where it is kept, or take an older backup. Nothing of it was taken in.`,
  )
}

function foreign(path: string): StartError {
  return new StartError(
    `${path} is not a backup of this platform. Name a file that \`npm run admin -- backup\` has written. Nothing was changed.`,
  )
}

/** Whatever the packing or a header says is wrong means damage; at the very beginning, that the file is something else. */
async function damagedIf<T>(path: string, first: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StartError) throw error
    const { code = '', message } = error as NodeJS.ErrnoException
    if (/^E[A-Z]+$/.test(code)) throw new StartError(`${path} cannot be read (${message}).`)
    throw first ? foreign(path) : damaged(path, message)
  }
}

/** The bytes inside the packing, taken in turn. */
function unpacked(path: string) {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  const chunks = source.pipe(gunzip)[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let rest: Buffer = Buffer.alloc(0)
  async function some(most: number): Promise<Buffer> {
    while (rest.length === 0) {
      const { done, value } = await chunks.next()
      if (done) throw new Error('it ends too early')
      rest = value
    }
    const chunk = rest.subarray(0, most)
    rest = rest.subarray(chunk.length)
    return chunk
  }
  return {
    async exactly(bytes: number): Promise<Buffer> {
      const parts: Buffer[] = []
      for (let missing = bytes; missing > 0; ) {
        const chunk = await some(missing)
        parts.push(chunk)
        missing -= chunk.length
      }
      return Buffer.concat(parts)
    },
    /** May be walked more than once: a second walk goes on where the first stopped. */
    next(bytes: number, see: (chunk: Buffer) => void): AsyncIterable<Buffer> {
      let missing = bytes
      return {
        async *[Symbol.asyncIterator]() {
          while (missing > 0) {
            const chunk = await damagedIf(path, false, () => some(missing))
            missing -= chunk.length
            see(chunk)
            yield chunk
          }
        },
      }
    },
    async toEnd(): Promise<void> {
      for (;;) {
        if (!rest.every((byte) => byte === 0)) throw new Error('something stands after its end')
        const { done, value } = await chunks.next()
        if (done) return
        rest = value
      }
    },
    close() {
      source.destroy()
      gunzip.destroy()
    },
  }
}
