import type { FieldFault } from '../../../platform/errors.ts'
import type { Keys } from '../../catalog/index.ts'

type Fields = {
  readonly tracks?: readonly string[] | undefined
  readonly districts?: readonly string[] | undefined
  readonly proofs?: readonly { readonly at: string | null }[] | undefined
}

/** What the contract's shapes cannot say: keys of this city, and dates as far as they are known (year, month or day). */
export function faultsOf(fields: Fields, keys: Keys): FieldFault[] {
  const faults: FieldFault[] = []
  for (const kind of ['track', 'district'] as const) {
    for (const [at, key] of (fields[`${kind}s`] ?? []).entries()) {
      if (!keys.has(kind, key)) faults.push({ path: `${kind}s.${at}`, code: 'unknown_key' })
    }
  }
  for (const [at, proof] of (fields.proofs ?? []).entries()) {
    if (proof.at !== null && !isDate(proof.at)) faults.push({ path: `proofs.${at}.at`, code: 'invalid_format' })
  }
  return faults
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
