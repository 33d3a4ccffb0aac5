import { existsSync, readFileSync } from 'node:fs'
import { bigrams } from '../../engines/text/index.ts'

/** Real Chinese abstracts of research (title, keywords, abstract), beside the project; null when they are not there. */
export function technologyTexts(): { id: string; title: string; keywords: string; abstract: string }[] | null {
  const path = new URL('../../../shared/data/technology-texts.tsv', import.meta.url)
  if (!existsSync(path)) return null
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'))
    .map(([id = '', title = '', keywords = '', , , abstract = '']) => ({ id, title, keywords, abstract }))
}

/** A generator of numbers in 0..1 that gives the same row on every machine (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Clauses of the abstracts as tokens: what synthetic documents and queries are put together from. */
export function clauses(): string[][] {
  const texts = technologyTexts()
  if (!texts)
    throw new Error('this benchmark draws its words from ../shared/data/technology-texts.tsv, which is not here')
  return texts
    .flatMap((each) => each.abstract.split(/[，。；,.;、]/))
    .map((each) => bigrams(each))
    .filter((each) => each.length > 5)
}

export type Row = { key: string; title: string[]; text: string[] }

/** Documents of 125 tokens: a title of 12 and a text of 113, clauses drawn at random; a third of the tokens by their frequency alone. */
export function* documents(count: number, seed = 1): Generator<Row> {
  const parts = clauses()
  const flat = parts.flat()
  const random = randomFrom(seed)
  for (let at = 0; at < count; at += 1) {
    const tokens: string[] = []
    while (tokens.length < 84) tokens.push(...(parts[Math.floor(random() * parts.length)] as string[]))
    tokens.length = 84
    while (tokens.length < 125) tokens.push(flat[Math.floor(random() * flat.length)] as string)
    yield { key: `d${at}`, title: tokens.slice(0, 12), text: tokens.slice(12) }
  }
}

/** Queries of so many tokens: clauses, with every fifth token drawn from elsewhere. */
export function queries(count: number, length: number, seed = 99): string[][] {
  const parts = clauses()
  const flat = parts.flat()
  const random = randomFrom(seed + length)
  return Array.from({ length: count }, () => {
    const tokens: string[] = []
    while (tokens.length < length) tokens.push(...(parts[Math.floor(random() * parts.length)] as string[]))
    tokens.length = length
    return tokens.map((token, at) => (at % 5 === 4 ? (flat[Math.floor(random() * flat.length)] as string) : token))
  })
}
