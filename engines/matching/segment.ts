/**
 * A segment: documents that no longer change, as typed arrays. Postings of a term stand in chunks of `chunkSize` documents, ascending, with
 * two bytes for the document within its chunk and one for the weighted term frequency; each chunk of a term carries what its best
 * posting can reach at most, so that retrieval can leave it out.
 */
export const chunkBits = 14
export const chunkSize = 1 << chunkBits
/** Weighted term frequencies are kept in quarters, up to 63.75. */
export const frequencyScale = 4

export type Segment = {
  readonly size: number
  /** Weighted length of each document. */
  readonly lengths: Float32Array
  /** Terms of the segment, ascending by their number in the dictionary, and where the chunks of each begin; one more at the end. */
  readonly terms: Uint32Array
  readonly firstChunk: Uint32Array
  /** Per chunk of a term: which chunk, where its postings begin (one more at the end), the highest frequency and the shortest document. */
  readonly chunk: Uint16Array
  readonly start: Uint32Array
  readonly highest: Uint8Array
  readonly shortest: Float32Array
  /** Per posting. */
  readonly docs: Uint16Array
  readonly frequencies: Uint8Array
  /** Terms of each document (3 bytes each), so that a removal can be taken out of the statistics. */
  readonly forwardStart: Uint32Array
  readonly forward: Uint8Array
  readonly dead: Uint32Array
  /** Which documents carry a filter value. */
  readonly filters: ReadonlyMap<string, Uint32Array>
  readonly keys: readonly string[]
}

/** Documents as they come in: distinct terms with their weighted frequencies, in the order of the documents. */
export type Gathered = {
  readonly keys: string[]
  readonly lengths: number[]
  readonly ends: number[]
  readonly terms: GrowingUint32
  readonly frequencies: GrowingUint8
  readonly filters: string[][]
}

type GrowingUint32 = { data: Uint32Array; length: number }
type GrowingUint8 = { data: Uint8Array; length: number }

export function emptyGathered(): Gathered {
  return {
    keys: [],
    lengths: [],
    ends: [],
    terms: { data: new Uint32Array(1024), length: 0 },
    frequencies: { data: new Uint8Array(1024), length: 0 },
    filters: [],
  }
}

/** Adds one posting to what is gathered. */
export function gather(into: Gathered, term: number, frequency: number): void {
  const at = into.terms.length
  if (at === into.terms.data.length) {
    const terms = new Uint32Array(at * 2)
    terms.set(into.terms.data)
    into.terms.data = terms
    const frequencies = new Uint8Array(at * 2)
    frequencies.set(into.frequencies.data)
    into.frequencies.data = frequencies
  }
  into.terms.data[at] = term
  into.frequencies.data[at] = frequency
  into.terms.length = at + 1
  into.frequencies.length = at + 1
}

/** Puts gathered documents into postings, by counting: two passes over them, no comparison sort. */
export function sealSegment(gathered: Gathered, vocabulary: number): Segment {
  const { keys, ends } = gathered
  const size = keys.length
  const postings = gathered.terms.length
  const termOf = gathered.terms.data
  const counts = new Uint32Array(vocabulary)
  for (let at = 0; at < postings; at += 1) counts[termOf[at] as number] = (counts[termOf[at] as number] as number) + 1
  let distinct = 0
  for (let term = 0; term < vocabulary; term += 1) if (counts[term] !== 0) distinct += 1
  const terms = new Uint32Array(distinct)
  const place = new Uint32Array(vocabulary)
  let total = 0
  let known = 0
  for (let term = 0; term < vocabulary; term += 1) {
    const count = counts[term] as number
    if (count === 0) continue
    terms[known] = term
    known += 1
    place[term] = total
    total += count
  }
  const docs = new Uint16Array(postings)
  const frequencies = new Uint8Array(postings)
  const chunkOf = new Uint16Array(postings)
  const forward = new Uint8Array(postings * 3)
  const forwardStart = new Uint32Array(size + 1)
  let from = 0
  for (let doc = 0; doc < size; doc += 1) {
    const to = ends[doc] as number
    for (let at = from; at < to; at += 1) {
      const term = termOf[at] as number
      const put = place[term] as number
      place[term] = put + 1
      docs[put] = doc & (chunkSize - 1)
      chunkOf[put] = doc >>> chunkBits
      frequencies[put] = gathered.frequencies.data[at] as number
      forward[at * 3] = term
      forward[at * 3 + 1] = term >>> 8
      forward[at * 3 + 2] = term >>> 16
    }
    forwardStart[doc + 1] = to
    from = to
  }
  const lengths = Float32Array.from(gathered.lengths)
  return {
    size,
    keys: keys.slice(),
    lengths,
    terms,
    ...directory({ terms, counts, docs, frequencies, chunkOf, lengths, postings }),
    docs,
    frequencies,
    forwardStart,
    forward,
    dead: new Uint32Array((size + 31) >>> 5),
    filters: bitsets(gathered.filters),
  }
}

