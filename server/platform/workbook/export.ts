import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { writeCsvStream } from 'hucre/csv'
import { writeXlsxStream } from 'hucre/xlsx'
import { localDate } from '../../../engines/calendar/index.ts'

export type CellType = 'text' | 'number' | 'date' | 'money' | 'boolean'
/** One column of an export; `money` is whole yuan, `date` a day (`YYYY-MM-DD`) or an instant (RFC 3339, shown as a day of `timeZone`). */
export type ExportColumn = {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly width?: number
  readonly type?: CellType
}
export type ExportOptions = {
  readonly format: 'xlsx' | 'csv'
  readonly columns: readonly ExportColumn[]
  readonly rows: AsyncIterable<Record<string, unknown>>
  readonly locale: 'zh' | 'en'
  readonly sheet: string
  readonly timeZone?: string
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const csvType = 'text/csv; charset=utf-8'

type Scalar = string | number | boolean | Date | null

/** What spreadsheet programs take for the start of a formula, also after they made full-width characters half-width. */
const formulaStart = /^[=+\-@|\t\r\n＝＋－＠]/
// XML has no way to write these.
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are to go
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** A text that a spreadsheet would run gets a leading apostrophe; reading takes it off again. */
export function defuse(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text
}

function textOf(value: unknown, locale: 'zh' | 'en'): string {
  if (Array.isArray(value)) return value.map((each) => textOf(each, locale)).join(locale === 'zh' ? '、' : ', ')
  return String(value).replace(unwritable, '')
}

function dayOf(value: unknown, timeZone: string): string {
  const text = String(value)
  return text.length === 10 ? text : localDate(new Date(text), timeZone)
}

function cellOf(column: ExportColumn, value: unknown, options: ExportOptions): Scalar {
  if (value === null || value === undefined) return null
  const { format, locale, timeZone = 'UTC' } = options
  switch (column.type ?? 'text') {
    case 'number':
    case 'money':
      return Number(value)
    case 'boolean':
      return value ? (locale === 'zh' ? '是' : 'yes') : locale === 'zh' ? '否' : 'no'
    case 'date': {
      const day = dayOf(value, timeZone)
      return format === 'csv' ? day : new Date(`${day}T00:00:00Z`)
    }
    default: {
      // In a workbook the cell is typed as text and is never run; in CSV only a mark can say so.
      const text = textOf(value, locale)
      return format === 'csv' ? defuse(text) : text
    }
  }
}

async function* cells(options: ExportOptions): AsyncGenerator<Scalar[]> {
  for await (const row of options.rows) yield options.columns.map((column) => cellOf(column, row[column.key], options))
}

const formats = { money: '#,##0', date: 'yyyy-mm-dd', text: '@', number: undefined, boolean: '@' } as const

/**
 * A list as a workbook or as CSV (UTF-8 with BOM), written while the rows are fetched, so that memory does not grow with their number.
 * Texts stay texts: codes keep leading zeros and all digits, and nothing is run as a formula.
 */
export function exportRows(options: ExportOptions): Readable {
  const { columns, format, locale } = options
  const headers = columns.map((column) => column[locale])
  const stream =
    format === 'csv'
      ? writeCsvStream(cells(options), { headers, bom: true })
      : writeXlsxStream(cells(options), {
          name: options.sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
          freezePane: { rows: 1 },
          columns: columns.map((column, at) => ({
            header: headers[at] ?? column.key,
            width: column.width ?? 18,
            ...(formats[column.type ?? 'text'] && { numFmt: formats[column.type ?? 'text'] as string }),
          })),
        })
  return Readable.fromWeb(stream as ReadableStream)
}

/** Headers of an export's answer. `name` without extension, may be Chinese. */
export function exportHeaders(name: string, format: 'xlsx' | 'csv'): Record<string, string> {
  const file = `${name}.${format}`
  return {
    'content-type': format === 'csv' ? csvType : workbookType,
    'content-disposition': `attachment; filename="export.${format}"; filename*=UTF-8''${encodeURIComponent(file).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
  }
}
