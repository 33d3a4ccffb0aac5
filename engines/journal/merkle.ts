import { canonical } from './canonical.ts'
import { type Algorithm, bytes, digest, hashPattern } from './hash.ts'

/** That one row is the `index`-th (from 0) of `count` rows under a root: the neighbours' hashes, from leaf to root. */
export interface MerkleProof {
  readonly index: number
  readonly count: number
  readonly path: readonly string[]
}

/**
 * Root over the canonical forms of rows in their order, with the tree of RFC 6962, section 2.1: a leaf is
 * H(0x00 || row), a node H(0x01 || left || right), the left part the largest power of two below the count; no rows: H().
 */
export function merkleRoot(rows: readonly unknown[], algorithm: Algorithm = 'sha256'): string {
  if (rows.length === 0) return digest(algorithm)
  const levels = levelsOf(rows, algorithm)
  return levels[levels.length - 1]?.[0] ?? ''
}

/** Proof for the row at `index`; throws RangeError when there is none. */
export function merkleProof(rows: readonly unknown[], index: number, algorithm: Algorithm = 'sha256'): MerkleProof {
  if (!Number.isInteger(index) || index < 0 || index >= rows.length) throw new RangeError(`there is no row ${index}`)
  const path: string[] = []
  let position = index
  for (const level of levelsOf(rows, algorithm)) {
    const neighbour = level[position ^ 1]
    if (neighbour !== undefined) path.push(neighbour)
    position >>= 1
  }
  return { index, count: rows.length, path }
}

/** Whether `row` is proved to be under `root`; false for any malformed proof. */
export function verifyProof(row: unknown, proof: MerkleProof, root: string, algorithm: Algorithm = 'sha256'): boolean {
  const { index, count, path } = proof
  if (!Number.isSafeInteger(count) || !Number.isInteger(index) || index < 0 || index >= count) return false
  if (!path.every((hash) => hashPattern.test(hash))) return false
  let hash = leaf(row, algorithm)
  let position = index
  let last = count - 1
  let used = 0
  while (last > 0) {
    // A last node without right neighbour moves up as it is.
    if (position % 2 === 1 || position < last) {
      const neighbour = path[used++]
      if (neighbour === undefined) return false
      hash = position % 2 === 1 ? node(neighbour, hash, algorithm) : node(hash, neighbour, algorithm)
    }
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  return used === path.length && hash === root
}

/** All levels from the leaves up. Pairing neighbours and moving a single last one up gives exactly the RFC's tree. */
function levelsOf(rows: readonly unknown[], algorithm: Algorithm): string[][] {
  let level = rows.map((row) => leaf(row, algorithm))
  const levels = [level]
  while (level.length > 1) {
    const above: string[] = []
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] as string
      const right = level[at + 1]
      above.push(right === undefined ? left : node(left, right, algorithm))
    }
    levels.push(above)
    level = above
  }
  return levels
}

function leaf(row: unknown, algorithm: Algorithm): string {
  return digest(algorithm, Uint8Array.of(0), canonical(row))
}

function node(left: string, right: string, algorithm: Algorithm): string {
  return digest(algorithm, Uint8Array.of(1), bytes(left), bytes(right))
}
