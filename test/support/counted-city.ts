import { type StateOf, stageOf } from '../../engines/lifecycle/index.ts'
import { newId } from '../../server/platform/ids.ts'
import { insert } from '../builders/index.ts'
import { createWorld, type Person, type World } from './world.ts'

export type Row = Record<string, unknown>
/** Noon of a day in the city. */
export const at = (day: string) => `${day}T04:00:00.000Z`
const stamped = { created_at: at('2026-02-01'), updated_at: at('2026-02-01') }

export type CountedCity = {
  readonly world: World
  readonly operator: Person
  readonly leader: Person
  readonly auditor: Person
  readonly district: Person
  /** Key of the district where nearly everything is, and that everything of `district` is about. */
  readonly here: string
  readonly firm: (over?: Row) => Promise<string>
  readonly served: (organisationId: string, servedOn: string, over?: Row) => Promise<string>
}

/** A city in which everything that must not count is there beside what counts, for every figure of the cockpit. */
export async function createCountedCity(): Promise<CountedCity> {
  const world = await createWorld()
  const [first, , third] = world.app.platform.pack.districts.map((each) => each.key)
  const here = first as string
  const there = third as string
  const operator = await world.person({ roles: ['operator'] })
  const leader = await world.person({ roles: ['leader'] })
  const auditor = await world.person({ roles: ['auditor'] })
  const recorder = await world.person({ roles: ['broker'] })
  const district = await world.person({ roles: ['district_operator'], district: here })

  async function put(table: string, row: Row): Promise<string> {
    const id = newId()
    await insert(world.db, table, { id, ...stamped, ...row })
    return id
  }
  const firm = (over: Row = {}) =>
    put('organisations', {
      name: `计数测试单位${Math.random()}`,
      kind: 'firm',
      district: here,
      state: 'verified',
      state_since: at('2026-01-05'),
      ...over,
    })
  const served = (organisation_id: string, served_on: string, over: Row = {}) =>
    put('services', {
      kind: 'policy',
      organisation_id,
      served_on,
      summary: '政策辅导',
      recorded_by: recorder.id,
      confirmed_by: operator.id,
      confirmed_at: at('2026-06-01'),
      state: 'confirmed',
      state_since: at('2026-06-01'),
      ...over,
    })

  async function plant(): Promise<void> {
    const owner = await firm({ kind: 'government' })
    const opener = owner
    let serial = 0
    const scenario = async (state: StateOf<'scenario'>, over: Row = {}) => {
      serial += 1
      const { pack } = world.app.platform
      const domain = pack.classification.domains[serial % 2] as (typeof pack.classification.domains)[number]
      const id = await put('scenarios', {
        code: `QD-2026-7${String(serial).padStart(3, '0')}`,
        title: `计数测试场景${serial}`,
        owner_id: opener,
        owner_district: here,
        domain: domain.key,
        direction: domain.directions[0]?.key,
        districts: serial % 3 === 0 ? [here, there] : [here],
        state,
        stage: stageOf(state, state === 'suspended' ? 'published' : null),
        state_since: at('2026-03-01'),
        submitted_at: at('2026-02-02'),
        published_at: at(serial % 2 ? '2026-03-15' : '2026-05-20'),
        opportunity_cny: serial * 1_000_000,
        ...over,
      })
      await insert(world.db, 'openings', { id: newId(), scenario_id: id, position: 0, text: '开放方向' })
      return id
    }
    const parent = await scenario('demonstrating', { rung: 'super' })
    await scenario('published', { parent_id: parent, rung: 'super' })
    const open = await scenario('published')
    await scenario('suspended')
    await scenario('published', { synthetic: true, rung: 'super' })
    await scenario('terminated', { rung: 'super' })
    await scenario('withdrawn', { rung: 'super', published_at: null })
    await scenario('submitted', { rung: 'super', published_at: null })
    // The last minute of March in the city is still March.
    await scenario('published', { published_at: '2026-03-31T15:59:00.000Z' })
    await scenario('published', { published_at: '2026-03-31T16:00:00.000Z' })
    const example = await scenario('landing', { synthetic: true })

    const provider = await firm()
    const exampleFirm = await firm({ synthetic: true })
    const intent = async (state: string, over: Row = {}) => {
      const organisation_id = (over.organisation_id as string) ?? (await firm())
      const scenario_id = (over.scenario_id as string) ?? open
      const [opening] = await world.db.sql<{ id: string }>('select id from openings where scenario_id = $1', [
        scenario_id,
      ])
      await put('intents', {
        scenario_id,
        opening_id: opening?.id,
        owner_id: owner,
        owner_district: here,
        organisation_id,
        pitch: '我们有三台同类设备在港区运行一年，可先试用一个月。',
        state,
        state_since: at('2026-04-01'),
        created_at: at('2026-04-01'),
        holder: 'owner',
        due_at: '2099-01-01T00:00:00.000Z',
        ...over,
      })
    }
    for (const state of ['expressed', 'talking', 'letter_signed', 'contracted']) await intent(state)
    const late = { due_at: at('2026-04-20') }
    await intent('expressed', late)
    await intent('expressed', { ...late, scenario_id: example })
    await intent('talking', { ...late, organisation_id: exampleFirm })
    for (const state of ['declined', 'withdrawn', 'expired', 'landed']) await intent(state, { ...late })
    await intent('contracted', { holder: null, ...late, created_at: at('2026-05-02') })

    const agreement = async (kind: string, state: string, over: Row = {}) => {
      serial += 1
      const signed = ['signed', 'in_force', 'fulfilled', 'terminated', 'expired'].includes(state)
      return put('agreements', {
        code: `QDA-2026-7${String(serial).padStart(3, '0')}`,
        kind,
        state,
        state_since: at('2026-06-01'),
        scenario_id: open,
        owner_id: owner,
        owner_district: here,
        party_ids: [owner, provider],
        title: '协议',
        amount_cny: serial * 100_003,
        terms_hash: 'x',
        signed_on: signed ? (serial % 2 ? '2026-06-01' : '2026-07-01') : null,
        signed_at: signed ? at('2026-06-01') : null,
        ...over,
      })
    }
    const contract = await agreement('contract', 'in_force')
    await agreement('contract', 'signed', { scenario_id: parent })
    await agreement('contract', 'fulfilled')
    await agreement('contract', 'terminated')
    await agreement('contract', 'under_review')
    await agreement('letter', 'in_force')
    await agreement('contract', 'in_force', { synthetic: true, scenario_id: example })

    const project = async (state: string, over: Row = {}) => {
      serial += 1
      return put('projects', {
        code: `QDP-2026-7${String(serial).padStart(3, '0')}`,
        title: '落地项目',
        scenario_id: open,
        agreement_id: contract,
        owner_id: owner,
        owner_district: here,
        provider_id: provider,
        provider_ids: [provider],
        state,
        state_since: at('2026-08-01'),
        started_at: state === 'planned' ? null : at('2026-07-01'),
        accepted_at: state === 'accepted' ? at('2026-08-01') : null,
        time_zone: 'Asia/Shanghai',
        ...over,
      })
    }
    for (const state of ['running', 'planned', 'accepting', 'suspended', 'terminated']) await project(state)
    await project('running', { scenario_id: parent, started_at: at('2026-09-01') })
    await project('running', { synthetic: true, scenario_id: example })
    const accepted = await project('accepted')
    const again = await project('accepted', { scenario_id: parent, accepted_at: at('2026-09-09') })
    const exampleProject = await project('accepted', { synthetic: true, accepted_at: at('2026-07-07') })
    const unfinished = await project('accepting')
    const capability = async (projects: string[], over: Row = {}) => {
      serial += 1
      const id = await put('capabilities', {
        code: `QDC-2026-6${String(serial).padStart(3, '0')}`,
        title: `计数测试能力${serial}`,
        kind: 'product',
        organisation_id: provider,
        visibility: 'members',
        state: 'published',
        state_since: at('2026-02-02'),
        ...over,
      })
      for (const project_id of projects)
        await insert(world.db, 'project_capabilities', { project_id, capability_id: id })
    }
    await capability([accepted, again, exampleProject])
    await capability([again], { state: 'withdrawn' })
    await capability([unfinished])
    await capability([exampleProject])
    await capability([accepted], { synthetic: true })
    await capability([])

    const landed = async (state: string, landed_on: string, over: Row = {}) => {
      const organisation_id = await firm(over)
      const file_id = newId()
      await insert(world.db, 'files', {
        id: file_id,
        name: '证明.pdf',
        media_type: 'application/pdf',
        bytes: 1,
        sha256: 'x',
        uploaded_by: recorder.id,
        uploaded_at: at('2026-02-01'),
      })
      await put('landings', {
        organisation_id,
        landed_on,
        kind: 'innovative_firm',
        evidence: '营业执照',
        file_id,
        reported_by: recorder.id,
        decided_by: state === 'reported' ? null : operator.id,
        decided_at: state === 'reported' ? null : at('2026-06-06'),
        state,
        state_since: at('2026-06-06'),
        synthetic: over.synthetic === true,
      })
    }
    await landed('confirmed', '2026-01-01')
    await landed('confirmed', '2026-05-05', { district: there })
    await landed('confirmed', '2025-12-31')
    await landed('confirmed', '2026-04-04', { synthetic: true })
    await landed('confirmed', '2026-04-04', { state: 'suspended' })
    for (const state of ['reported', 'refused', 'revoked']) await landed(state, '2026-05-05')

    const twice = await firm()
    await served(twice, '2025-03-03')
    await served(twice, '2026-03-03')
    await served(twice, '2026-04-04')
    await served(await firm({ district: there }), '2026-04-30')
    await served(await firm(), '2025-04-04')
    await served(await firm({ synthetic: true }), '2026-04-04', { synthetic: true })
    // A real firm served in a synthetic scenario.
    await served(await firm(), '2026-04-04', { synthetic: true })
    await served(await firm({ state: 'suspended' }), '2026-04-04')
    for (const state of ['recorded', 'disputed', 'withdrawn'])
      await served(await firm(), '2026-04-04', { state, confirmed_by: null, confirmed_at: null })
  }

  await plant()
  return { world, operator, leader, auditor, district, here, firm, served }
}
