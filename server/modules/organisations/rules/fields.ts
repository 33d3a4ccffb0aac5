import type { z } from 'zod'
import type { organisationPatch } from '../../../../contracts/organisations.ts'
import { parseCreditCode } from '../../../../engines/text/index.ts'

export type Fields = z.output<typeof organisationPatch>
export type Fault =
  | { readonly code: 'invalid_credit_code'; readonly reason: string }
  | { readonly code: 'unknown_key'; readonly path: string; readonly key: string }

export type KnownKeys = { has(kind: 'district' | 'track', key: string): boolean }

/** The fields in their one form (credit code without spaces, half-width, capitals; website by http), or the first fault. */
export function readFields<F extends Fields>(
  fields: F,
  keys: KnownKeys,
): { ok: true; fields: F } | { ok: false; fault: Fault } {
  const read = { ...fields }
  if (fields.creditCode) {
    const parsed = parseCreditCode(fields.creditCode)
    if (!parsed.ok) return { ok: false, fault: { code: 'invalid_credit_code', reason: parsed.reason } }
    read.creditCode = parsed.code
  }
  if (fields.district && !keys.has('district', fields.district))
    return { ok: false, fault: { code: 'unknown_key', path: 'district', key: fields.district } }
  const track = fields.tracks?.findIndex((each) => !keys.has('track', each)) ?? -1
  if (track >= 0)
    return { ok: false, fault: { code: 'unknown_key', path: `tracks.${track}`, key: fields.tracks?.[track] ?? '' } }
  if (fields.tracks) read.tracks = [...new Set(fields.tracks)]
  return { ok: true, fields: read }
}

/** What was verified: once it is, only an operator changes these. */
export const verifiedFields = ['name', 'creditCode', 'kind'] as const
