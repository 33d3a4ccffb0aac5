import type { FieldErrorCode } from '../../../../contracts/errors.ts'
import type { CellValue } from '../../../platform/workbook/index.ts'
import { emptyOf, indexOptions, type OptionIndex, readCell } from './cells.ts'
import type { Collection, Column } from './columns.ts'

export type RowFault = {
  readonly row: number
  readonly column: string
  readonly code: FieldErrorCode
  readonly params?: Record<string, unknown>
}
/** What of a row other rows and the database are asked about. */
export type RowKeys = {
  readonly row: number
  readonly ownerCode: string | null
  readonly ownerName: string | null
  readonly creditCode: string | null
  readonly title: string
}
export type RowValues = Readonly<Record<string, unknown>>

/** Header of the column that the checked workbook gets; an uploaded one that has it already is a corrected one. */
export const faultHeader = { zh: '错误', en: 'Errors' } as const

export type Header =
  | {
      readonly ok: true
      readonly places: ReadonlyMap<number, Column>
      readonly faultColumn: number
      readonly row: number
    }
  | { readonly ok: false; readonly missing: readonly Column[]; readonly unknown: readonly string[] }

/** A column that is the user's own says so in its name; it is left alone and comes back with the workbook. */
const ownColumn = /^(备注|note)/

/** Finds the columns by their header, in either language and any order. A header that none answers to is told: what stands below it would be lost. */
export function readHeader(row: number, cells: readonly CellValue[], columns: readonly Column[]): Header {
  const plain = (text: unknown) =>
    String(text ?? '')
      .normalize('NFKC')
      .replace(/[\s*]/g, '')
      .toLowerCase()
  const places = new Map<number, Column>()
  const left = new Set(columns)
  const unknown: string[] = []
  for (const [at, cell] of cells.entries()) {
    if (plain(cell) === '' || cell === faultHeader.zh || cell === faultHeader.en || ownColumn.test(plain(cell)))
      continue
    const column = [...left].find((each) => plain(each.zh) === plain(cell) || plain(each.en) === plain(cell))
    if (!column) {
      unknown.push(String(cell).trim().slice(0, 40))
      continue
    }
    left.delete(column)
    places.set(at, column)
  }
  const missing = [...left].filter((each) => each.required)
  if (missing.length > 0 || unknown.length > 0) return { ok: false, missing, unknown: unknown.slice(0, 20) }
  const old = cells.findIndex((cell) => cell === faultHeader.zh || cell === faultHeader.en)
  return { ok: true, places, faultColumn: old >= 0 ? old : cells.length, row }
}

/** Checks rows one after the other; remembers what it saw, so that a row that repeats an earlier one is found. */
export function createRowReader(options: {
  collection: Collection
  columns: readonly Column[]
  places: ReadonlyMap<number, Column>
  locale: 'zh' | 'en'
  /** Direction → the domain it belongs to. */
  domains: Readonly<Record<string, string>>
  /** In the city: what is dated later is refused. */
  today: string
}) {
  const { collection, columns, domains, locale, today } = options
  const places = [...options.places]
  const indexes = new Map<string, OptionIndex>(
    columns.flatMap((each) => (each.options ? [[each.key, indexOptions(each.options, locale)] as const] : [])),
  )
  const blank = Object.fromEntries(columns.map((each) => [each.key, emptyOf(each)]))
  // Kept as new strings: a piece of a cell would keep the whole part of the workbook that it was cut from.
  const seen = new Map<string, number>()
  const label = (key: string) => columns.find((each) => each.key === key)?.[locale] ?? key

  return (row: number, cells: readonly CellValue[]): { values: RowValues; faults: RowFault[]; keys: RowKeys } => {
    const values: Record<string, unknown> = { ...blank }
    const faults: RowFault[] = []
    for (const [at, column] of places) {
      const read = readCell(cells[at] ?? null, column, indexes.get(column.key), today)
      if (read.ok) values[column.key] = read.value
      else faults.push({ row, column: column[locale], ...read.fault })
    }
    const { direction, domain, startsOn, endsOn } = values as Record<string, string | null>
    if (direction && domain && domains[direction] !== domain) {
      const fitting = columns.find((each) => each.key === 'direction')?.options ?? []
      const some = fitting.filter((each) => domains[each.key] === domain).map((each) => each[locale])
      faults.push({ row, column: label('direction'), code: 'invalid_value', params: { options: some } })
    }
    if (startsOn && endsOn && endsOn < startsOn) faults.push({ row, column: label('endsOn'), code: 'order' })
    const { priceFromCny: from, priceToCny: to } = values as Record<string, number | null>
    if (typeof from === 'number' && typeof to === 'number' && to < from)
      faults.push({ row, column: label('priceToCny'), code: 'too_small', params: { min: from } })
    const keys = keysOf(collection, row, values)
    const [name, said] = identity(collection, keys)
    const key = said === null ? null : Buffer.from(said).toString()
    const first = key === null ? undefined : seen.get(key)
    if (first !== undefined) {
      const where = locale === 'zh' ? `第 ${first} 行` : `row ${first}`
      faults.push({ row, column: label(name), code: 'duplicate', params: { where } })
    } else if (key !== null) seen.set(key, row)
    return { values, faults, keys }
  }
}

function keysOf(collection: Collection, row: number, values: Record<string, unknown>): RowKeys {
  const text = (key: string) => (typeof values[key] === 'string' ? (values[key] as string) : null)
  return {
    row,
    ownerCode: text('ownerCode'),
    ownerName: text('ownerName'),
    creditCode: text('creditCode'),
    title: text(collection === 'organisations' ? 'name' : 'title') ?? '',
  }
}

/** What makes a row the same as another: the credit code of an organisation, else its name; of other things owner and title. */
function identity(collection: Collection, keys: RowKeys): readonly [column: string, key: string | null] {
  if (collection === 'organisations') {
    return keys.creditCode ? ['creditCode', `c ${keys.creditCode}`] : ['name', keys.title ? `n ${keys.title}` : null]
  }
  return ['title', keys.title ? `${keys.ownerCode ?? keys.ownerName ?? ''} ${keys.title}` : null]
}
