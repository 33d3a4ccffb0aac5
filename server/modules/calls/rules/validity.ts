import { addsUp, type CallPatch, type Criterion, weightSum } from '../../../../contracts/calls.ts'
import type { FieldFault } from '../../../platform/errors.ts'
import type { KeyKind, Keys } from '../../catalog/index.ts'

/** What the contract's shapes cannot say: keys of this city, dates in order, criteria told apart, weights that add up to 1. */
export function faultsOf(
  patch: CallPatch,
  keys: Keys,
  before: { domains: readonly string[]; opensAt: string | null; closesAt: string | null },
): FieldFault[] {
  const faults: FieldFault[] = []
  const known = (path: string, kind: KeyKind, values: readonly string[] = []) => {
    for (const [index, value] of values.entries())
      if (!keys.has(kind, value)) faults.push({ path: `${path}.${index}`, code: 'unknown_key' })
  }
  known('domains', 'domain', patch.domains)
  known('directions', 'direction', patch.directions)
  known('openers', 'opener', patch.openers)
  known('districts', 'district', patch.districts)
  const domains = patch.domains ?? before.domains
  for (const [index, direction] of (patch.directions ?? []).entries()) {
    const domain = keys.domainOf(direction)
    if (domain !== null && !domains.includes(domain))
      faults.push({
        path: `directions.${index}`,
        code: 'invalid_value',
        params: { options: directionsIn(keys, domains) },
      })
  }
  const opens = patch.opensAt === undefined ? before.opensAt : patch.opensAt
  const closes = patch.closesAt === undefined ? before.closesAt : patch.closesAt
  if (opens && closes && closes <= opens) faults.push({ path: 'closesAt', code: 'order' })
  return [...faults, ...criteriaFaults(patch.criteria ?? [])]
}

function directionsIn(keys: Keys, domains: readonly string[]): string[] {
  return keys
    .labels('direction')
    .map((each) => each.key)
    .filter((each) => domains.includes(keys.domainOf(each) ?? ''))
}

function criteriaFaults(criteria: readonly Criterion[]): FieldFault[] {
  const faults: FieldFault[] = []
  for (const field of ['key', 'title'] as const) {
    const places = new Map<string, number>()
    for (const [index, each] of criteria.entries()) {
      const first = places.get(each[field])
      if (first === undefined) places.set(each[field], index)
      else faults.push({ path: `criteria.${index}.${field}`, code: 'duplicate', params: { where: first + 1 } })
    }
  }
  if (criteria.length > 0 && !addsUp(criteria))
    faults.push({ path: 'criteria', code: 'weights_sum', params: { sum: weightSum(criteria) } })
  return faults
}

/** What a call must say before it is opened, in the order of the form. */
export function missingOf(call: {
  description: string | null
  criteria: readonly unknown[]
  opensAt: string | null
  closesAt: string | null
  contact: string | null
}): string[] {
  const missing: string[] = []
  if (!call.description) missing.push('description')
  if (call.criteria.length === 0) missing.push('criteria')
  if (!call.opensAt) missing.push('opensAt')
  if (!call.closesAt) missing.push('closesAt')
  if (!call.contact) missing.push('contact')
  return missing
}
