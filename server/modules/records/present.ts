import type { HistoryRecord } from '../../../contracts/common.ts'
import type { Change } from '../../../engines/journal/index.ts'
import type { PersonalRow, RecordRow } from './store.ts'

export type Withhold = (path: string) => boolean

/** Records as readers see them: names beside ids, and of each change the values that still exist and may be shown. */
export function presentRecords(
  rows: readonly RecordRow[],
  known: { names: ReadonlyMap<string, string | null>; personal: readonly PersonalRow[] },
  withhold: Withhold = () => false,
): HistoryRecord[] {
  const values = new Map(known.personal.map((row) => [`${row.seq} ${row.path}`, row]))
  return rows.map(({ record }) => ({
    seq: record.seq,
    at: record.at,
    actor: {
      id: record.actor.id,
      name: record.actor.id === null ? null : (known.names.get(record.actor.id) ?? null),
      role: record.actor.role ?? null,
    },
    action: record.action,
    subject: { type: record.subject.type, id: record.subject.id },
    reason: record.reason ?? null,
    changes: record.changes.map((change) => {
      const value = shownValue(change, values.get(`${record.seq} ${change.path}`))
      if (value === null || withhold(change.path)) return { path: change.path, withheld: true }
      return { path: change.path, before: value.before, after: value.after }
    }),
    hash: record.hash,
    previousHash: record.previousHash,
  }))
}

function shownValue(change: Change, personal: PersonalRow | undefined): { before: unknown; after: unknown } | null {
  if (!('commitment' in change)) return change
  return personal ? { before: personal.before, after: personal.after } : null
}
