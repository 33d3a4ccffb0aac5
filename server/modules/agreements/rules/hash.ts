import { createHash } from 'node:crypto'
import { canonical } from '../../../../engines/journal/index.ts'

/** Everything that a signature stands for; files by their SHA-256. */
export type Agreed = {
  readonly kind: string
  readonly scenarioId: string
  readonly followsId: string | null
  readonly title: string
  readonly terms: string | null
  readonly openings: readonly string[]
  readonly parties: readonly { organisation: string; role: string; share: number | null }[]
  readonly amountCny: number | null
  readonly number: string | null
  readonly effectiveFrom: string | null
  readonly validUntil: string | null
  readonly procurement: readonly (string | null)[]
  readonly files: readonly { purpose: string; sha256: string }[]
}

/** SHA-256 over the canonical text (RFC 8785) of what is agreed, in hexadecimal; the order of openings, parties and files does not matter. */
export function termsHash(agreed: Agreed): string {
  const sorted = {
    ...agreed,
    openings: [...agreed.openings].sort(),
    parties: agreed.parties.map((party) => canonical(party)).sort(),
    files: agreed.files.map((file) => canonical(file)).sort(),
  }
  return createHash('sha256').update(canonical(sorted)).digest('hex')
}
