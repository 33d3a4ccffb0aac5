import { sql } from 'kysely'
import type { Database, Writing } from './database/index.ts'
import { systemViewer } from './viewer.ts'

/** The next code of a series, `QD-2026-0001`: counted under a row lock, so that numbers are never given twice; a rolled-back one is free again. The year is the city's. */
export async function nextCode(
  database: Database,
  { now }: Writing,
  { prefix, digits, timeZone }: { prefix: string; digits: number; timeZone: string },
): Promise<string> {
  const year = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(new Date(now))
  const series = `${prefix}-${year}`
  return database.write(systemViewer, async (tx) => {
    const { rows } = await sql<{ number: number }>`
      insert into code_counters (prefix, next) values (${series}, 2)
      on conflict (prefix) do update set next = code_counters.next + 1 returning next - 1 as number`.execute(tx.sql)
    return `${series}-${String(rows[0]?.number).padStart(digits, '0')}`
  })
}

/** Codes that somebody gave by hand (the city pack) are not given again: the counter of their series starts behind them. */
export async function reserveCode({ sql: db }: Writing, code: string): Promise<void> {
  const [, series, number] = /^(.+-\d{4})-(\d+)$/.exec(code) ?? []
  if (!series) return
  await sql`insert into code_counters (prefix, next) values (${series}, ${Number(number) + 1})
    on conflict (prefix) do update set next = greatest(code_counters.next, excluded.next)`.execute(db)
}
