import { chunkBits, chunkSize, emptyGathered, findTerm, gather, isDead, type Segment, sealSegment } from './segment.ts'

/** The documents that carry one of the values of every group, as bits; null when there is no group, `nothing` when none can. */
export function maskOf(segment: Segment, groups: readonly (readonly string[])[]): Uint32Array | null | 'nothing' {
  let mask: Uint32Array | null = null
  for (const values of groups) {
    const any = new Uint32Array(segment.dead.length)
    let some = false
    for (const value of values) {
      const set = segment.filters.get(value)
      if (!set) continue
      some = true
      for (let at = 0; at < any.length; at += 1) any[at] = (any[at] as number) | (set[at] as number)
    }
    if (!some) return 'nothing'
    if (mask === null) mask = any
    else for (let at = 0; at < any.length; at += 1) mask[at] = (mask[at] as number) & (any[at] as number)
  }
  return mask
}

/** Weighted frequency of a term in a document, in the kept scale; 0 when it is not there. */
export function frequencyIn(segment: Segment, term: number, doc: number): number {
  const place = findTerm(segment, term)
  if (place < 0) return 0
  const wanted = doc >>> chunkBits
  for (let entry = segment.firstChunk[place] as number; entry < (segment.firstChunk[place + 1] as number); entry += 1) {
    if (segment.chunk[entry] !== wanted) continue
    let low = segment.start[entry] as number
    let high = (segment.start[entry + 1] as number) - 1
    const within = doc & (chunkSize - 1)
    while (low <= high) {
      const middle = (low + high) >>> 1
      const here = segment.docs[middle] as number
      if (here === within) return segment.frequencies[middle] as number
      if (here < within) low = middle + 1
      else high = middle - 1
    }
  }
  return 0
}

/** One segment of the living documents of several. */
export function joinSegments(segments: readonly Segment[], vocabulary: number): Segment {
  const joined = emptyGathered()
  for (const segment of segments) {
    const terms = new Uint32Array(segment.docs.length)
    const frequencies = new Uint8Array(segment.docs.length)
    const next = segment.forwardStart.slice()
    segment.terms.forEach((term, place) => {
      for (
        let entry = segment.firstChunk[place] as number;
        entry < (segment.firstChunk[place + 1] as number);
        entry += 1
      )
        for (let at = segment.start[entry] as number; at < (segment.start[entry + 1] as number); at += 1) {
          const doc = ((segment.chunk[entry] as number) << chunkBits) | (segment.docs[at] as number)
          const put = next[doc] as number
          next[doc] = put + 1
          terms[put] = term
          frequencies[put] = segment.frequencies[at] as number
        }
    })
    const carried = filtersByDocument(segment)
    for (let doc = 0; doc < segment.size; doc += 1) {
      if (isDead(segment, doc)) continue
      for (let at = segment.forwardStart[doc] as number; at < (segment.forwardStart[doc + 1] as number); at += 1)
        gather(joined, terms[at] as number, frequencies[at] as number)
      joined.keys.push(segment.keys[doc] as string)
      joined.lengths.push(segment.lengths[doc] as number)
      joined.ends.push(joined.terms.length)
      joined.filters.push(carried[doc] as string[])
    }
  }
  return sealSegment(joined, vocabulary)
}

function filtersByDocument(segment: Segment): string[][] {
  const carried: string[][] = Array.from({ length: segment.size }, () => [])
  for (const [value, set] of segment.filters)
    for (let doc = 0; doc < segment.size; doc += 1)
      if (((set[doc >>> 5] as number) & (1 << (doc & 31))) !== 0) carried[doc]?.push(value)
  return carried
}
