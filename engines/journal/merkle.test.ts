import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merkleProof, merkleRoot, verifyProof } from './index.ts'

const h = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leaf = (row: string) => h('\x00', JSON.stringify(row))

/** The recursive definition of RFC 6962, section 2.1, written from the RFC. */
function rootByDefinition(rows: string[]): Buffer {
  if (rows.length === 0) return h()
  if (rows.length === 1) return leaf(rows[0] as string)
  let split = 1
  while (split * 2 < rows.length) split *= 2
  return h('\x01', rootByDefinition(rows.slice(0, split)), rootByDefinition(rows.slice(split)))
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`)

test('the root is the one of RFC 6962 for every count up to 70', () => {
  for (let count = 0; count <= 70; count += 1) {
    expect(merkleRoot(rows(count))).toBe(rootByDefinition(rows(count)).toString('hex'))
  }
  expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('every row is proved, and only as itself, at its place, under its root', () => {
  for (let count = 1; count <= 20; count += 1) {
    const all = rows(count)
    const root = merkleRoot(all)
    for (let index = 0; index < count; index += 1) {
      const proof = merkleProof(all, index)
      expect(verifyProof(all[index], proof, root)).toBe(true)
      expect(verifyProof('another row', proof, root)).toBe(false)
      expect(verifyProof(all[index], proof, merkleRoot([...all, 'one more']))).toBe(false)
      expect(verifyProof(all[index], { ...proof, index: (index + 1) % (count + 1) }, root)).toBe(false)
      expect(verifyProof(all[index], { ...proof, path: [...proof.path, root] }, root)).toBe(false)
      expect(verifyProof(all[index], { ...proof, path: proof.path.slice(1) }, root)).toBe(count === 1)
    }
  }
})

test('a changed proof proves nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 2 }), fc.nat(), fc.nat(), (all, pick, step) => {
      const index = pick % all.length
      const proof = merkleProof(all, index)
      const root = merkleRoot(all)
      expect(verifyProof(all[index], proof, root)).toBe(true)
      const path = proof.path.map((hash, at) => (at === step % proof.path.length ? merkleRoot([hash]) : hash))
      expect(verifyProof(all[index], { ...proof, path }, root)).toBe(false)
    }),
  )
})

test('malformed requests', () => {
  expect(() => merkleProof([], 0)).toThrow(new RangeError('there is no row 0'))
  expect(() => merkleProof(['a'], 1)).toThrow(new RangeError('there is no row 1'))
  const proof = merkleProof(['a', 'b'], 0)
  const root = merkleRoot(['a', 'b'])
  expect(verifyProof('a', { ...proof, path: ['not a hash'] }, root)).toBe(false)
  expect(verifyProof('a', { ...proof, count: 2.5 }, root)).toBe(false)
  expect(verifyProof('a', { ...proof, index: -1 }, root)).toBe(false)
})
