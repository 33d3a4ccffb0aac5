import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Checkpoint } from '../../../engines/journal/index.ts'

/** The journal's head, written down outside the database from time to time: one line of JSON each, oldest first. */
const line = z.strictObject({ seq: z.int().min(0), hash: z.string(), at: z.string() })

export class CheckpointFault extends Error {}

/** All checkpoints of a file; none when there is no file. A last line without its end was being written when the power went and does not count. */
export async function readCheckpoints(path: string): Promise<Checkpoint[]> {
  const lines = wholeLines(await textOf(path))
  return lines.map((text, index) => {
    try {
      return line.parse(JSON.parse(text))
    } catch {
      throw new CheckpointFault(`line ${index + 1} of the checkpoints is not one: the file was changed by hand`)
    }
  })
}

/**
 * Adds the head when the journal grew since the last checkpoint. `behind` tells that the journal is shorter than, or other than, what was written
 * down before: nothing is added then, since that is for somebody to look into.
 */
export async function addCheckpoint(path: string, head: Checkpoint): Promise<'added' | 'unchanged' | 'behind'> {
  const last = (await readCheckpoints(path)).at(-1)
  if (last && (head.seq < last.seq || (head.seq === last.seq && head.hash !== last.hash))) return 'behind'
  if (head.seq === 0 || head.seq === last?.seq) return 'unchanged'
  await mkdir(dirname(path), { recursive: true })
  const whole = wholeLines(await textOf(path)).map((text) => `${text}\n`)
  const file = await open(path, 'a', 0o600)
  try {
    await file.truncate(Buffer.byteLength(whole.join('')))
    await file.appendFile(`${JSON.stringify({ seq: head.seq, hash: head.hash, at: head.at })}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return 'added'
}

function wholeLines(text: string): string[] {
  return text.split('\n').slice(0, -1)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
