import { type Expression, type SqlBool, sql } from 'kysely'
import { refuse } from '../errors.ts'

/** A sort key and its last value, then the id that breaks ties: where the next page begins. Opaque to clients. */
export type CursorKey = { readonly sort: string; readonly value: string | number | null; readonly id: string }

export function cursorOf(key: CursorKey): string {
  return Buffer.from(JSON.stringify([key.sort, key.value, key.id])).toString('base64url')
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether the database can read the value as what the column holds; a cursor that somebody wrote himself may say anything. */
function fits(value: string | number, cast: string): boolean {
  if (cast === 'timestamptz')
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && isDate(value)
  if (cast === 'date') return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isDate(value)
  if (cast === 'text') return typeof value === 'string' && !value.includes('\0')
  return Number.isSafeInteger(value) && (cast !== 'integer' || Math.abs(Number(value)) < 2 ** 31)
}
function isDate(text: string): boolean {
  return !text.startsWith('0000') && !Number.isNaN(Date.parse(text))
}

/** Reads a cursor back; one made for another sort, or broken, is refused. Whether its value fits the column is checked where it is used. */
export function readCursor(text: string | undefined, sort: string): CursorKey | null {
  if (text === undefined) return null
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(parsed) && parsed.length === 3) {
      const [inSort, value, id] = parsed as [unknown, unknown, unknown]
      const scalar = value === null || typeof value === 'string' || typeof value === 'number'
      if (inSort === sort && scalar && typeof id === 'string' && uuid.test(id)) return { sort, value, id }
    }
  } catch {
    // falls through to the refusal
  }
  return refuse('invalid_cursor')
}

/** A page out of `limit + 1` rows: the extra row only tells that there is more. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => CursorKey,
): { rows: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, nextCursor: rows.length > limit && last ? cursorOf(keyOf(last)) : null }
}

export const countLimit = 10_000

/** What a capped count (`select count(*) from (… limit 10001)`) means for a page. */
export function totalOf(counted: number): { total: number; totalIsExact: boolean } {
  return { total: Math.min(counted, countLimit), totalIsExact: counted <= countLimit }
}

/**
 * The keyset condition "after the cursor" for one sort column with `id` as tie-break. A column that may be null sorts NULLS LAST, in both directions;
 * one that never is (`nulls: 'none'`) lets the (column, id) index be entered right at the cursor, however deep the page.
 */
export function after(
  column: string,
  direction: 'asc' | 'desc',
  cursor: CursorKey,
  cast: string,
  nulls: 'last' | 'none' = 'last',
): Expression<SqlBool> {
  const field = sql.ref(column)
  const idField = sql.ref(column.includes('.') ? `${column.split('.')[0]}.id` : 'id')
  const op = sql.raw(direction === 'asc' ? '>' : '<')
  if (cursor.value === null) return sql<SqlBool>`(${field} is null and ${idField} ${op} ${cursor.id}::uuid)`
  if (!fits(cursor.value, cast)) refuse('invalid_cursor')
  const value = sql`${cursor.value}::${sql.raw(cast)}`
  const beyond = sql<SqlBool>`(${field}, ${idField}) ${op} (${value}, ${cursor.id}::uuid)`
  return nulls === 'none' ? beyond : sql<SqlBool>`(${beyond} or ${field} is null)`
}

/** A tsquery in which every token must occur; the column holds `array_to_tsvector(searchTokens(text))`. */
export function allTokens(tokens: readonly string[]): Expression<unknown> {
  const text = tokens.map((token) => `'${token.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`).join(' & ')
  return sql`${text}::tsquery`
}
