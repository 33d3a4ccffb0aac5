import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createAgreementWorld } from '../../../test/support/agreements.ts'
import { good } from '../../../test/support/journey.ts'
import type { Person } from '../../../test/support/world.ts'
import { anonymous, type Viewer } from '../../platform/viewer.ts'
import { readRows } from '../../platform/workbook/index.ts'

const here = await createAgreementWorld()
const {
  world,
  journey,
  owner,
  provider,
  second,
  outsider,
  leader,
  auditor,
  fileOf,
  talks,
  begin,
  reviewed,
  signs,
  signed,
} = here
let scenario: string
afterAll(() => here.world.close())
beforeEach(async () => {
  scenario = await here.fresh()
})

describe('who sees what', () => {
  test('leaders see what was signed without its words; everybody else what is theirs', async () => {
    const path = await reviewed('contract')
    expect((await world.as(leader).get(path)).status).toBe(404)
    good(await signs(owner, path))
    good(await signs(provider, path, { signedOn: '2026-11-18', signedCopyIds: [await fileOf(provider)] }))
    const seen = good(await world.as(leader).get(path)).body
    expect(seen).toMatchObject({ state: 'signed', amountCny: 3_600_000, signedOn: '2026-11-18', actions: [] })
    expect(['terms', 'attachments', 'signedCopy', 'termsHash'].filter((key) => key in seen)).toEqual([])
    expect(seen.procurement).toMatchObject({ route: 'open_tender', ground: null, noticeFile: null })
    expect(
      seen.parties.map((each: { signedBy: unknown; intentId: unknown }) => [each.signedBy, each.intentId]),
    ).toEqual([
      [null, null],
      [null, null],
    ])
    expect((await world.as(leader).get(`${path}/history`)).status).toBe(403)
    const whole = good(await world.as(auditor).get(path)).body
    const file = whole.signedCopy[0].id
    expect((await world.as(leader).get(`/files/${file}`)).status).toBe(404)
    expect((await world.as(auditor).get(`/files/${file}`)).status).toBe(200)
    expect((await world.as(journey.district).get(`/files/${file}`)).status).toBe(200)
    for (const each of [outsider, second]) expect((await world.as(each).get(path)).status).toBe(404)
  })

  test('the database itself shows nobody else a row, leaders no paper, and lets nobody sign for another', async () => {
    const path = await signed('contract')
    const id = path.split('/').at(-1) as string
    const viewerOf = (person: Person, roles: Viewer['roles'] = []): Viewer => ({
      ...anonymous,
      userId: person.id,
      roles,
      organisations: person.organisationId
        ? [{ id: person.organisationId, role: 'member', state: 'verified', kind: 'firm', district: null }]
        : [],
    })
    const seen = (viewer: Viewer) =>
      world.db.database.read(viewer, async ({ sql }) => [
        (await sql.selectFrom('agreements').select('id').where('id', '=', id).execute()).length,
        (await sql.selectFrom('agreement_parties').select('role').where('agreement_id', '=', id).execute()).length,
        (await sql.selectFrom('agreement_files').select('file_id').where('agreement_id', '=', id).execute()).length,
      ])
    expect(await seen(viewerOf(provider))).toEqual([1, 2, 2])
    expect(await seen(viewerOf(outsider))).toEqual([0, 0, 0])
    expect(await seen(viewerOf(leader, ['leader']))).toEqual([1, 2, 0])
    expect(await seen(viewerOf(auditor, ['auditor']))).toEqual([1, 2, 2])
    const forged = world.db.database.write(viewerOf(provider), ({ sql, now }) =>
      sql
        .updateTable('agreement_parties')
        .set({ signed_at: now, signed_by: provider.id, signed_hash: 'x' })
        .where('agreement_id', '=', id)
        .where('role', '=', 'owner')
        .execute(),
    )
    await expect(forged).rejects.toMatchObject({ code: '42501' })
  })

  test('lists find by what is asked, at the same number of statements for one row and for three', async () => {
    const intentId = await talks(provider)
    const letter = await begin('letter', { intentId, title: '灰鲸试点意向书' })
    const contract = await signed('contract', { intentId })
    await begin('contract', { intentId, amountCny: 9_000_000 })
    const idOf = (path: string) => path.split('/').at(-1) as string
    const on = `scenario=${idOf(scenario)}`
    const find = async (person: Person, query: string): Promise<string[]> =>
      good(await world.as(person).get(`/agreements?${query}`)).body.items.map((each: { id: string }) => each.id)
    await find(owner, on)
    world.db.statements()
    const one = await find(owner, `${on}&limit=1`)
    const few = world.db.statements().length
    const three = await find(owner, on)
    expect([one.length, three.length, world.db.statements().length]).toEqual([1, 3, few])
    const { openings } = good(await world.as(owner).get(scenario)).body
    const { domain, direction } = good(await world.as(owner).get(scenario)).body
    expect({
      letter: await find(owner, `${on}&kind=letter`),
      signed: await find(owner, `${on}&state=signed,in_force`),
      dates: await find(owner, `${on}&signedFrom=2026-11-01&signedTo=2026-11-30`),
      before: await find(owner, `${on}&signedTo=2026-11-01`),
      words: await find(owner, `q=${encodeURIComponent('灰鲸')}`),
      intent: (await find(owner, `intent=${intentId}`)).length,
      opening: (await find(owner, `opening=${openings[0].id}`)).length,
      otherOpening: await find(owner, `opening=${openings[1].id}`),
      place: (await find(owner, `${on}&domain=${domain}&direction=${direction}&district=${journey.districtKey}`))
        .length,
      elsewhere: await find(owner, `${on}&domain=none`),
      real: (await find(owner, `${on}&synthetic=false`)).length,
      synthetic: await find(owner, `${on}&synthetic=true`),
      amount: (await find(owner, `${on}&sort=-amountCny`)).at(-1),
      provider: (await find(provider, `${on}&organisation=${provider.organisationId}`)).length,
      outsider: await find(outsider, on),
      leader: await find(leader, on),
      operator: await find(journey.operator, on),
      district: await find(journey.district, on),
    }).toEqual({
      letter: [idOf(letter)],
      signed: [idOf(contract)],
      dates: [idOf(contract)],
      before: [],
      words: [idOf(letter)],
      intent: 3,
      opening: 3,
      otherOpening: [],
      place: 3,
      elsewhere: [],
      real: 3,
      synthetic: [],
      amount: idOf(letter),
      provider: 3,
      outsider: [],
      leader: [idOf(contract)],
      operator: [idOf(contract)],
      district: [idOf(contract)],
    })
    expect((await world.as(owner).get('/agreements?sort=title')).status).toBe(400)
    const first = good(await world.as(owner).get(`/agreements?${on}&sort=-amountCny&limit=2`)).body
    const rest = await find(owner, `${on}&sort=-amountCny&limit=2&cursor=${first.nextCursor}`)
    expect([first.items.length, first.total, rest]).toEqual([2, 3, [idOf(letter)]])
  })
})

test('the workbook has the rows of the list', async () => {
  const path = await signed('contract', { number: 'HT-2026-009' })
  const { code, title } = good(await world.as(owner).get(path)).body
  const answer = await world.as(owner).get('/agreements/export.xlsx?q=HT-2026-009')
  const file = join(world.config.dataDir, 'agreements.xlsx')
  await writeFile(file, answer.raw.rawPayload)
  const rows: unknown[][] = []
  for await (const { cells } of readRows(file, { maxRows: 100 })) rows.push([...cells])
  expect(rows.length).toBe(2)
  expect(rows[1]?.slice(0, 5)).toEqual([code, '合同', title, 'HT-2026-009', '已签署'])
})
