import { request } from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, remove, temporaryFolder } from '../../server/platform/embedded-postgres/fault-support.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/platform/embedded-postgres/index.ts'
import { type Line, openLine } from './line.ts'
import { addOpenings, type Opening } from './openings.ts'
import { killAll, rowsOf, type Server, signIn, startServer, superuserOf, untilReady } from './server.ts'
import { type Sender, send } from './stream.ts'

const dataDir = temporaryFolder()
const silent = () => undefined
let postgres: EmbeddedPostgres
let line: Line
let server: Server
let sender: Sender
let openings: Opening[]

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir, log: { info: silent, warn: silent, error: silent } })
  line = await openLine(postgres.url)
  server = await startServer({ DATA_DIR: dataDir, DATABASE_URL: line.url }, ['--demo'])
  sender = { name: 'provider', headers: await signIn(server, 'provider') }
  openings = await addOpenings(dataDir, 10)
})
afterAll(async () => {
  await killAll()
  await line.cut()
  await postgres.stop()
  remove(dataDir)
})

test('a database that goes away is said to be away (503, with when to try again), and when it returns all works without a restart', async () => {
  await line.cut()
  try {
    const reads = await Promise.all(
      ['/api/v1/scenarios', '/api/v1/me', '/'].map((path) =>
        fetch(server.address + path, { headers: { ...sender.headers, accept: '*/*' } }),
      ),
    )
    expect(reads.map((each) => each.status)).toEqual([503, 503, 503])
    expect(reads.slice(0, 2).map((each) => each.headers.get('retry-after'))).toEqual(['2', '2'])
    expect(await reads[0]?.json()).toMatchObject({ code: 'unavailable', status: 503 })
    expect(await send(server, { key: 'away', sender, opening: openings[0] as Opening })).toBe(null)
    expect((await fetch(`${server.address}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
  } finally {
    await line.mend()
  }
  await untilReady(server)
  const answer = await send(server, { key: 'away', sender, opening: openings[0] as Opening })
  expect(answer?.replayed).toBe(false)
  expect(server.process.exitCode).toBe(null)
  // The jobs found their way back as well.
  await rowsOf(
    dataDir,
    `update app_clock set shift = interval '60 days'; select graphile_worker.add_job('intent_clock', '{}'::json)`,
  )
  await eventually(30, async () => {
    const [row] = await rowsOf<{ state: string }>(dataDir, `select state from intents where id = '${answer?.id}'`)
    return row?.state === 'expired'
  })
  await rowsOf(dataDir, `update app_clock set shift = interval '0'`)
})

test('SIGTERM ends within ten seconds, and the request under way still gets its answer', async () => {
  const hand = new pg.Client({ connectionString: superuserOf(dataDir) })
  await hand.connect()
  await hand.query('begin; lock table intents in exclusive mode')
  const answered = send(server, { key: 'last', sender, opening: openings[1] as Opening })
  await eventually(10, async () => {
    const [row] = await rowsOf<{ n: number }>(dataDir, 'select count(*)::int as n from pg_locks where not granted')
    return (row?.n ?? 0) > 0
  })
  const began = performance.now()
  server.process.kill('SIGTERM')
  await eventually(10, () => refuses(server.address))
  await hand.query('commit')
  await hand.end()
  expect(await answered).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), replayed: false })
  expect(await server.ended).toMatchObject({ code: 0, signal: null })
  expect(performance.now() - began).toBeLessThan(10_000)
  server = await startServer({ DATA_DIR: dataDir, DATABASE_URL: line.url })
  expect(await send(server, { key: 'last', sender, opening: openings[1] as Opening })).toEqual({
    id: (await answered)?.id,
    replayed: true,
  })
})

/** Whether no new connection is taken. */
function refuses(address: string): Promise<boolean> {
  return new Promise((settle) => {
    request(`${address}/healthz`, { agent: false }, (response) => {
      response.resume()
      settle(response.statusCode === 503)
    })
      .on('error', () => settle(true))
      .end()
  })
}
