import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  canonical,
  createVerifier,
  type JournalRecord,
  merkleProof,
  merkleRoot,
  type PersonalValue,
  verifyProof,
} from './index.ts'

const page = readFileSync(new URL('../../docs/journal.md', import.meta.url), 'utf8')

/** The content of the fenced block whose info string is `info`. */
function block(info: string): string {
  const [, after] = page.split(`\n\`\`\`${info}\n`)
  if (after === undefined) throw new Error(`docs/journal.md has no block ${info}`)
  return after.slice(0, after.indexOf('\n```'))
}

const lines = block('jsonl records').split('\n')
const records = lines.map((line) => JSON.parse(line) as JournalRecord)
const values = JSON.parse(block('json values')) as (PersonalValue & { seq: number })[]
const rows = JSON.parse(block('json rows')) as unknown[]
const checkpoints = JSON.parse(block('json checkpoints'))

describe('the example of docs/journal.md', () => {
  test('is a sound journal, before and after the erasure', () => {
    const before = createVerifier()
    for (const record of records.slice(0, 2))
      before.feed(
        record,
        values.filter((value) => value.seq === record.seq),
      )
    expect(before.finish()).toEqual({ ok: true, count: 2, head: records[1]?.hash })
    const after = createVerifier({ checkpoints })
    for (const record of records) after.feed(record)
    expect(after.finish()).toEqual({ ok: true, count: 3, head: checkpoints[0].hash })
  })

  test('has the rows of its root and the canonical form of its third record', () => {
    expect({ root: merkleRoot(rows), count: rows.length }).toEqual({
      root: records[1]?.merkleRoot,
      count: records[1]?.count,
    })
    expect(verifyProof(rows[2], merkleProof(rows, 2), merkleRoot(rows))).toBe(true)
    const { hash: _, ...body } = records[2] as JournalRecord
    expect(canonical(body)).toBe(block('json canonical'))
  })
})

describe('the program of docs/journal.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'verify.mjs'), block('js verifier'))
  writeFileSync(join(folder, 'checkpoints.json'), block('json checkpoints'))

  function run(journal: string[]): string {
    writeFileSync(join(folder, 'records.jsonl'), journal.join('\n'))
    const { stdout, status } = spawnSync(process.execPath, ['verify.mjs', 'records.jsonl', 'checkpoints.json'], {
      cwd: folder,
      encoding: 'utf8',
    })
    return `${status}: ${stdout.trim()}`
  }

  test('agrees with ours on the example and on what may be done to it', () => {
    expect(run(lines)).toBe(`0: 3 entries, head ${checkpoints[0].hash}`)
    expect(run(lines.map((line) => line.replace('首批导入', '首批导出')))).toBe('1: entry 2 was altered')
    expect(run(lines.toSpliced(1, 1))).toBe('1: entry 2 is missing or out of place')
    expect(run(lines.slice(0, 1))).toBe('1: entry 2 and what follows is gone')
    expect(run([])).toBe('1: entry 1 and what follows is gone')
  })
})
