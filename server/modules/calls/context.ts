import type { Call } from '../../../contracts/calls.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { hasRole } from '../../platform/viewer.ts'
import type { Keys, Words } from '../catalog/index.ts'
import type { Attachable } from '../files/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { canSee } from './policy.ts'
import { presentCall } from './present.ts'
import { type CallRow, findCall, lockCall, partsOf } from './store.ts'

export type CallDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly keys: Keys
  readonly words: Words
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly attachable: Attachable
}

export async function visibleCall(reading: Reading, idOrCode: string): Promise<CallRow> {
  const row = await findCall(reading, idOrCode)
  return row && canSee(reading.viewer, row) ? row : refuse('not_found')
}

/** Held alone for a change by the office, at the version it knows. */
export async function heldCall(tx: Writing, idOrCode: string, version: number): Promise<CallRow> {
  const row = await lockCall(tx, idOrCode)
  if (!row || !canSee(tx.viewer, row)) {
    await visibleCall(tx, idOrCode)
    return refuse('forbidden')
  }
  if (!hasRole(tx.viewer, 'operator')) refuse('forbidden')
  return row.version === version ? row : refuse('stale', { version: row.version })
}

export async function showCall(reading: Reading, idOrCode: string): Promise<Call> {
  const row = await visibleCall(reading, idOrCode)
  return presentCall(reading.viewer, row, await partsOf(reading, row.id))
}

export function subjectOf(row: CallRow): { type: string; id: string; title: string } {
  return { type: 'call', id: row.id, title: row.title }
}

/** An instant as people of this city read it: `2026-11-20 17:00`. */
export function wallTime(instant: string | null, { pack }: Pick<Platform, 'pack'>): string {
  if (instant === null) return ''
  const form = { timeZone: pack.city.timezone, dateStyle: 'short', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('sv-SE', form).format(new Date(instant))
}
