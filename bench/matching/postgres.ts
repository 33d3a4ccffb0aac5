import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Ground, prepare } from '../../server/start.ts'
import type { Row } from './corpus.ts'
import type { Engine } from './engines.ts'

/** PostgreSQL's own full-text search: weighted `tsvector` of the tokens, GIN index, any of the query's words, ranked by `ts_rank`. */
export async function fullTextSearch(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'city-scenarios-bench-'))
  const ground: Ground = await prepare({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' })
  const client = new pg.Client({ connectionString: ground.databaseUrl })
  await client.connect()
  await client.query('create table bench_texts (key text primary key, search tsvector not null)')
  const vector = `setweight(array_to_tsvector($2::text[]), 'A') || setweight(array_to_tsvector($3::text[]), 'D')`
  const distinct = (tokens: readonly string[]) => [...new Set(tokens)]

  async function insert(rows: readonly Row[]): Promise<void> {
    await client.query(
      `insert into bench_texts select r->>'key',
         setweight(array_to_tsvector(array(select jsonb_array_elements_text(r->'title'))), 'A') ||
         setweight(array_to_tsvector(array(select jsonb_array_elements_text(r->'text'))), 'D')
         from jsonb_array_elements($1::jsonb) as r`,
      [JSON.stringify(rows.map(({ key, title, text }) => ({ key, title: distinct(title), text: distinct(text) })))],
    )
  }
  return {
    async build(rows) {
      let batch: Row[] = []
      for (const row of rows)
        if (batch.push(row) === 2000) {
          await insert(batch)
          batch = []
        }
      await insert(batch)
      await client.query('create index on bench_texts using gin (search)')
      await client.query('vacuum analyze bench_texts')
    },
    async search(tokens, limit) {
      const any = distinct(tokens)
        .map((token) => `'${token.replaceAll("'", "''")}'`)
        .join(' | ')
      const { rows } = await client.query<{ key: string }>(
        'select key from bench_texts, (select $1::tsquery as q) as asked where search @@ q order by ts_rank(search, q) desc limit $2',
        [any, limit],
      )
      return rows.map((row) => row.key)
    },
    async add({ key, title, text }) {
      await client.query(`insert into bench_texts values ($1, ${vector})`, [key, distinct(title), distinct(text)])
    },
    async close() {
      await client.end()
      await ground.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
