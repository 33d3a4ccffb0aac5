import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCheckpoints, verifyJournal } from '../../server/modules/records/index.ts'
import { createDatabase } from '../../server/platform/database/index.ts'
import { eventually, remove, temporaryFolder } from '../../server/platform/embedded-postgres/fault-support.ts'
import { newId } from '../../server/platform/ids.ts'
import { checkInvariants } from '../../server/platform/invariants/index.ts'
import { systemViewer } from '../../server/platform/viewer.ts'
import { addOpenings, type Opening } from './openings.ts'
import {
  kill,
  killAll,
  postmasterOf,
  rowsOf,
  type Server,
  signIn,
  startServer,
  superuserOf,
  untilReplaced,
} from './server.ts'
import { type Sender, send, streamUntilStruck, type Wish } from './stream.ts'

/** Half of them kill Node, half PostgreSQL; fewer for a quick look. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 50)
const perRound = 100

const dataDir = temporaryFolder()
let server: Server
let senders: Sender[]
let openings: Opening[]
const acknowledged = new Map<Wish, string>()
const restarts: number[] = []

beforeAll(async () => {
  server = await startServer({ DATA_DIR: dataDir })
  senders = [
    { name: 'provider', headers: await signIn(server, 'provider') },
    { name: 'provider2', headers: await signIn(server, 'provider2') },
  ]
  openings = await addOpenings(dataDir, rounds * perRound)
})
afterAll(async () => {
  await killAll()
  remove(dataDir)
})

let taken = 0
function nextWish(): Wish {
  const sender = senders[taken % 2] as Sender
  const opening = openings[Math.floor(taken / 2)] as Opening
  taken += 1
  return { key: `drill-${taken}`, sender, opening }
}

/** What had no answer is sent again under its key, as a client does, until there is one. */
async function settle(doubtful: readonly Wish[]): Promise<void> {
  for (const wish of doubtful) {
    await eventually(20, async () => {
      const answer = await send(server, wish)
      if (answer) acknowledged.set(wish, answer.id)
      return answer !== null
    })
  }
}

/** Every acknowledged intent is in the table once, nothing else is. */
async function expectExactly(wishes: ReadonlyMap<Wish, string>): Promise<void> {
  const rows = await rowsOf<{ id: string; opening: string; organisation: string }>(
    dataDir,
    'select i.id, i.opening_id as opening, o.name as organisation from intents i join organisations o on o.id = i.organisation_id order by i.id',
  )
  const names = { provider: '示例智能机器人有限公司', provider2: '示例海洋装备科技有限公司' }
  const wanted = [...wishes].map(([wish, id]) => ({
    id,
    opening: wish.opening.id,
    organisation: names[wish.sender.name as keyof typeof names],
  }))
  expect(rows).toEqual(wanted.sort((one, other) => (one.id < other.id ? -1 : 1)))
}

async function strikeInStream(round: number, strike: () => void): Promise<Wish[]> {
  // Another number each round, so that the blow falls on other moments of what is under way.
  const enough = 12 + ((round * 7) % 23)
  const struck = await streamUntilStruck(server, nextWish, { senders: 8, enough, strike })
  for (const [wish, id] of struck.acknowledged) acknowledged.set(wish, id)
  return struck.doubtful
}

