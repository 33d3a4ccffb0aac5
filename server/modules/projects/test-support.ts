import { good } from '../../../test/support/journey.ts'
import type { Caller, Person, World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'

/** A scenario in landing, one contract on it in force, an intent that came so far, and the people of both sides. */
export async function settle(world: World) {
  const district = world.app.platform.pack.districts[2]?.key as string
  const owner = await world.person({ organisation: { kind: 'government', district } })
  const owner2 = await world.person({ organisation: owner.organisationId as string })
  const provider = await world.person({ organisation: { kind: 'firm', district } })
  const provider2 = await world.person({ organisation: provider.organisationId as string })
  /** A member of both sides. */
  const both = await world.person({ organisation: owner.organisationId as string })
  await world.db.sql(
    `insert into organisation_members (organisation_id, user_id, role, since) values ($1, $2, 'member', app_now())`,
    [provider.organisationId, both.id],
  )
  const stranger = await world.person({ organisation: { kind: 'firm' } })
  const operator = await world.person({ roles: ['operator'] })
  const auditor = await world.person({ roles: ['auditor'] })
  const leader = await world.person({ roles: ['leader'] })
  const near = await world.person({ roles: ['district_operator'], district })
  const far = await world.person({
    roles: ['district_operator'],
    district: world.app.platform.pack.districts[0]?.key as string,
  })
  return { district, owner, owner2, provider, provider2, both, stranger, operator, auditor, leader, near, far }
}
export type People = Awaited<ReturnType<typeof settle>>

let serial = 0
export async function landing(world: World, { owner, provider, district }: People, over: { state?: string } = {}) {
  serial += 1
  const [scenario, opening, intent, agreement] = [newId(), newId(), newId(), newId()]
  await world.db.sql(
    `insert into scenarios (id, code, title, domain, owner_id, owner_district, districts, state, stage, state_since, submitted_at, published_at, created_at, updated_at)
     values ($1, $2, $3, 'governance', $4, $5, array[$5], 'landing', 'landing', app_now(), app_now(), app_now(), app_now(), app_now())`,
    [scenario, `T-2026-${String(serial).padStart(4, '0')}`, `血液转运试点${serial}`, owner.organisationId, district],
  )
  await world.db.sql(`insert into openings (id, scenario_id, position, text) values ($1, $2, 0, '机器人转运')`, [
    opening,
    scenario,
  ])
  await world.db.sql(
    `insert into intents (id, scenario_id, opening_id, owner_id, owner_district, organisation_id, pitch, state, state_since, holder, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, '可先试用', 'contracted', app_now(), 'both', app_now(), app_now())`,
    [intent, scenario, opening, owner.organisationId, district, provider.organisationId],
  )
  await world.db.sql(
    `insert into agreements (id, code, kind, state, state_since, scenario_id, owner_id, owner_district, party_ids, title, terms_hash, amount_cny, signed_on, signed_at, created_at, updated_at)
     values ($1, $2, 'contract', $3, app_now(), $4, $5, $6, $7, '转运服务合同', 'x', 1000000, '2026-01-05', app_now(), app_now(), app_now())`,
    [
      agreement,
      `TA-2026-${String(serial).padStart(4, '0')}`,
      over.state ?? 'in_force',
      scenario,
      owner.organisationId,
      district,
      [owner.organisationId, provider.organisationId],
    ],
  )
  await world.db.sql(
    `insert into agreement_parties (agreement_id, organisation_id, position, role, share_millionths, intent_id)
     values ($1, $2, 0, 'owner', null, null), ($1, $3, 1, 'provider', 1000000, $4)`,
    [agreement, owner.organisationId, provider.organisationId, intent],
  )
  return { scenario, intent, agreement }
}

/** A day so many days from today, in the city. */
export function dayFrom(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(
    new Date(Date.now() + days * 86_400_000),
  )
}

export const plan = (agreementId: string, over: Record<string, unknown> = {}) => ({
  agreementId,
  title: '血液机器人转运试点',
  startsOn: dayFrom(-10),
  endsOn: dayFrom(90),
  milestones: [
    { title: '设备进场', dueOn: dayFrom(20) },
    { title: '场地改造', dueOn: dayFrom(40), responsible: 'owner' },
  ],
  indicators: [
    {
      name: '单次转运时长',
      unit: '分钟',
      baseline: 30,
      target: 10,
      direction: 'down',
      method: '连续七日平均值',
    },
  ],
  ...over,
})

/** A project that both sides agreed to and started; its path. */
export async function running(world: World, people: People, over: Record<string, unknown> = {}): Promise<string> {
  const { agreement } = await landing(world, people)
  const made = good(await world.as(people.provider).post('/projects', plan(agreement, over)))
  const path = `/projects/${made.body.id}`
  good(await world.as(people.provider).act(path, 'agree'))
  good(await world.as(people.owner).act(path, 'agree'))
  good(await world.as(people.owner).act(path, 'start'))
  return path
}

export async function upload(caller: Caller, name = '验收报告.pdf'): Promise<string> {
  const content = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
  return good(await caller.upload('/files', { name, content })).body.id
}

/** A reading of an indicator of the project, reported by one and, where wanted, confirmed by the other. */
export async function reading(
  world: World,
  path: string,
  of: { by: Person; value: number; days?: number; confirm?: Person; indicator?: number },
) {
  const project = good(await world.as(of.by).get(path)).body
  const at = new Date(Date.now() - (of.days ?? 0) * 86_400_000 - 3000).toISOString()
  const indicatorId = project.indicators[of.indicator ?? 0].id
  const made = good(await world.as(of.by).post('/readings', { indicatorId, value: of.value, at })).body
  if (of.confirm) good(await world.as(of.confirm).act(`/readings/${made.id}`, 'confirm'))
  return `/readings/${made.id}`
}
