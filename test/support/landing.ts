import { good } from './good.ts'
import type { Answer, Person, World } from './world.ts'

/** Where it is done: in the test's own process, or on a server that runs elsewhere. */
export type Ground = Pick<World, 'as' | 'shiftClock'> & {
  /** The clock of the database. */
  now(): Promise<Date>
  readonly timeZone: string
}

export function groundOf(world: World): Ground {
  return {
    as: world.as,
    shiftClock: world.shiftClock,
    timeZone: world.app.platform.pack.city.timezone,
    async now() {
      const [row] = await world.db.sql<{ now: string }>('select app_now() as now')
      return new Date(row?.now as string)
    },
  }
}

/** The two sides of what lands, and two operators. */
export type Sides = {
  readonly owner: Person
  readonly provider: Person
  readonly operator: Person
  readonly second: Person
}
const contact = { name: '道经理', mobile: '13900001111', email: null }
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const idOf = (path: string) => path.split('/').at(-1) as string

/** What takes a published scenario through landing, demonstration and evaluation over the API. Paths are those below `/api/v1`. */
export function createLanding(world: Ground, { owner, provider, operator, second }: Sides) {
  /** A day of the database's clock in the city, so many days from now. */
  async function day(from = 0): Promise<string> {
    const at = new Date((await world.now()).getTime() + from * 86_400_000)
    return new Intl.DateTimeFormat('sv', { timeZone: world.timeZone }).format(at)
  }
  async function file(person: Person, name = '附件.pdf'): Promise<string> {
    return good(await world.as(person).upload('/files', { name, content: pdf })).body.id
  }
  async function express(scenario: string, by = provider, opening = 0): Promise<string> {
    const { id, openings } = good(await world.as(by).get(scenario)).body
    const made = await world.as(by).post('/intents', {
      scenarioId: id,
      openingId: openings[opening].id,
      pitch: '我司的无人集卡已在两座码头连续运行，愿带车队参与夜间试点。',
      contact,
    })
    return `/intents/${good(made).body.id}`
  }
  /** An intent the owner took up. */
  async function talk(scenario: string, by = provider, opening = 0): Promise<string> {
    const path = await express(scenario, by, opening)
    good(await world.as(owner).act(path, 'accept'))
    return path
  }
  async function openTender() {
    return { route: 'open_tender', noticeNumber: 'GK-2026-118', noticeFileId: await file(owner, '中标公告.pdf') }
  }
  async function signs(person: Person, path: string, over: Record<string, unknown> = {}): Promise<Answer> {
    const { termsHash } = good(await world.as(person).get(path)).body
    return world.as(person).act(path, 'sign', { termsHash, ...over })
  }
  /** Drafted by the owner, put before both, signed by both; a contract names its lawful route unless told otherwise. */
  async function signed(
    kind: 'letter' | 'contract',
    intent: string,
    over: Record<string, unknown> = {},
    by = provider,
  ): Promise<string> {
    const { id, code } = good(
      await world.as(owner).post('/agreements', {
        kind,
        intentId: idOf(intent),
        terms: '双方就夜间水平运输开展试点，验收以双方确认的指标为准。',
        ...(kind === 'contract' && { amountCny: 3_600_000, procurement: await openTender() }),
        ...over,
      }),
    ).body
    const path = `/agreements/${id}`
    if (code === null) good(await world.as(owner).act(path, 'send_for_review'))
    good(await signs(owner, path))
    good(await signs(by, path, { signedOn: await day(), signedCopyIds: [await file(by, '签署件.pdf')] }))
    return path
  }
  async function inForce(
    kind: 'letter' | 'contract',
    intent: string,
    over: Record<string, unknown> = {},
    by = provider,
  ) {
    const path = await signed(kind, intent, over, by)
    good(await world.as(owner).act(path, 'enter_into_force'))
    return path
  }
  /** A project planned by the provider, with one milestone and two indicators, one of which is to fall. */
  async function planned(agreement: string, over: Record<string, unknown> = {}, by = provider): Promise<string> {
    const made = await world.as(by).post('/projects', {
      agreementId: idOf(agreement),
      title: '夜间无人集卡试点',
      startsOn: await day(),
      endsOn: await day(180),
      milestones: [{ title: '首车上线', dueOn: await day(30), responsible: 'provider' }],
      indicators: [
        {
          name: '夜间单箱作业时间',
          unit: '分钟',
          baseline: 12,
          target: 8,
          direction: 'down',
          method: '取调度系统每月夜班平均值。',
        },
        {
          name: '单车连续作业时间',
          unit: '小时',
          baseline: 4,
          target: 10,
          direction: 'up',
          method: '取车载记录的月度中位数。',
        },
      ],
      ...over,
    })
    return `/projects/${good(made).body.id}`
  }
  /** Both sides agree to the indicators, and it starts. */
  async function running(agreement: string, over: Record<string, unknown> = {}, by = provider): Promise<string> {
    const path = await planned(agreement, over, by)
    good(await world.as(by).act(path, 'agree'))
    good(await world.as(owner).act(path, 'agree'))
    good(await world.as(owner).act(path, 'start'))
    return path
  }
  /** Reports a value of the project's indicator, as of now. */
  async function report(person: Person, project: string, indicator: number, value: number): Promise<string> {
    const { indicators } = good(await world.as(person).get(project)).body
    const at = new Date((await world.now()).getTime() - 1000).toISOString()
    const made = await world.as(person).post('/readings', { indicatorId: indicators[indicator].id, value, at })
    return `/readings/${good(made).body.id}`
  }
  async function measured(project: string, indicator: number, value: number, by = provider): Promise<string> {
    const reading = await report(by, project, indicator, value)
    good(await world.as(by === owner ? provider : owner).act(reading, 'confirm'))
    return reading
  }
  /** Milestones done, every indicator measured at its target, submitted by the provider and accepted by the owner. */
  async function accepted(project: string, by = provider): Promise<void> {
    const seen = good(await world.as(by).get(project)).body
    for (const [at, each] of seen.indicators.entries()) await measured(project, at, each.target, by)
    for (const each of seen.milestones) {
      const { version } = good(await world.as(by).get(project)).body
      const done = { doneOn: await day() }
      good(await world.as(by).patch(`${project}/milestones/${each.id}`, done, { 'if-match': `"${version}"` }))
    }
    const report = { summary: '试点按期完成，指标均达到目标。', fileId: await file(by, '验收报告.pdf') }
    good(await world.as(by).act(project, 'submit_acceptance', report))
    const minutes = { opinion: '同意验收。', fileId: await file(owner, '验收会议纪要.pdf') }
    good(await world.as(owner).act(project, 'accept', minutes))
  }
  /** An evaluation of the scenario: computed, open to appeal, published. */
  async function evaluated(scenario: string): Promise<string> {
    const [system] = good(await world.as(operator).get('/evaluations/systems')).body.items
    const made = await world.as(operator).post('/evaluations', {
      title: '落地成效评估',
      system: system.key,
      scenarioIds: [good(await world.as(operator).get(scenario)).body.id],
    })
    const path = `/evaluations/${good(made).body.id}`
    good(await world.as(operator).act(path, 'compute'))
    good(await world.as(operator).act(path, 'open_appeals', { days: 1 }))
    await world.shiftClock('5 days')
    good(await world.as(second).act(path, 'publish'))
    return path
  }
  return {
    day,
    file,
    express,
    talk,
    openTender,
    signs,
    signed,
    inForce,
    planned,
    running,
    report,
    measured,
    accepted,
    evaluated,
  }
}
export type Landing = ReturnType<typeof createLanding>
