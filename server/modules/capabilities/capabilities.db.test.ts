import { rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilityCreate, capabilityQuery } from '../../../contracts/capabilities.ts'
import { buildOrganisation, buildPerson, refusalOf, testPlatform } from '../../../test/builders/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import { anonymous, type Viewer } from '../../platform/viewer.ts'
import { readRows } from '../../platform/workbook/index.ts'
import { createCatalog } from '../catalog/index.ts'
import { retireCapabilities } from './commands/act.ts'
import type { CapabilityDeps } from './context.ts'
import { type CapabilityService, createCapabilityService } from './service.ts'

let db: TestDatabase
let deps: CapabilityDeps
let service: CapabilityService
let provider: Viewer
let rival: Viewer
let operator: Viewer
let leader: Viewer
let track: string

const draft = (over = {}) => capabilityCreate.parse({ title: '虚拟电厂聚合调度平台', kind: 'product', ...over })
const full = (over = {}) =>
  draft({ description: '接入分布式电源与可调负荷，统一调度。', tracks: [track], readiness: 8, ...over })
const query = (over = {}) => capabilityQuery.parse(over)
const act = (viewer: Viewer, id: string, action: 'publish' | 'renew' | 'withdraw', version: number, reason?: string) =>
  service.act(viewer, { id, action, version, reason })

beforeAll(async () => {
  db = await createTestDatabase()
  const platform = await testPlatform(db)
  const { keys, words } = createCatalog(platform)
  deps = { ...platform, keys, words }
  service = createCapabilityService(deps)
  track = platform.pack.classification.tracks[0]?.key ?? ''
  provider = await buildPerson(db, {
    organisations: [await buildOrganisation(db, { name: '青岛示例电力科技有限公司' })],
  })
  rival = await buildPerson(db, { organisations: [await buildOrganisation(db)] })
  operator = await buildPerson(db, { roles: ['operator'] })
  leader = await buildPerson(db, { roles: ['leader'] })
})
afterAll(() => db.drop())

describe('publishing', () => {
  test('names what is missing, then gives a code and twelve months', async () => {
    const made = await service.create(provider, draft())
    expect(made).toMatchObject({
      state: 'draft',
      code: null,
      version: 1,
      visibility: 'public',
      actions: ['publish', 'withdraw'],
    })
    expect(await refusalOf(act(provider, made.id, 'publish', 1))).toBe(
      'incomplete description:required tracks:required',
    )
    const { tracks, description } = full()
    const changed = await service.change(provider, made.id, { tracks, description }, 1)
    const published = await act(provider, made.id, 'publish', changed.version)
    expect(published).toMatchObject({ state: 'published', actions: ['renew', 'withdraw'] })
    expect(published.code).toMatch(new RegExp(`^${deps.pack.city.codePrefix}C-\\d{4}-0001$`))
    expect(Number(published.freshUntil?.slice(0, 4)) - Number(published.stateSince.slice(0, 4))).toBe(1)
    expect((await service.get(anonymous, published.code as string)).id).toBe(made.id)
    expect(await refusalOf(service.change(provider, made.id, { description: null }, published.version))).toBe(
      'incomplete description:required',
    )
  })

  test('a firm that is not verified drafts but does not publish', async () => {
    const firm = await buildPerson(db, { organisations: [await buildOrganisation(db, { state: 'unverified' })] })
    const made = await service.create(firm, full())
    expect(await refusalOf(act(firm, made.id, 'publish', 1))).toBe('organisation_unverified')
  })

  test('codes are given once each, also to twenty at a time', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) => service.create(provider, full({ title: `能力${at}` }))),
    )
    const codes = await Promise.all(made.map(async (each) => (await act(provider, each.id, 'publish', 1)).code))
    expect(new Set(codes).size).toBe(20)
  })
})

test('bad input is refused field by field', async () => {
  const withProof = (at: string) =>
    refusalOf(service.create(provider, draft({ proofs: [{ text: '某港应用', kind: 'delivery', at }] })))
  expect({
    track: await refusalOf(service.create(provider, draft({ tracks: [track, 'no-such-track'] }))),
    file: await refusalOf(service.create(provider, draft({ attachments: [newId()] }))),
    month: await withProof('2025-13'),
    day: await withProof('2025-02-30'),
    words: await withProof('去年'),
    year: await withProof('2025'),
    foreign: await refusalOf(service.create(provider, draft({ organisationId: rival.organisationId ?? '' }))),
    nobody: await refusalOf(service.create(leader, draft())),
  }).toEqual({
    track: 'invalid_request tracks.1:unknown_key',
    file: 'invalid_request attachments.0:unknown_file',
    month: 'invalid_request proofs.0.at:invalid_format',
    day: 'invalid_request proofs.0.at:invalid_format',
    words: 'invalid_request proofs.0.at:invalid_format',
    year: null,
    foreign: 'forbidden',
    nobody: 'forbidden',
  })
})

