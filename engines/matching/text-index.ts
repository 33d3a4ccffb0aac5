import { frequencyIn, joinSegments, maskOf } from './lookup.ts'
import { normOf, retrieve, type WeightedTerm } from './retrieve.ts'
import {
  bytesOf,
  emptyGathered,
  frequencyScale,
  type Gathered,
  gather,
  isDead,
  type Segment,
  sealSegment,
  termsOf,
} from './segment.ts'
import { createTop } from './top.ts'

/** A document: its key, the tokens of each field (repeats kept, in the order of the index's fields), and the filter values it carries (`district:370202`). */
export type Document = {
  readonly key: string
  readonly fields: readonly (readonly string[])[]
  readonly filters?: readonly string[]
}
/** Any of the values within a group, and that for every group. */
export type Filter = readonly (readonly string[])[]
/** Query tokens with their weights; a token that stands twice counts twice. */
export type Query = readonly { readonly token: string; readonly weight: number }[]
export type Hit = { readonly key: string; readonly score: number }

/** `parts` sum to `value`, largest first. */
export type Closeness = {
  readonly value: number
  readonly parts: readonly { readonly token: string; readonly part: number }[]
}

export type TextIndexOptions = {
  /** Weight of each field, a multiple of .25. */
  readonly fields: readonly number[]
  /** Saturation of term frequency; 1.2 unless told. */
  readonly k1?: number
  /** Share of length normalisation, 0 to 1; .75 unless told. */
  readonly b?: number
}

export type TextIndex = {
  /** Adds documents or puts them in the place of those with the same key. */
  put(documents: Iterable<Document>): void
  /** False when there was none. */
  remove(key: string): boolean
  has(key: string): boolean
  /** The best `limit` documents, best first; equal ones by key. */
  search(query: Query, options: { readonly limit: number; readonly filter?: Filter }): Hit[]
  /** What each token of the query gives to one document's score; null when it is not in the index. Parts sum to the score of `search`. */
  explain(query: Query, key: string): { readonly token: string; readonly part: number }[] | null
  /** What each token of the query is worth here, whether or not any document has it: weight · idf · (k1+1), as `search` counts them. */
  worths(query: Query): Map<string, number>
  /**
   * How close a text that need not be in the index is to the query, by this index's statistics: what `search` would give it, in parts, as a
   * share of what an average document gets in which every token of `core` stands once. At most 1.
   */
  closeness(query: Query, core: Query, fields: Document['fields']): Closeness
  readonly size: number
  /** Joins small segments; call it when nothing waits. True when something was done. */
  tidy(): boolean
  stats(): { documents: number; terms: number; segments: number; bytes: number; bytesPerDocument: number }
}

/** So many documents wait in the open before they are sealed; small enough that sealing is not felt. */
const openLimit = 512
/** More segments than this are joined by `tidy`. */
const segmentLimit = 6

type Place = { segment: number; doc: number }

/**
 * A full-text index in memory over weighted fields: BM25 over the weighted sum of the fields' term frequencies and lengths
 * (Robertson, Zaragoza & Taylor 2004, "Simple BM25 extension to multiple weighted fields"):
 * score(d) = Σ w(t) · idf(t) · (k1+1) · f / (f + k1 · (1 − b + b · |d| / avg)), idf(t) = ln(1 + (N − n(t) + ½) / (n(t) + ½)).
 * Changes are visible at once and leave the same statistics as an index built from what is there.
 */
