import { doubledMeasures, unitOf } from '../../../../engines/matching/index.ts'
import type { FieldFault } from '../../../platform/errors.ts'
import type { Keys } from '../../catalog/index.ts'

type Fields = {
  readonly tracks?: readonly string[] | undefined
  readonly districts?: readonly string[] | undefined
  readonly proofs?:
    | readonly { readonly kind: string; readonly at: string | null; readonly counterpartId: string | null }[]
    | undefined
  readonly measures?:
    | readonly { readonly metric: string; readonly unit: string | null; readonly asOf: string | null }[]
    | undefined
  readonly priceFromCny?: number | null | undefined
  readonly priceToCny?: number | null | undefined
}
/** What is known beside the fields: today in the city, whose it is, and what stands in it already. */
export type Beside = {
  readonly today: string
  readonly organisationId: string
  readonly priceFromCny: number | null
  readonly priceToCny: number | null
}

/** Units that a refusal names as examples. */
const unitExamples = ['mm', 'km', 'kg', 'kW', 'MW', 'kWh', '万元', '%', '小时', '平方米', '台']

/** What the contract's shapes cannot say: keys of this city, dates as far as they are known (year, month or day), units that compare. */
export function faultsOf(fields: Fields, keys: Keys, beside: Beside): FieldFault[] {
  const faults: FieldFault[] = []
  for (const kind of ['track', 'district'] as const) {
    for (const [at, key] of (fields[`${kind}s`] ?? []).entries()) {
      if (!keys.has(kind, key)) faults.push({ path: `${kind}s.${at}`, code: 'unknown_key' })
    }
  }
  for (const [at, proof] of (fields.proofs ?? []).entries()) {
    if (proof.at !== null && !isDate(proof.at)) faults.push({ path: `proofs.${at}.at`, code: 'invalid_format' })
    const path = `proofs.${at}.counterpartId`
    if (proof.counterpartId && proof.kind !== 'delivery') faults.push({ path, code: 'only_delivery' })
    if (proof.counterpartId === beside.organisationId) faults.push({ path, code: 'own_counterpart' })
  }
  faults.push(...measureFaults(fields.measures ?? [], beside.today))
  const { priceFromCny = beside.priceFromCny, priceToCny = beside.priceToCny } = fields
  if (priceFromCny !== null && priceToCny !== null && priceToCny < priceFromCny)
    faults.push({ path: 'priceToCny', code: 'too_small', params: { min: priceFromCny } })
  return faults
}

function measureFaults(measures: NonNullable<Fields['measures']>, today: string): FieldFault[] {
  const doubled = doubledMeasures(measures)
  return measures.flatMap(({ unit, asOf }, at) => {
    const faults: FieldFault[] = []
    if (unit !== null && !unitOf(unit))
      faults.push({ path: `measures.${at}.unit`, code: 'unknown_unit', params: { examples: unitExamples } })
    if (asOf !== null && asOf > today) faults.push({ path: `measures.${at}.asOf`, code: 'in_the_future' })
    const first = doubled.get(at)
    if (first !== undefined)
      faults.push({ path: `measures.${at}.metric`, code: 'duplicate', params: { where: first + 1 } })
    return faults
  })
}

function isDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return false
  const whole = text + '-01-01'.slice(text.length - 4)
  const time = Date.parse(`${whole}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(whole)
}

/** What must be filled in before a capability can be published. */
export function missingOf(row: { description: string | null; tracks: readonly string[] }): string[] {
  const missing: string[] = []
  if (!row.description) missing.push('description')
  if (row.tracks.length === 0) missing.push('tracks')
  return missing
}

/** Twelve months on: until then it counts as fresh. */
export function freshUntil(now: string): string {
  const day = new Date(now)
  day.setUTCFullYear(day.getUTCFullYear() + 1)
  return day.toISOString()
}
