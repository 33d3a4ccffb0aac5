import { parentPort } from 'node:worker_threads'
import { createTextIndex, type Document, type Query } from '../../../engines/matching/index.ts'
import { bigrams, normaliseText } from '../../../engines/text/index.ts'
import type { Answers, Ask, Entry, FromWorker, IndexName, QueryPiece, Texts, ToWorker } from './protocol.ts'

/** Holds the indexes beside the server's own thread: retrieval and the weighing of texts never hold up a request that asks for something else. */
const port = parentPort
if (!port) throw new Error('this file runs as a worker')

/** Pairs of characters of the title and of the rest, then their single characters at half that weight. */
const fields = [3, 1.5, 1, 0.5]
/** A single character met says less than a pair. */
const singleWeight = 0.3
const indexes = {
  offered: createTextIndex({ fields }),
  all: createTextIndex({ fields }),
  demand: createTextIndex({ fields }),
}
const groups = { supply: new Map<string, string[]>(), demand: new Map<string, string[]>() }
const han = /\p{Script=Han}/gu

function singles(text: string): string[] {
  return normaliseText(text).match(han) ?? []
}

function fieldsOf({ title, body }: Texts): Document['fields'] {
  return [bigrams(title), singles(title), bigrams(body), singles(body)]
}

function tokens(pieces: readonly QueryPiece[]): Query {
  return pieces.flatMap(({ text, weight }) => [
    ...bigrams(text).map((token) => ({ token, weight })),
    ...singles(text).map((token) => ({ token, weight: weight * singleWeight })),
  ])
}

function replace(side: 'supply' | 'demand', gone: readonly string[], entries: readonly Entry[]): null {
  const known = groups[side]
  const into: IndexName[] = side === 'demand' ? ['demand'] : ['all', 'offered']
  const kept = new Map<IndexName, Document[]>(into.map((name) => [name, []]))
  const staying = new Set<string>()
  for (const entry of entries) {
    const document = { key: entry.key, fields: fieldsOf(entry) }
    for (const name of into) {
      if (name === 'offered' && !entry.open) continue
      kept.get(name)?.push(document)
      staying.add(`${name} ${entry.key}`)
    }
  }
  for (const group of gone) {
    for (const key of known.get(group) ?? [])
      for (const name of into) if (!staying.has(`${name} ${key}`)) indexes[name].remove(key)
    known.delete(group)
  }
  for (const { key, group } of entries) {
    const keys = known.get(group)
    if (keys) keys.push(key)
    else known.set(group, [key])
  }
  for (const name of into) {
    indexes[name].put(kept.get(name) ?? [])
    indexes[name].tidy()
  }
  return null
}

function answer(ask: Ask): Answers[keyof Answers] {
  switch (ask.op) {
    case 'replace':
      return replace(ask.side, ask.groups, ask.entries)
    case 'search':
      return indexes[ask.index].search(tokens(ask.query), { limit: ask.limit })
    case 'closeness':
      return ask.pairs.map(({ query, texts }) => {
        const asked = tokens(query)
        const core = tokens(query.filter((piece) => piece.core))
        return texts.map((each) => indexes[ask.index].closeness(asked, core, fieldsOf(each)))
      })
    case 'stats': {
      const [offered, all, demand] = [indexes.offered, indexes.all, indexes.demand].map((index) => index.stats())
      return {
        supply: all?.documents ?? 0,
        demand: demand?.documents ?? 0,
        bytes: (offered?.bytes ?? 0) + (all?.bytes ?? 0) + (demand?.bytes ?? 0),
      }
    }
  }
}

port.on('message', ({ number, ask }: ToWorker) => {
  let said: FromWorker
  try {
    said = { number, answer: answer(ask) }
  } catch (error) {
    said = { number, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  port.postMessage(said)
})
