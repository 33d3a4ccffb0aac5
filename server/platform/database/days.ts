import { type Expression, type SqlBool, sql } from 'kysely'

/** Whether an instant lies on one of the days from `from` to `to`, both included, as days are counted in the city's time zone; either end may be open. */
export function onDays(
  column: string,
  days: { readonly from?: string | undefined; readonly to?: string | undefined },
  timeZone: string,
): Expression<SqlBool>[] {
  const field = sql.ref(column)
  return [
    ...(days.from ? [sql<SqlBool>`${field} >= (${days.from}::date::timestamp at time zone ${timeZone})`] : []),
    ...(days.to ? [sql<SqlBool>`${field} < ((${days.to}::date + 1)::timestamp at time zone ${timeZone})`] : []),
  ]
}
