import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { createIndexHost, type IndexHost } from './index-host.ts'
import { spawnIndexWorker } from './index-thread.ts'
import { plantCapability } from './test-support.ts'

let world: World
let provider: Person
let host: IndexHost
const threads: Worker[] = []

beforeAll(async () => {
  world = await createWorld()
  provider = await world.person({ organisation: { kind: 'firm' } })
  const { log } = world.app.platform
  host = createIndexHost({
    database: world.db.database,
    log,
    spawn: () => {
      const worker = spawnIndexWorker()
      threads.push(worker)
      return worker
    },
  })
})
afterAll(async () => {
  await host.stop()
  await world.close()
})

const plant = (title: string) =>
  plantCapability(world, { organisationId: provider.organisationId as string, title, visibility: 'members' })
async function found(text: string): Promise<string[]> {
  const hits = await host.ask({ op: 'search', index: 'all', query: [{ text, weight: 1, core: true }], limit: 10 })
  return hits.map((hit) => hit.key)
}

test('a thread that is killed is started again and answers what was asked meanwhile', async () => {
  const id = await plant('深海取样机械臂')
  expect(await found('深海取样')).toEqual([id])
  const [first] = threads
  const asked = Array.from({ length: 20 }, () => found('深海取样'))
  await first?.terminate()
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, () => [id]))
  expect(await found('深海取样')).toEqual([id])
  expect(threads.length).toBe(2)
})

test('a lost connection is opened again, and what was changed in the gap is read then', async () => {
  const owner = await world.db.asOwner()
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'city-scenarios matching'`,
  )
  await owner.end()
  const id = await plant('极地冰层雷达')
  await expect.poll(() => found('极地冰层雷达'), { timeout: 10_000 }).toEqual([id])
  await world.db.sql('delete from capabilities where id = $1', [id])
  await expect.poll(() => found('极地冰层雷达'), { timeout: 10_000 }).toEqual([])
})

test('the note of a change stays with its transaction: one that was rolled back leaves none', async () => {
  const count = async () => (await world.db.sql<{ n: number }>('select count(*)::int as n from matching_changes'))[0]?.n
  const before = await count()
  const change = world.db.database.write(systemViewer, async (tx) => {
    await tx.sql.updateTable('capabilities').set({ title: '改名' }).execute()
    throw new Error('taken back')
  })
  await expect(change).rejects.toThrow('taken back')
  expect(await count()).toBe(before)
})
