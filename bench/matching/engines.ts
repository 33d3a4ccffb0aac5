import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import FlexSearch from 'flexsearch'
import MiniSearch from 'minisearch'
import { createTextIndex } from '../../engines/matching/index.ts'
import type { Row } from './corpus.ts'
import { fullTextSearch } from './postgres.ts'

export type Engine = {
  build(rows: Iterable<Row>): Promise<void>
  search(tokens: readonly string[], limit: number): Promise<string[]>
  /** Adds one, visible to the next search. */
  add(row: Row): Promise<void>
  close?(): Promise<void>
}
export const ours = 'engines/matching'

/** Every engine is given the same tokens, joined by spaces where it wants text, with the title counting three times where it can weigh. */
export const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  async [ours]() {
    const index = createTextIndex({ fields: [3, 1] })
    const shape = ({ key, title, text }: Row) => ({ key, fields: [title, text] })
    return {
      async build(rows) {
        let batch: Row[] = []
        for (const row of rows)
          if (batch.push(row) === 100_000) {
            index.put(batch.map(shape))
            batch = []
          }
        index.put(batch.map(shape))
      },
      search: async (tokens, limit) =>
        index
          .search(
            tokens.map((token) => ({ token, weight: 1 })),
            { limit },
          )
          .map((hit) => hit.key),
      add: async (row) => index.put([shape(row)]),
    }
  },

  async minisearch() {
    const index = new MiniSearch<{ key: string; title: string; text: string }>({
      idField: 'key',
      fields: ['title', 'text'],
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
      searchOptions: { boost: { title: 3 }, combineWith: 'OR' },
    })
    const shape = ({ key, title, text }: Row) => ({ key, title: title.join(' '), text: text.join(' ') })
    return {
      async build(rows) {
        for (const row of rows) index.add(shape(row))
      },
      search: async (tokens, limit) =>
        index
          .search(tokens.join(' '))
          .slice(0, limit)
          .map((hit) => hit.id as string),
      add: async (row) => index.add(shape(row)),
    }
  },

  async orama() {
    const tokenizer = {
      language: 'english',
      normalizationCache: new Map(),
      tokenize: (text: string) => text.split(' '),
    }
    const index = create({ schema: { title: 'string', text: 'string' } as const, components: { tokenizer } })
    const shape = ({ key, title, text }: Row) => ({ id: key, title: title.join(' '), text: text.join(' ') })
    return {
      async build(rows) {
        await insertMultiple(index, Array.from(rows, shape), 2000)
      },
      async search(tokens, limit) {
        const found = await searchOrama(index, { term: tokens.join(' '), limit, boost: { title: 3 }, threshold: 1 })
        return found.hits.map((hit) => hit.id)
      },
      async add(row) {
        await insertMultiple(index, [shape(row)])
      },
    }
  },

  async flexsearch() {
    const index = new FlexSearch.Index({ encode: (text: string) => text.split(' '), tokenize: 'strict' })
    const keys: string[] = []
    const put = ({ key, title, text }: Row) => index.add(keys.push(key) - 1, [...title, ...text].join(' '))
    return {
      async build(rows) {
        for (const row of rows) put(row)
      },
      search: async (tokens, limit) =>
        (index.search(tokens.join(' '), { limit, suggest: true }) as number[]).map((at) => keys[at] as string),
      async add(row) {
        put(row)
      },
    }
  },

  postgresql: fullTextSearch,
}
