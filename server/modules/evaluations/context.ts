import type { PackIndicatorSystem } from '../../../contracts/city-pack.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { hasRole } from '../../platform/viewer.ts'
import type { Attachable } from '../files/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { canSee, handles } from './policy.ts'
import { type EvaluationRow, findEvaluation, lockEvaluation } from './store.ts'

export type EvaluationDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly attachable: Attachable
}

export async function visibleEvaluation(reading: Reading, idOrCode: string): Promise<EvaluationRow> {
  const row = await findEvaluation(reading, idOrCode)
  return row && canSee(reading.viewer, row) ? row : refuse('not_found')
}

/** Held alone by who runs it, at the version he knows (null = whatever it is). */
export async function heldEvaluation(tx: Writing, idOrCode: string, version: number | null): Promise<EvaluationRow> {
  const row = await lockEvaluation(tx, idOrCode)
  if (!row || !canSee(tx.viewer, row)) {
    await visibleEvaluation(tx, idOrCode)
    return refuse('forbidden')
  }
  if (!hasRole(tx.viewer, 'operator') || !handles(tx.viewer, row)) refuse('forbidden')
  return version === null || row.version === version ? row : refuse('stale', { version: row.version })
}

export function systemOf(row: Pick<EvaluationRow, 'system'>): PackIndicatorSystem {
  return row.system as PackIndicatorSystem
}

export function subjectOf(row: Pick<EvaluationRow, 'id' | 'title'>) {
  return { type: 'evaluation', id: row.id, title: row.title }
}
