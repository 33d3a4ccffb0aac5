import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { refuse } from '../errors.ts'
import type { ReceivedFile } from './serve.ts'

/** A form that breaks off or is none is the sender's to mend; what the framework tells by a code is answered by it. */
function unreadable(error: Error & { code?: string }): never {
  if (error.code) throw error
  return refuse('invalid_request', {}, [{ path: 'file', code: 'invalid_format' }])
}

/** Receives the one file part of a multipart request onto disk, hashing as it comes; nothing is kept when it is too large or breaks off. */
export async function receiveFile(request: FastifyRequest, folder: string, limitBytes: number): Promise<ReceivedFile> {
  if (!request.isMultipart()) refuse('unsupported_media_type')
  const part = await request.file({ limits: { files: 1, fields: 0, fileSize: limitBytes } }).catch(unreadable)
  if (part?.fieldname !== 'file') refuse('invalid_request', {}, [{ path: 'file', code: 'required' }])
  const path = join(folder, `${randomUUID()}.part`)
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(part.file, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    if (part.file.truncated) refuse('file_too_large', { limit: `${Math.floor(limitBytes / 1024 / 1024)} MB` })
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof Error && /^(?:Unexpected end|Part terminated)/.test(error.message)) unreadable(error)
    throw error
  }
  // Only the last component of the name counts, whatever path the client's system put before it.
  const name =
    part.filename
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/[\p{Cc}\p{Cs}]/gu, '')
      .trim()
      .slice(0, 200) || 'file'
  return { path, name, bytes, sha256: hash.digest('hex') }
}
