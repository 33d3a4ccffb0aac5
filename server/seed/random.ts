export type Random = {
  /** 0 <= n < limit, whole. */
  below(limit: number): number
  pick<T>(items: readonly T[]): T
  /** `count` different ones, fewer when there are not so many; in the order of `items`. */
  some<T>(items: readonly T[], count: number): T[]
  chance(share: number): boolean
  /** A version 7 UUID of that millisecond; grows with `time`, and is the same in every run with the same seed. */
  id(time: number): string
}

/** Numbers that look random and are the same for the same seed: sfc32, seeded by hashing the text (FNV-1a). Not for secrets. */
export function createRandom(seed: string): Random {
  let hash = 2166136261
  for (const c of new TextEncoder().encode(seed)) hash = Math.imul(hash ^ c, 16777619)
  let [a, b, c, d] = [hash, hash ^ 0x9e3779b9, hash ^ 0x243f6a88, 1]
  function next(): number {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 16; i++) next()
  const below = (limit: number) => Math.floor((next() / 4294967296) * limit)
  return {
    below,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from')
      return items[below(items.length)] as (typeof items)[number]
    },
    some: (items, count) => {
      const places = new Set<number>()
      while (places.size < Math.min(count, items.length)) places.add(below(items.length))
      return [...places].sort((x, y) => x - y).map((at) => items[at] as (typeof items)[number])
    },
    chance: (share) => next() / 4294967296 < share,
    id(time) {
      const hex = (value: number, length: number) => value.toString(16).padStart(length, '0')
      const stamp = hex(time, 12)
      return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(next() & 0xfff, 3)}-${hex((next() & 0x3fff) | 0x8000, 4)}-${hex(next() & 0xffff, 4)}${hex(next(), 8)}`
    },
  }
}
