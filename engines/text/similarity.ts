import { bigrams } from './tokens.ts'

/** MinHash signature of a text (Broder 1997): 128 minima over its set of bigrams. */
export type Signature = Uint32Array

const SIZE = 128

/** A text's signature; equal for texts that differ only in case, width or white space. */
export function signature(text: string): Signature {
  const minima = new Uint32Array(SIZE).fill(0xffffffff)
  for (const token of new Set(bigrams(text))) {
    const hash = fnv1a(token)
    for (let i = 0; i < SIZE; i++) {
      const mixed = mix(hash ^ Math.imul(i + 1, 0x9e3779b9))
      if (mixed < (minima[i] ?? 0)) minima[i] = mixed
    }
  }
  return minima
}

/**
 * Estimated share of bigrams two texts have in common (Jaccard, 0..1); standard error at most 0.045. A text with
 * nothing to compare is similar to nothing, not even to itself.
 */
export function similarity(a: Signature, b: Signature): number {
  let equal = 0
  for (let i = 0; i < SIZE; i++) if (a[i] === b[i] && a[i] !== 0xffffffff) equal += 1
  return equal / SIZE
}

/** FNV-1a over UTF-16 units, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** The finaliser of MurmurHash3, 32 bits. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