export function createTextIndex({ fields, k1 = 1.2, b = 0.75 }: TextIndexOptions): TextIndex {
  const numbers = new Map<string, number>()
  let documentCount: Uint32Array<ArrayBufferLike> = new Uint32Array(1024)
  let sealed: Segment[] = []
  let open: Gathered = emptyGathered()
  /** The open documents as a segment, made when first searched after a change. */
  let openSealed: Segment | null = null
  let openDead = new Set<number>()
  const places = new Map<string, Place>()
  let live = 0
  let totalLength = 0
  const scratch = new Map<number, number>()

  function numberOf(token: string): number {
    const known = numbers.get(token)
    if (known !== undefined) return known
    const number = numbers.size
    numbers.set(token, number)
    if (number >= documentCount.length) {
      const grown = new Uint32Array(documentCount.length * 2)
      grown.set(documentCount)
      documentCount = grown
    }
    return number
  }

  function add({ key, fields: texts, filters = [] }: Document, into: Gathered): void {
    scratch.clear()
    let length = 0
    texts.forEach((tokens, field) => {
      const weight = fields[field] ?? 0
      if (weight === 0) return
      length += weight * tokens.length
      for (const token of tokens) {
        const number = numberOf(token)
        scratch.set(number, (scratch.get(number) ?? 0) + weight * frequencyScale)
      }
    })
    for (const [number, frequency] of scratch) {
      documentCount[number] = (documentCount[number] as number) + 1
      gather(into, number, Math.min(255, Math.round(frequency)))
    }
    into.keys.push(key)
    into.lengths.push(Math.fround(length))
    into.ends.push(into.terms.length)
    into.filters.push([...filters])
    live += 1
    totalLength += Math.fround(length)
  }

  function forget(place: Place): void {
    const from = place.segment < 0 ? openSegment() : (sealed[place.segment] as Segment)
    for (const term of termsOf(from, place.doc)) documentCount[term] = (documentCount[term] as number) - 1
    totalLength -= from.lengths[place.doc] as number
    live -= 1
    kill(from, place.doc)
    if (place.segment < 0) openDead.add(place.doc)
  }

  function openSegment(): Segment {
    if (!openSealed) {
      openSealed = sealSegment(open, numbers.size)
      for (const doc of openDead) kill(openSealed, doc)
    }
    return openSealed
  }

  function sealOpen(): void {
    if (open.keys.length === 0) return
    const segment = openSegment()
    adopt(segment)
    open = emptyGathered()
    openSealed = null
    openDead = new Set()
  }

  function adopt(segment: Segment): void {
    const index = sealed.push(segment) - 1
    segment.keys.forEach((key, doc) => {
      if (!isDead(segment, doc)) places.set(key, { segment: index, doc })
    })
  }

  function put(documents: Iterable<Document>): void {
    const large = Array.isArray(documents) && documents.length > openLimit
    if (large) sealOpen()
    for (const document of documents) {
      const place = places.get(document.key)
      if (place) forget(place)
      add(document, open)
      openSealed = null
      places.set(document.key, { segment: -1, doc: open.keys.length - 1 })
      if (!large && open.keys.length >= openLimit) sealOpen()
    }
    if (large) sealOpen()
  }

  function weigh(query: Query): (WeightedTerm & { token: string })[] {
    const weights = new Map<string, number>()
    for (const { token, weight } of query) weights.set(token, (weights.get(token) ?? 0) + weight)
    const terms: (WeightedTerm & { token: string })[] = []
    for (const [token, weight] of weights) {
      const term = numbers.get(token)
      const count = term === undefined ? 0 : (documentCount[term] as number)
      if (term === undefined || count === 0 || !(weight > 0)) continue
      const idf = Math.log(1 + (live - count + 0.5) / (count + 0.5))
      terms.push({ term, token, worth: weight * idf * (k1 + 1) })
    }
    return terms.sort((x, y) => y.worth - x.worth || (x.token < y.token ? -1 : 1))
  }

  function worths(query: Query): Map<string, number> {
    const worth = new Map<string, number>()
    for (const { token, weight } of query) {
      if (!(weight > 0)) continue
      const term = numbers.get(token)
      const count = term === undefined ? 0 : (documentCount[term] as number)
      const idf = Math.log(1 + (live - count + 0.5) / (count + 0.5))
      worth.set(token, (worth.get(token) ?? 0) + weight * idf * (k1 + 1))
    }
    return worth
  }

  function closeness(query: Query, core: Query, texts: Document['fields']): Closeness {
    const frequencies = new Map<string, number>()
    let length = 0
    texts.forEach((tokens, field) => {
      const weight = fields[field] ?? 0
      length += weight * tokens.length
      for (const token of tokens) frequencies.set(token, (frequencies.get(token) ?? 0) + weight)
    })
    const average = live > 0 ? totalLength / live : length
    const norm = k1 * (1 - b + (average > 0 ? (b * length) / average : 0))
    let whole = 0
    for (const worth of worths(core).values()) whole += worth / (1 + k1)
    if (whole === 0) return { value: 0, parts: [] }
    const found = [...worths(query)].flatMap(([token, worth]) => {
      const frequency = frequencies.get(token)
      return frequency === undefined ? [] : [{ token, part: (worth * frequency) / (frequency + norm) / whole }]
    })
    const sum = found.reduce((total, each) => total + each.part, 0)
    const cut = sum > 1 ? 1 / sum : 1
    return {
      value: Math.min(1, sum),
      parts: found
        .map(({ token, part }) => ({ token, part: part * cut }))
        .sort((x, y) => y.part - x.part || (x.token < y.token ? -1 : 1)),
    }
  }

  const norm = () => normOf(k1, b, live > 0 ? totalLength / live : 0)
  const segments = () => (open.keys.length > 0 ? [...sealed, openSegment()] : sealed)

  return {
    put,
    remove(key) {
      const place = places.get(key)
      if (!place) return false
      forget(place)
      places.delete(key)
      return true
    },
    has: (key) => places.has(key),
    search(query, { limit, filter = [] }) {
      const terms = weigh(query)
      const top = createTop(limit)
      const all = segments()
      let base = 0
      for (const segment of all) {
        const mask = maskOf(segment, filter)
        if (mask !== 'nothing') retrieve(segment, terms, norm(), top, base, mask)
        base += segment.size
      }
      return top
        .drain()
        .map(({ score, document }) => ({ score, key: keyAt(all, document) }))
        .sort((x, y) => y.score - x.score || (x.key < y.key ? -1 : 1))
    },
    explain(query, key) {
      const place = places.get(key)
      if (!place) return null
      const { flat, slope } = norm()
      const segment = place.segment < 0 ? openSegment() : (sealed[place.segment] as Segment)
      const length = segment.lengths[place.doc] as number
      return weigh(query).flatMap(({ token, term, worth }) => {
        const frequency = frequencyIn(segment, term, place.doc)
        return frequency === 0 ? [] : [{ token, part: (worth * frequency) / (frequency + flat + slope * length) }]
      })
    },
    worths,
    closeness,
    get size() {
      return live
    },
    tidy() {
      if (sealed.length <= segmentLimit) return false
      sealOpen()
      const small = [...sealed].sort((x, y) => x.size - y.size).slice(0, Math.max(2, sealed.length - segmentLimit + 1))
      const kept = sealed.filter((each) => !small.includes(each))
      sealed = []
      for (const segment of [...kept, joinSegments(small, numbers.size)]) adopt(segment)
      return true
    },
    stats() {
      const bytes = segments().reduce((sum, each) => sum + bytesOf(each), 0) + documentCount.byteLength
      return {
        documents: live,
        terms: numbers.size,
        segments: segments().length,
        bytes,
        bytesPerDocument: live === 0 ? 0 : bytes / live,
      }
    },
  }
}

function kill(segment: Segment, doc: number): void {
  segment.dead[doc >>> 5] = (segment.dead[doc >>> 5] as number) | (1 << (doc & 31))
}

function keyAt(segments: readonly Segment[], document: number): string {
  let base = 0
  for (const segment of segments) {
    if (document < base + segment.size) return segment.keys[document - base] as string
    base += segment.size
  }
  throw new Error('a hit outside the index')
}
