import type { HistoryRecord } from '../../../contracts/common.ts'
import { pageOf, type Reading, readCursor, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { presentRecords, type Withhold } from './present.ts'
import { type RecordFilter, selectNames, selectPersonal, selectRecords } from './store.ts'

export type RecordPage = {
  readonly items: HistoryRecord[]
  readonly nextCursor: string | null
  readonly total: number
  readonly totalIsExact: boolean
}

/**
 * The records of one thing, newest first. Whoever calls it has made sure that the viewer may see the thing; `withhold` names the paths whose
 * values are not for this viewer. Personal values that were erased are withheld from everybody.
 */
export type HistoryOf = (
  reading: Reading,
  subject: { readonly type: string; readonly id: string },
  page: { readonly cursor?: string | undefined; readonly limit: number },
  options?: { readonly withhold?: Withhold },
) => Promise<RecordPage>

export const historyOf: HistoryOf = (reading, subject, page, options = {}) =>
  readRecords(reading, { subjectType: subject.type, subjectId: subject.id }, page, { withhold: options.withhold })

/** A page of records in four statements, whatever the rows. */
export async function readRecords(
  reading: Reading,
  filter: RecordFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  options: { readonly withhold?: Withhold | undefined; readonly personal?: false } = {},
): Promise<RecordPage> {
  const cursor = readCursor(page.cursor, 'seq')
  if (cursor && !Number.isSafeInteger(cursor.value)) refuse('invalid_cursor')
  const { rows, counted } = await selectRecords(reading, filter, {
    cursor,
    limit: page.limit,
  })
  const { rows: shown, nextCursor } = pageOf(rows, page.limit, (row) => ({
    sort: 'seq',
    value: row.seq,
    id: row.subject_id,
  }))
  const actors = [...new Set(shown.flatMap(({ record }) => record.actor.id ?? []))]
  const names = await selectNames(reading, actors)
  const personal = await selectPersonal(
    reading,
    (options.personal === false ? [] : shown)
      .filter(({ record }) => record.changes.some((change) => 'commitment' in change))
      .map((row) => row.seq),
  )
  return { items: presentRecords(shown, { names, personal }, options.withhold), nextCursor, ...totalOf(counted) }
}
