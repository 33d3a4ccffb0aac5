import { chunkBits, chunkSize, findTerm, frequencyScale, type Segment } from './segment.ts'
import type { Top } from './top.ts'

/** A term of a query as retrieval wants it: its number and what one saturated occurrence is worth (query weight × idf × (k1 + 1)). */
export type WeightedTerm = { readonly term: number; readonly worth: number }
/** Saturation and length normalisation: `k1 × (1 - b)` and `k1 × b / average length`, in the scale of the kept frequencies. */
export type Norm = { readonly flat: number; readonly slope: number }

export function normOf(k1: number, b: number, averageLength: number): Norm {
  return {
    flat: k1 * (1 - b) * frequencyScale,
    slope: averageLength > 0 ? (k1 * b * frequencyScale) / averageLength : 0,
  }
}

const sums = new Float64Array(chunkSize)
const touched = new Uint16Array(chunkSize)
/** Rounding may differ by this much between a bound and the sum it bounds. */
const slack = 1 + 1e-9

/**
 * Offers the best documents of a segment to `top`: term at a time within a chunk of documents, with MaxScore bounds (Turtle & Flood 1995) from
 * what each term can reach in that chunk, so that the frequent terms of a long query are looked up only for documents that can still win.
 * `terms` must be in falling order of worth; every document's parts are summed in that order, so scores do not depend on what was skipped.
 * `base` is added to document numbers. `mask` (bits a document) leaves out what may not be found.
 */
export function retrieve(
  segment: Segment,
  terms: readonly WeightedTerm[],
  norm: Norm,
  top: Top,
  base: number,
  mask: Uint32Array | null,
): void {
  const { chunk, start, highest, shortest, docs, frequencies, lengths, dead } = segment
  const { flat, slope } = norm
  const entry: number[] = []
  const entryEnd: number[] = []
  const worth: number[] = []
  for (const { term, worth: each } of terms) {
    const place = findTerm(segment, term)
    if (place < 0) continue
    entry.push(segment.firstChunk[place] as number)
    entryEnd.push(segment.firstChunk[place + 1] as number)
    worth.push(each)
  }
  const count = worth.length
  if (count === 0) return
  const active = new Int32Array(count)
  const rest = new Float64Array(count + 1)
  const chunks = ((segment.size - 1) >>> chunkBits) + 1
  for (let here = 0; here < chunks; here += 1) {
    // The terms that occur in this chunk, and what those from each on can add at most.
    let present = 0
    for (let index = 0; index < count; index += 1) {
      const at = entry[index] as number
      if (at < (entryEnd[index] as number) && chunk[at] === here) {
        active[present] = index
        present += 1
      }
    }
    if (present === 0) continue
    rest[present] = 0
    for (let index = present - 1; index >= 0; index -= 1) {
      const which = active[index] as number
      const at = entry[which] as number
      const most = highest[at] as number
      rest[index] =
        (rest[index + 1] as number) +
        ((worth[which] as number) * most * slack) / (most + flat + slope * (shortest[at] as number))
    }
    const firstDoc = here << chunkBits
    let threshold = top.threshold()
    if ((rest[0] as number) >= threshold) {
      let found = 0
      let index = 0
      // Whatever has none of the terms up to here cannot win any more once the rest is too little.
      for (; index < present && (rest[index] as number) >= threshold; index += 1) {
        const which = active[index] as number
        const at = entry[which] as number
        const value = worth[which] as number
        for (let posting = start[at] as number, end = start[at + 1] as number; posting < end; posting += 1) {
          const doc = docs[posting] as number
          const frequency = frequencies[posting] as number
          const sum = sums[doc] as number
          if (sum === 0) {
            touched[found] = doc
            found += 1
          }
          sums[doc] = sum + (value * frequency) / (frequency + flat + slope * (lengths[firstDoc + doc] as number))
        }
      }
      if (index < present) {
        if (index > 0) sortUint16(touched, found)
        for (; index < present; index += 1) {
          found = keepHopeful(found, threshold - (rest[index] as number))
          if (found === 0) break
          const which = active[index] as number
          const at = entry[which] as number
          lookUp(segment, start[at] as number, start[at + 1] as number, worth[which] as number, norm, firstDoc, found)
        }
      }
      for (let each = 0; each < found; each += 1) {
        const doc = touched[each] as number
        const score = sums[doc] as number
        sums[doc] = 0
        if (score < threshold) continue
        const global = firstDoc + doc
        const bit = 1 << (global & 31)
        if (((dead[global >>> 5] as number) & bit) !== 0) continue
        if (mask !== null && ((mask[global >>> 5] as number) & bit) === 0) continue
        top.offer(score, base + global)
        threshold = top.threshold()
      }
    }
    for (let each = 0; each < present; each += 1) {
      const which = active[each] as number
      entry[which] = (entry[which] as number) + 1
    }
  }
}

/** Drops candidates below `least` and clears their sums; keeps the order. */
function keepHopeful(found: number, least: number): number {
  let kept = 0
  for (let each = 0; each < found; each += 1) {
    const doc = touched[each] as number
    if ((sums[doc] as number) >= least) {
      touched[kept] = doc
      kept += 1
    } else sums[doc] = 0
  }
  return kept
}

/** Adds a term's part to the candidates that have it: by leaps when they are few, side by side else. Candidates and postings both ascend. */
function lookUp(
  { docs, frequencies, lengths }: Segment,
  from: number,
  end: number,
  value: number,
  { flat, slope }: Norm,
  firstDoc: number,
  found: number,
): void {
  const leap = end - from > found * 8
  let posting = from
  for (let each = 0; each < found; each += 1) {
    const doc = touched[each] as number
    if (leap) {
      let step = 1
      let low = posting
      while (posting + step < end && (docs[posting + step] as number) < doc) {
        low = posting + step
        step <<= 1
      }
      let high = Math.min(posting + step, end - 1)
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((docs[middle] as number) < doc) low = middle + 1
        else high = middle
      }
      posting = low
    } else while (posting < end && (docs[posting] as number) < doc) posting += 1
    if (posting >= end) return
    if (docs[posting] !== doc) continue
    const frequency = frequencies[posting] as number
    sums[doc] =
      (sums[doc] as number) + (value * frequency) / (frequency + flat + slope * (lengths[firstDoc + doc] as number))
  }
}

function sortUint16(of: Uint16Array, length: number): void {
  of.subarray(0, length).sort()
}
