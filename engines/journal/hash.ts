import { createHash, getHashes } from 'node:crypto'

/** A journal uses one of these from its first record to its last. SM3 is GB/T 32905. */
export type Algorithm = 'sha256' | 'sm3'

export const hashPattern = /^[0-9a-f]{64}$/

/** Hash before the first record. */
export const genesisHash = '0'.repeat(64)

/** The algorithms this installation of Node offers. */
export function availableAlgorithms(): Algorithm[] {
  const offered = new Set(getHashes())
  return (['sha256', 'sm3'] as const).filter((name) => offered.has(name))
}

/** Hash of the parts put one after the other, strings as UTF-8; 64 lower-case hexadecimal digits. */
export function digest(algorithm: Algorithm, ...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash(algorithm)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Bytes of a hexadecimal text that was checked before. */
export function bytes(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex')
}
