import { readFile } from 'node:fs/promises'
import { streamXlsxRows } from 'hucre/xlsx'
import { AppError, refuse } from '../errors.ts'
import { checkBounds } from './bounds.ts'

export type CellValue = string | number | boolean | Date | null
/** A row as the user sees it: `row` is the number at its left (from 1). Rows without any value are left out. */
export type WorkbookRow = { readonly row: number; readonly cells: readonly CellValue[] }

/** Takes off the apostrophe that an export put before a text a spreadsheet would have run. */
function restore(cell: CellValue): CellValue {
  return typeof cell === 'string' && /^'[=+\-@|\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}

/**
 * The rows of the first sheet, in order. Refusals: `workbook_unreadable`, `archive_refused` (before anything is unpacked into memory),
 * `workbook_too_long` past `maxRows` rows below the header. Parsing keeps its thread busy: run it in a worker for what people upload.
 */
export async function* readRows(path: string, options: { maxRows: number }): AsyncGenerator<WorkbookRow> {
  await checkBounds(path)
  let count = 0
  const source = streamXlsxRows(await readFile(path))
  try {
    for (;;) {
      const next = await source.next().catch((error: unknown) => {
        throw error instanceof AppError ? error : new AppError('workbook_unreadable')
      })
      if (next.done) return
      const cells = next.value.values as CellValue[]
      if (!cells.some((cell) => cell !== null && cell !== '')) continue
      count += 1
      if (count > options.maxRows + 1) refuse('workbook_too_long', { limit: options.maxRows })
      yield { row: next.value.index + 1, cells: cells.map(restore) }
    }
  } finally {
    await source.return()
  }
}
