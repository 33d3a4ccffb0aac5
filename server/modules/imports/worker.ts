import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { canonical, merkleRoot } from '../../../engines/journal/index.ts'
import { AppError, type FieldFault, fieldSentence } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { annotate, readRows } from '../../platform/workbook/index.ts'
import type { Check, FromWorker, ToWorker } from './check.ts'
import { createRowReader, faultHeader, type RowFault, type RowKeys, readHeader } from './rules/rows.ts'

/** Reads and checks a workbook beside the server's own thread. What the database has to say comes from outside, batch by batch. */
const batch = 2000
const shownFaults = 100

const port = parentPort
if (!port) throw new Error('this file runs as a worker')
const check = workerData as Check
const say = (message: FromWorker) => port.postMessage(message)

const problems = new Map<number, string>()
const shown: RowFault[] = []
const waiting = new Map<number, () => void>()

function note(fault: RowFault): void {
  if (shown.length < shownFaults) shown.push(fault)
  const text = `${fault.column}${check.locale === 'zh' ? '：' : ': '}${sentence(fault)}`
  const before = problems.get(fault.row)
  problems.set(fault.row, before ? `${before}\n${text}` : text)
}

function sentence(fault: RowFault): string {
  return fieldSentence({ path: fault.column, code: fault.code, params: fault.params } as FieldFault, check.locale)
}

port.on('message', (message: ToWorker) => {
  for (const fault of message.faults) note(fault)
  waiting.get(message.batch)?.()
  waiting.delete(message.batch)
})

async function run(): Promise<void> {
  const rows = openSync(check.rowsPath, 'w', 0o600)
  const hashes: string[] = []
  let count = 0
  let faultColumn = 0
  let headerRow = 0
  let pending: RowKeys[] = []
  let lines: string[] = []
  let sent = 0
  const answered: Promise<void>[] = []
  function flush(): void {
    if (lines.length > 0) writeSync(rows, lines.join(''))
    if (pending.length > 0) {
      const number = sent++
      answered.push(new Promise((resolve) => waiting.set(number, resolve)))
      say({ kind: 'keys', batch: number, keys: pending, rows: count })
    }
    pending = []
    lines = []
  }
  try {
    let read: ReturnType<typeof createRowReader> | undefined
    for await (const { row, cells } of readRows(check.path, { maxRows: check.maxRows })) {
      if (!read) {
        const header = readHeader(row, cells, check.columns)
        if (!header.ok) {
          if (header.missing.length === 0) throw new AppError('workbook_unknown_columns', { columns: header.unknown })
          throw new AppError('workbook_columns', { columns: header.missing.map((each) => each[check.locale]) })
        }
        faultColumn = header.faultColumn
        headerRow = header.row
        read = createRowReader({ ...check, places: header.places })
        continue
      }
      // A row with nothing but an old error text says nothing.
      if (!cells.some((cell, at) => at !== faultColumn && cell !== null && cell !== '')) continue
      count += 1
      const { values, faults, keys } = read(row, cells)
      for (const fault of faults) note(fault)
      if (faults.length === 0) pending.push(keys)
      const entry = { id: newId(), row, ...values }
      // Personal values stay out of what the journal is made to vouch for.
      const { contactName: _n, contactMobile: _m, contactEmail: _e, ...vouched } = entry as Record<string, unknown>
      hashes.push(createHash('sha256').update(canonical(vouched)).digest('hex'))
      lines.push(`${JSON.stringify(entry)}\n`)
      if (lines.length >= batch) flush()
    }
    flush()
    await Promise.all(answered)
  } finally {
    closeSync(rows)
  }
  if (count === 0) throw new AppError('workbook_empty')
  if (problems.size > 0) {
    await rm(check.markedPath, { force: true })
    const texts = new Map<number, string>(problems).set(headerRow, faultHeader[check.locale])
    await annotate(check.path, check.markedPath, { texts, column: faultColumn })
  }
  say({
    kind: 'done',
    rows: count,
    invalid: problems.size,
    merkleRoot: merkleRoot(hashes),
    faults: shown
      .toSorted((a, b) => a.row - b.row)
      .map((fault) => ({ row: fault.row, column: fault.column, code: fault.code, message: sentence(fault) })),
  })
}

run().then(
  () => port.close(),
  (error: unknown) => {
    if (error instanceof AppError) say({ kind: 'refused', code: error.code, params: error.params })
    else say({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    port.close()
  },
)
