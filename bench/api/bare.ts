import { readFileSync } from 'node:fs'
import fastify from 'fastify'
import pg from 'pg'
import type { Captured } from './capture.ts'

/** What one could have at best: fastify and pg, each address answered by its statements and nothing else. Arguments: database address, file of statements. */
const [url = '', file = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c role=scenario_public' })
const known = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Captured[]>))

const app = fastify()
app.get('/*', async (request, reply) => {
  const statements = known.get(request.url)
  if (!statements) return reply.status(404).send()
  const results = await Promise.all(statements.map(({ text, values }) => pool.query(text, [...values])))
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(results.map(({ rows }) => rows)))
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`ready ${address}\n`)