test('drafts are their firm’s alone, members-only ones are for members, public ones for everybody', async () => {
  const drafted = await service.create(provider, full({ title: '草稿能力' }))
  const inner = await service.create(provider, full({ title: '仅会员能力', visibility: 'members' }))
  await act(provider, inner.id, 'publish', 1)
  const open = await service.create(provider, full({ title: '公开能力' }))
  await act(provider, open.id, 'publish', 1)
  const sees = async (viewer: Viewer) => {
    const listed = (await service.list(viewer, query({ limit: 200 }))).items.map((each) => each.id)
    return Promise.all(
      [drafted, inner, open].map(async ({ id }) => {
        const got = (await refusalOf(service.get(viewer, id))) === null
        expect(listed.includes(id)).toBe(got)
        return got
      }),
    )
  }
  expect({
    provider: await sees(provider),
    rival: await sees(rival),
    operator: await sees(operator),
    leader: await sees(leader),
    anonymous: await sees(anonymous),
  }).toEqual({
    provider: [true, true, true],
    rival: [false, true, true],
    operator: [false, true, true],
    leader: [false, false, true],
    anonymous: [false, false, true],
  })
  expect(await refusalOf(service.history(rival, open.id, { limit: 5 }))).toBe('forbidden')
  expect((await service.history(provider, open.id, { limit: 5 })).items.map((each) => each.action)).toEqual([
    'capability.publish',
    'capability.create',
  ])
  expect(await refusalOf(service.change(rival, open.id, { title: '改名' }, 2))).toBe('forbidden')
  expect(await refusalOf(service.change(rival, drafted.id, { title: '改名' }, 1))).toBe('not_found')
  expect(await refusalOf(service.change(provider, drafted.id, { title: '改名' }, 9))).toBe('stale')
})

test('found by its own words, its firm and its track; filtered and paged in any order', async () => {
  const made = await service.create(provider, full({ title: '海底电缆巡检机器人', readiness: null }))
  await act(provider, made.id, 'publish', 1)
  const found = async (q: string) =>
    (await service.list(anonymous, query({ q, limit: 200 }))).items.map((each) => each.id)
  expect(await found('电缆巡检')).toEqual([made.id])
  expect(await found('示例电力科技')).toContain(made.id)
  expect(await found('不存在的词')).toEqual([])
  for (const sort of ['-updatedAt', 'title', '-readiness'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await service.list(anonymous, query({ sort, limit: 4, ...(cursor && { cursor }) }))
      seen.push(...page.items.map((each) => each.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const all = (await service.list(anonymous, query({ limit: 200 }))).items.map((each) => each.id)
    expect(seen.toSorted()).toEqual(all.toSorted())
  }
  expect((await service.list(anonymous, query({ minReadiness: '9' }))).total).toBe(0)
  db.statements()
  await service.list(anonymous, query({ limit: 1 }))
  const one = db.statements().length
  await service.list(anonymous, query({ limit: 3 }))
  expect(db.statements().length).toBe(one)
})

test('goes stale after twelve months, once, is renewed; an operator takes it down with a reason', async () => {
  const made = await service.create(provider, full({ title: '会过期的能力' }))
  await act(provider, made.id, 'publish', 1)
  await db.shiftClock('400 days')
  const counts = await Promise.all([retireCapabilities(deps), retireCapabilities(deps)])
  expect(await retireCapabilities(deps)).toBe(0)
  expect(counts[0] + counts[1]).toBeGreaterThan(0)
  const stale = await service.get(provider, made.id)
  expect(stale).toMatchObject({ state: 'stale', actions: ['renew', 'withdraw'] })
  const told = await db.sql(`select user_id from notifications where subject_id = $1 and kind = 'capability_stale'`, [
    made.id,
  ])
  expect(told).toEqual([{ user_id: provider.userId }])
  const renewed = await act(provider, made.id, 'renew', stale.version)
  expect(renewed.state).toBe('published')
  expect(renewed.code).toBe(stale.code)
  expect(await refusalOf(act(operator, made.id, 'withdraw', renewed.version))).toBe('invalid_request reason:required')
  expect(await refusalOf(act(operator, made.id, 'renew', renewed.version))).toBe('forbidden')
  expect((await act(operator, made.id, 'withdraw', renewed.version, '信息不实')).state).toBe('withdrawn')
  expect(await refusalOf(service.get(rival, made.id))).toBe('not_found')
})

test('an export is the list in words; nothing in it runs, codes stay texts', async () => {
  const made = await service.create(provider, full({ title: '=HYPERLINK("http://x")' }))
  await act(provider, made.id, 'publish', 1)
  const path = `/tmp/capabilities-${newId()}.xlsx`
  await writeFile(path, service.export(anonymous, query(), 'xlsx', 'zh'))
  const rows: unknown[][] = []
  for await (const { cells } of readRows(path, { maxRows: 1000 })) rows.push([...cells])
  await rm(path)
  expect(rows.find((row) => row[1] === '=HYPERLINK("http://x")')?.[2]).toBe('产品')
  let csv = ''
  for await (const chunk of service.export(anonymous, query(), 'csv', 'en')) csv += chunk
  expect(csv.startsWith('\uFEFFCode,Title,')).toBe(true)
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
})