/** Where each term's chunks begin and what they can reach. */
function directory(of: {
  terms: Uint32Array
  counts: Uint32Array
  docs: Uint16Array
  frequencies: Uint8Array
  chunkOf: Uint16Array
  lengths: Float32Array
  postings: number
}) {
  const { terms, counts, docs, frequencies, chunkOf, lengths, postings } = of
  let entries = 0
  let end = 0
  for (const term of terms) {
    const begin = end
    end += counts[term] as number
    for (let at = begin; at < end; at += 1) if (at === begin || chunkOf[at] !== chunkOf[at - 1]) entries += 1
  }
  const firstChunk = new Uint32Array(terms.length + 1)
  const chunk = new Uint16Array(entries)
  const start = new Uint32Array(entries + 1)
  const highest = new Uint8Array(entries)
  const shortest = new Float32Array(entries)
  let entry = -1
  end = 0
  for (let index = 0; index < terms.length; index += 1) {
    const begin = end
    end += counts[terms[index] as number] as number
    firstChunk[index] = entry + 1
    for (let at = begin; at < end; at += 1) {
      const length = lengths[((chunkOf[at] as number) << chunkBits) | (docs[at] as number)] as number
      if (at === begin || chunkOf[at] !== chunkOf[at - 1]) {
        entry += 1
        chunk[entry] = chunkOf[at] as number
        start[entry] = at
        highest[entry] = frequencies[at] as number
        shortest[entry] = length
      } else {
        if ((frequencies[at] as number) > (highest[entry] as number)) highest[entry] = frequencies[at] as number
        if (length < (shortest[entry] as number)) shortest[entry] = length
      }
    }
  }
  firstChunk[terms.length] = entry + 1
  start[entries] = postings
  return { firstChunk, chunk, start, highest, shortest }
}

function bitsets(filters: readonly (readonly string[])[]): Map<string, Uint32Array> {
  const words = (filters.length + 31) >>> 5
  const sets = new Map<string, Uint32Array>()
  filters.forEach((values, doc) => {
    for (const value of values) {
      let set = sets.get(value)
      if (!set) {
        set = new Uint32Array(words)
        sets.set(value, set)
      }
      set[doc >>> 5] = (set[doc >>> 5] as number) | (1 << (doc & 31))
    }
  })
  return sets
}

/** Position of a term in the segment, or -1. */
export function findTerm({ terms }: Segment, term: number): number {
  let low = 0
  let high = terms.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = terms[middle] as number
    if (value === term) return middle
    if (value < term) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The terms of one document. */
export function termsOf({ forward, forwardStart }: Segment, doc: number): number[] {
  const terms: number[] = []
  for (let at = forwardStart[doc] as number; at < (forwardStart[doc + 1] as number); at += 1)
    terms.push(
      (forward[at * 3] as number) | ((forward[at * 3 + 1] as number) << 8) | ((forward[at * 3 + 2] as number) << 16),
    )
  return terms
}

export function isDead({ dead }: Segment, doc: number): boolean {
  return ((dead[doc >>> 5] as number) & (1 << (doc & 31))) !== 0
}

/** Bytes held by the segment's arrays. */
export function bytesOf(segment: Segment): number {
  let bytes = 0
  for (const value of Object.values(segment)) if (ArrayBuffer.isView(value)) bytes += value.byteLength
  for (const set of segment.filters.values()) bytes += set.byteLength
  return bytes
}
