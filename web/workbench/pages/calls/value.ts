import type { Call, CallPatch, Criterion } from '../../../../contracts/calls.ts'
import { minuteAt } from '../../../ui/client/days.ts'
import { minuteOf } from '../../../ui/format.ts'
import type { FileRow } from '../capabilities/value.ts'

/** A call as it stands in the form: empty texts instead of null, minutes of the city's clock, weights as percentages. */
export interface CriterionRow {
  readonly key: string
  readonly title: string
  readonly description: string
  /** Percent, as it is typed. */
  readonly weight: string
}
export interface FormValue {
  title: string
  description: string
  domains: string[]
  directions: string[]
  openers: string[]
  organisationKinds: string[]
  districts: string[]
  criteria: CriterionRow[]
  opensAt: string
  closesAt: string
  contact: string
  attachments: FileRow[]
}

export const blank: FormValue = {
  title: '',
  description: '',
  domains: [],
  directions: [],
  openers: [],
  organisationKinds: [],
  districts: [],
  criteria: [],
  opensAt: '',
  closesAt: '',
  contact: '',
  attachments: [],
}

const minute = (instant: string | null, timeZone: string) =>
  instant === null ? '' : minuteOf(instant, timeZone).replace(' ', 'T')
/** Without the noise of binary fractions: 0.35 is 35, not 35.00000000000001. */
const clean = (value: number) => Number(value.toFixed(8))

export function fromCall(call: Call, timeZone: string): FormValue {
  return {
    title: call.title,
    description: call.description ?? '',
    domains: call.domains,
    directions: call.directions,
    openers: call.openers,
    organisationKinds: call.organisationKinds,
    districts: call.districts,
    criteria: call.criteria.map((each) => ({ ...each, weight: String(clean(each.weight * 100)) })),
    opensAt: minute(call.opensAt, timeZone),
    closesAt: minute(call.closesAt, timeZone),
    contact: call.contact ?? '',
    attachments: call.attachments.map(({ id, name, bytes }) => ({ id, name, bytes })),
  }
}

/** Rows that say something; an empty row waits for its text and is not sent. */
export function written(rows: readonly CriterionRow[]): CriterionRow[] {
  return rows.filter((row) => row.title.trim() !== '' || row.weight.trim() !== '' || row.description.trim() !== '')
}

/** The weight as a share of 1; not a number where none can be read. */
export function weightOf(row: Pick<CriterionRow, 'weight'>): number {
  const text = row.weight.normalize('NFKC').replace(/%$/, '').trim()
  return text === '' ? Number.NaN : clean(Number(text) / 100)
}

export function criteriaOf(rows: readonly CriterionRow[]): Criterion[] {
  return written(rows).map((row) => ({
    key: row.key,
    title: row.title.trim(),
    description: row.description.trim(),
    weight: weightOf(row),
  }))
}

/** The patch for these fields, in the words of the contract. */
export function toPatch(changes: Partial<FormValue>, timeZone: string): CallPatch {
  const { attachments, criteria, opensAt, closesAt, description, contact, ...plain } = changes
  return {
    ...(plain as CallPatch),
    ...(description !== undefined && { description: description.trim() || null }),
    ...(contact !== undefined && { contact: contact.trim() || null }),
    ...(opensAt !== undefined && { opensAt: opensAt ? minuteAt(opensAt, timeZone) : null }),
    ...(closesAt !== undefined && { closesAt: closesAt ? minuteAt(closesAt, timeZone) : null }),
    ...(criteria && { criteria: criteriaOf(criteria) }),
    ...(attachments && { attachmentIds: attachments.map((file) => file.id) }),
  }
}

/** As values are compared: trimmed texts, written rows, files by id. */
export function normalForm(value: FormValue): Record<keyof FormValue, unknown> {
  return {
    ...value,
    title: value.title.trim(),
    description: value.description.trim(),
    contact: value.contact.trim(),
    criteria: criteriaOf(value.criteria).map((each) => ({
      ...each,
      weight: Number.isNaN(each.weight) ? null : each.weight,
    })),
    attachments: value.attachments.map((file) => file.id),
  }
}