test(`${rounds} times kill -9 under a stream of intents: what was acknowledged is there once, and the house is in order`, async () => {
  for (let round = 1; round <= rounds; round += 1) {
    const before = acknowledged.size
    let doubtful: Wish[]
    if (round % 2 === 1) {
      const postmaster = await postmasterOf(dataDir)
      doubtful = await strikeInStream(round, () => process.kill(postmaster, 'SIGKILL'))
      await untilReplaced(dataDir, server, postmaster)
    } else {
      doubtful = await strikeInStream(round, () => server.process.kill('SIGKILL'))
      await server.ended
      server = await startServer({ DATA_DIR: dataDir })
      restarts.push(server.took)
    }
    await settle(doubtful)
    await expectExactly(acknowledged)
    for (const [wish, id] of [...acknowledged].slice(before, before + 2)) {
      expect(await send(server, wish)).toEqual({ id, replayed: true })
    }
  }
  const last = restarts.sort((one, other) => one - other)
  if (last.length > 0) {
    const middle = last[Math.floor(last.length / 2)] as number
    process.stdout.write(
      `restart after kill -9 of Node: median ${Math.round(middle)} ms, slowest ${Math.round(last.at(-1) as number)} ms\n`,
    )
  }

  expect(
    await rowsOf(
      dataDir,
      `select 'record' as what, times, count(*)::int as intents from (select count(*) as times from journal_records where action = 'intent.express' group by subject_id) each group by times
       union all select 'notice', times, count(*)::int from (select count(*) as times from notifications where kind = 'intent_expressed' group by user_id, subject_id) each group by times order by what`,
    ),
  ).toEqual([
    { what: 'notice', times: '1', intents: acknowledged.size },
    { what: 'record', times: '1', intents: acknowledged.size },
  ])
  await expectSound()
}, 900_000)

async function expectSound(): Promise<void> {
  const url = superuserOf(dataDir)
  const database = createDatabase({ url, newId, onError() {} })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const checkpoints = await readCheckpoints(join(dataDir, 'checkpoints.jsonl'))
    const verdict = await database.read(systemViewer, (reading) => verifyJournal(reading, { checkpoints }))
    expect(verdict.firstBad).toBe(null)
    expect(await checkInvariants(client)).toEqual([])
  } finally {
    await client.end()
    await database.close()
  }
}

test('kill -9 while a job is at work: the next process takes it up, and each step happens to each intent once', async () => {
  await rowsOf(dataDir, `update app_clock set shift = interval '60 days'`)
  for (const strike of ['postgres', 'node'] as const) {
    const hand = new pg.Client({ connectionString: superuserOf(dataDir) })
    hand.on('error', () => undefined) // it dies with the database
    await hand.connect()
    // The job has marked its first intents and now waits to tell people: struck there, it has done half its work.
    await hand.query('begin; lock table notifications in exclusive mode')
    await rowsOf(dataDir, `select graphile_worker.add_job('intent_clock', '{}'::json)`)
    await eventually(20, async () => (await held()).waiting > 0)
    if (strike === 'postgres') {
      const postmaster = await postmasterOf(dataDir)
      process.kill(postmaster, 'SIGKILL')
      await untilReplaced(dataDir, server, postmaster)
    } else {
      await kill(server, 'SIGKILL')
      server = await startServer({ DATA_DIR: dataDir })
    }
    await hand.end().catch(() => undefined)
  }
  await eventually(60, async () => JSON.stringify(await held()) === '{"open":0,"jobs":0,"waiting":0}')
  expect(
    await rowsOf(
      dataDir,
      `select action, times::int, count(*)::int as intents from (select action, count(*) as times from journal_records
         where action in ('intent.remind', 'intent.escalate', 'intent.expire') group by action, subject_id) each group by action, times order by action`,
    ),
  ).toEqual(
    ['intent.escalate', 'intent.expire', 'intent.remind'].map((action) => ({
      action,
      times: 1,
      intents: acknowledged.size,
    })),
  )
  await expectSound()
})

async function held(): Promise<{ open: number; jobs: number; waiting: number }> {
  const [row] = await rowsOf<{ open: number; jobs: number; waiting: number }>(
    dataDir,
    `select (select count(*)::int from intents where state = 'expressed') as open,
            (select count(*)::int from graphile_worker._private_jobs where locked_at is not null) as jobs,
            (select count(*)::int from pg_locks where not granted and relation = 'notifications'::regclass) as waiting`,
  )
  return row ?? { open: -1, jobs: -1, waiting: -1 }
}
