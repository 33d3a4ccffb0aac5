import type { z } from 'zod'
import type { Organisation, organisationPatch } from '../../../../contracts/organisations.ts'

/** An organisation as it stands in the form: empty texts instead of null. */
export interface FormValue {
  name: string
  shortName: string
  creditCode: string
  kind: Organisation['kind']
  district: string
  tracks: string[]
  foundedOn: string
  registeredCapitalCny: number | null
  employees: string
  summary: string
  website: string
}

export function blankOf(organisation: Organisation): FormValue {
  return {
    name: organisation.name,
    shortName: organisation.shortName ?? '',
    creditCode: organisation.creditCode ?? '',
    kind: organisation.kind,
    district: organisation.district ?? '',
    tracks: organisation.tracks,
    foundedOn: organisation.foundedOn ?? '',
    registeredCapitalCny: organisation.registeredCapitalCny,
    employees: organisation.employees === null ? '' : String(organisation.employees),
    summary: organisation.summary ?? '',
    website: organisation.website ?? '',
  }
}

/** The patch for these fields, in the words of the contract. An address without its scheme is taken as https. */
export function toPatch(changes: Partial<FormValue>): z.input<typeof organisationPatch> {
  const patch: Record<string, unknown> = { ...changes }
  for (const [field, value] of Object.entries(patch)) {
    if (typeof value === 'string' && field !== 'name') patch[field] = value.trim() === '' ? null : value.trim()
  }
  if (typeof patch.employees === 'string') patch.employees = Number(patch.employees)
  if (typeof patch.website === 'string' && !/^https?:\/\//i.test(patch.website))
    patch.website = `https://${patch.website}`
  return patch
}
