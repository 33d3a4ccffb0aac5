import type { FieldErrorCode } from '../../../../contracts/errors.ts'
import { doubledMeasures, readMeasures } from '../../../../engines/matching/index.ts'
import {
  looksConfusable,
  parseCreditCode,
  parseEmail,
  parseMobile,
  toHalfWidth,
} from '../../../../engines/text/index.ts'
import type { CellValue } from '../../../platform/workbook/index.ts'
import type { Column, Option } from './columns.ts'

export type CellFault = { readonly code: FieldErrorCode; readonly params?: Record<string, unknown> }
export type CellResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: CellFault }

const ok = (value: unknown): CellResult => ({ ok: true, value })
const bad = (code: FieldErrorCode, params?: Record<string, unknown>): CellResult => ({
  ok: false,
  fault: { code, ...(params && { params }) },
})
/** Largest amount the contracts take: ten trillion yuan. */
const mostCny = 10_000_000_000_000

/** What stands in a cell, as text; a number with more digits than a double keeps is not the number that was typed. */
function textOf(cell: CellValue): string | null {
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'number' && Math.abs(cell) > 999_999_999_999_999) return null
  return String(cell)
}

/** Reads one cell by its column: full-width digits and signs put right, look-alike letters and hidden characters refused. Empty is null or []. */
export function readCell(cell: CellValue, column: Column, index: OptionIndex | undefined, today: string): CellResult {
  const text = textOf(cell)
  if (text === null) return bad('precision_lost')
  const trimmed = text.trim()
  if (trimmed === '') {
    if (column.required) return bad('required')
    return ok(emptyOf(column))
  }
  switch (column.kind) {
    case 'line':
      return prose(trimmed.replace(/\s*[\r\n]+\s*/g, ' '), column.max)
    case 'prose':
      return prose(trimmed.replace(/\r\n?/g, '\n'), column.max)
    case 'lines':
      return lines(trimmed, column.max ?? 30)
    case 'option': {
      const key = index?.find(trimmed)
      return key ? ok(key) : bad('invalid_value', { options: index?.some ?? [] })
    }
    case 'options':
      return options(trimmed, column.max ?? 20, index)
    case 'whole':
      return whole(trimmed, column.min ?? 0, column.max ?? Number.MAX_SAFE_INTEGER)
    case 'money':
      return money(trimmed)
    case 'measures':
      return measures(trimmed, column.max ?? 40, today)
    case 'day':
      return day(trimmed)
    case 'credit_code': {
      const read = parseCreditCode(trimmed)
      return read.ok ? ok(read.code) : bad('invalid_credit_code', { reason: read.reason })
    }
    case 'mobile': {
      const read = parseMobile(trimmed)
      return read.ok ? ok(read.mobile) : bad('invalid_format')
    }
    case 'email': {
      const read = parseEmail(trimmed)
      if (read.ok) return ok(read.email)
      return bad(read.reason === 'lookalike' ? 'lookalike' : 'invalid_format')
    }
    case 'url': {
      const address = toHalfWidth(trimmed)
      if (address.length > (column.max ?? 300)) return bad('too_long', { max: column.max ?? 300 })
      return /^https?:\/\//i.test(address) && URL.canParse(address) ? ok(address) : bad('invalid_format')
    }
  }
}

/** What an empty cell says. */
export function emptyOf({ kind }: Column): unknown {
  return kind === 'options' || kind === 'lines' || kind === 'measures' ? [] : null
}

function prose(text: string, max = 8000): CellResult {
  if (text.length > max) return bad('too_long', { max })
  if (/[^\P{Cc}\n\t]|\p{Cs}/u.test(text)) return bad('control_character')
  // Only letters of these alphabets can look like Latin ones; most texts have none.
  if (/[\u0370-\u052f]/.test(text) && looksConfusable(text)) return bad('lookalike')
  return ok(text)
}

function lines(text: string, max: number): CellResult {
  const parts = text
    .split(/[\r\n；;]+/)
    .map((each) => each.trim())
    .filter(Boolean)
  if (parts.length > max) return bad('too_long', { max })
  for (const part of parts) {
    const read = prose(part, 120)
    if (!read.ok) return read
  }
  return ok([...new Set(parts)])
}

function measures(text: string, max: number, today: string): CellResult {
  const read = readMeasures(text)
  if (!read.ok) {
    const params = { n: read.n, text: read.text.slice(0, 60) }
    return bad(read.because === 'unit' ? 'measure_unit' : 'measure_format', params)
  }
  if (read.measures.length > max) return bad('too_many', { max })
  for (const { metric, asOf } of read.measures) {
    const said = prose(metric, 60)
    if (!said.ok) return said
    if (asOf !== undefined && !day(asOf).ok) return bad('invalid_format')
    if (asOf !== undefined && asOf > today) return bad('in_the_future')
  }
  const [first] = doubledMeasures(read.measures).values()
  if (first !== undefined) return bad('duplicate', { where: read.measures[first]?.metric })
  return ok(read.measures.map(({ asOf = null, ...each }) => ({ ...each, asOf })))
}

function options(text: string, max: number, index: OptionIndex | undefined): CellResult {
  const keys = new Set<string>()
  for (const part of text.split(/[\r\n；;]+/).map((each) => each.trim())) {
    if (part === '') continue
    const whole = index?.find(part)
    for (const piece of whole ? [part] : part.split(/[、，,]/)) {
      const key = whole ?? index?.find(piece.trim())
      if (!key) return bad('invalid_value', { options: index?.some ?? [] })
      keys.add(key)
    }
  }
  return keys.size > max ? bad('too_long', { max }) : ok([...keys])
}

function number(text: string): number | null {
  const plain = toHalfWidth(text).replace(/[\s,，¥￥元]/g, '')
  const match = /^(-?\d{1,15}(?:\.\d{1,6})?)(万|亿)?$/.exec(plain)
  if (!match) return null
  return Number(match[1]) * (match[2] === '亿' ? 100_000_000 : match[2] === '万' ? 10_000 : 1)
}

function whole(text: string, min: number, max: number): CellResult {
  const value = number(text)
  if (value === null || !Number.isInteger(value)) return bad('invalid_type', { expected: 'int' })
  if (value < min) return bad('too_small', { min })
  return value > max ? bad('too_big', { max }) : ok(value)
}

function money(text: string): CellResult {
  const value = number(text)
  if (value === null) return bad('invalid_type', { expected: 'amount' })
  // 1.2万 may come out a hair beside the whole yuan it means.
  const yuan = Math.round(value)
  if (Math.abs(value - yuan) > 0.001) return bad('invalid_type', { expected: 'amount' })
  if (yuan < 0) return bad('too_small', { min: 0 })
  return yuan > mostCny ? bad('too_big', { max: mostCny }) : ok(yuan)
}

function day(text: string): CellResult {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(toHalfWidth(text))
  if (!match) return bad('invalid_format')
  const iso = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) return bad('invalid_format')
  return ok(iso)
}

export type OptionIndex = { find(text: string): string | undefined; readonly some: readonly string[] }

/** Finds an option by key or label in either language, whatever the width or case of its letters. */
export function indexOptions(options: readonly Option[], locale: 'zh' | 'en'): OptionIndex {
  const plain = (text: string) => toHalfWidth(text).replace(/\s+/g, ' ').toLowerCase()
  const map = new Map<string, string>()
  for (const option of [...options].reverse()) {
    for (const text of [option.en, option.zh, option.key]) map.set(plain(text), option.key)
  }
  return {
    find: (text) => map.get(text) ?? map.get(plain(text)),
    some: options.slice(0, 12).map((each) => each[locale]),
  }
}
