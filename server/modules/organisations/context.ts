import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { AppError, refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Words } from '../catalog/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { type Fields, type KnownKeys, readFields } from './rules/fields.ts'
import { findOrganisation, type OrganisationRow } from './store.ts'

/** What the use cases of this module are made with. */
export type Organisations = Pick<Platform, 'config' | 'database' | 'pack' | 'calendar' | 'newId'> & {
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly keys: KnownKeys
  readonly words: Words
  /** Others repeat the name and district of an organisation: they hear that one of them changed. */
  readonly renamed: (tx: Writing, organisationId: string) => Promise<void>
}

/** Working days an operator has to verify an organisation that gave its credit code. */
export const verifyDays = 2

/** The fields in their one form; refuses the first fault with its reason. */
export function acceptFields<F extends Fields>(fields: F, keys: KnownKeys): F {
  const read = readFields(fields, keys)
  if (read.ok) return read.fields
  const { fault } = read
  if (fault.code === 'unknown_key')
    return refuse('unknown_key', { key: fault.key }, [{ path: fault.path, code: 'unknown_key' }])
  const params = { reason: fault.reason }
  return refuse('invalid_credit_code', params, [{ path: 'creditCode', code: 'invalid_credit_code', params }])
}

/** The organisation as this viewer may see it; a hidden one answers like a missing one. */
export async function visible(reading: Reading, id: string): Promise<OrganisationRow> {
  return (await findOrganisation(reading, id)) ?? refuse('not_found')
}

/** Two who register one code at the same moment: the constraint decides, in the words of the check before it. */
export function asTaken(thrown: unknown): never {
  const { code, constraint } = (thrown ?? {}) as { code?: string; constraint?: string }
  if (code === '23505' && constraint === 'organisations_credit_code_key') throw new AppError('credit_code_taken')
  throw thrown
}

/** A viewer who just became a member, for what he is shown next. */
export function asMember(viewer: Viewer, row: OrganisationRow, role: 'org_admin' | 'member'): Viewer {
  const membership = { id: row.id, role, state: row.state, kind: row.kind, district: row.district }
  return { ...viewer, organisations: [...viewer.organisations, membership] }
}

/** Before and after of the fields given, those that differ. */
export function changesOf(before: Fields, after: Fields): { path: string; before: unknown; after: unknown }[] {
  return Object.entries(after).flatMap(([path, value]) => {
    const former = before[path as keyof Fields] ?? null
    return JSON.stringify(former) === JSON.stringify(value ?? null) ? [] : [{ path, before: former, after: value }]
  })
}

export function fieldsOf(row: OrganisationRow): Required<Fields> {
  return {
    name: row.name,
    shortName: row.short_name,
    creditCode: row.credit_code,
    kind: row.kind,
    district: row.district,
    tracks: row.tracks,
    foundedOn: row.founded_on,
    registeredCapitalCny: row.registered_capital_cny,
    employees: row.employees,
    summary: row.summary,
    website: row.website,
  }
}
