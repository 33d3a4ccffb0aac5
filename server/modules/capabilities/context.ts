import type { Capability } from '../../../contracts/capabilities.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Keys, Words } from '../catalog/index.ts'
import type { Attachable } from '../files/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { filesOf, measuresOf, proofsOf } from './parts-store.ts'
import { canSee } from './policy.ts'
import { type Parts, presentCapability } from './present.ts'
import {
  type CapabilityRecord,
  type CapabilityRow,
  findCapability,
  lockCapability,
  organisationOf,
  setSearch,
} from './store.ts'

export type CapabilityDeps = Pick<Platform, 'database' | 'pack' | 'newId'> & {
  readonly keys: Keys
  readonly words: Words
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly attachable: Attachable
}

export async function visibleCapability(reading: Reading, idOrCode: string): Promise<CapabilityRow> {
  const row = await findCapability(reading, idOrCode)
  return row && canSee(reading.viewer, row) ? row : refuse('not_found')
}

/** Locked for a change. Row-level security hides from the lock what the viewer may see but not change. */
export async function lockVisible(tx: Writing, idOrCode: string): Promise<CapabilityRecord> {
  const row = await lockCapability(tx, idOrCode)
  if (row && canSee(tx.viewer, row)) return row
  const seen = await findCapability(tx, idOrCode)
  return refuse(seen && canSee(tx.viewer, seen) ? 'forbidden' : 'not_found')
}

export async function showCapability(reading: Reading, idOrCode: string): Promise<Capability> {
  const row = await visibleCapability(reading, idOrCode)
  return presentCapability(row, await partsOf(reading, [row.id]), reading.viewer)
}

/** What hangs on these capabilities: three statements, however many they are. */
export async function partsOf(reading: Reading, ids: readonly string[]): Promise<Parts> {
  return {
    proofs: await proofsOf(reading, ids),
    measures: await measuresOf(reading, ids),
    files: await filesOf(reading, ids),
  }
}

/** What people search for in a capability: its own words, whose it is, and its tracks by name. */
export function searchedTexts(
  words: Words,
  row: {
    title: string
    code?: string | null
    description: string | null
    readiness_shown: string | null
    tracks: readonly string[]
  },
  more: readonly (string | null)[],
): (string | null)[] {
  return [
    row.title,
    row.code ?? null,
    row.description,
    row.readiness_shown,
    ...row.tracks.map((key) => words('zh')('tracks', key)),
    ...more,
  ]
}

export async function refreshSearch({ words }: CapabilityDeps, tx: Writing, id: string): Promise<void> {
  const row = await findCapability(tx, id)
  if (!row) return
  const proofs = await proofsOf(tx, [id])
  const measures = await measuresOf(tx, [id])
  const organisation = await organisationOf(tx, row.organisation_id)
  const more = [organisation?.name ?? null, row.capacity]
  for (const { text } of proofs) more.push(text)
  for (const { metric } of measures) more.push(metric)
  await setSearch(tx, id, searchedTexts(words, row, more))
}
