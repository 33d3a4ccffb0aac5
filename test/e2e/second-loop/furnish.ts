import { undertakingVersion } from '../../../contracts/reviews.ts'
import { buildScenario } from '../../builders/scenario.ts'
import { good } from '../../support/good.ts'
import { createLanding } from '../../support/landing.ts'
import { createReviews } from '../../support/reviews.ts'
import type { City } from '../browser.ts'
import { createRemote } from '../remote.ts'

/** Something of everything the second loop brings, for looking at its pages; their paths below `/app`, the number of the scenario that went all the way. */
export async function furnish(city: City) {
  const remote = createRemote(city)
  const [owner, provider, operator, second, district, chair, expert] = await Promise.all([
    remote.person('owner'),
    remote.person('provider'),
    remote.person('operator'),
    remote.person('operator2'),
    remote.person('district'),
    remote.person('expert'),
    remote.person('expert2'),
  ])
  const landing = createLanding(remote, { owner, provider, operator, second })
  const act = async (by: typeof owner, path: string, action: string, body: object = {}) =>
    good(await remote.as(by).act(path, action, body)).body
  const make = async (by: typeof owner, path: string, body: object) => good(await remote.as(by).post(path, body)).body
  const place = good(await remote.as(owner).get(`/organisations/${owner.organisationId}`)).body.district

  async function inReview(title: string): Promise<string> {
    const path = `/scenarios/${(await make(owner, '/scenarios', buildScenario({ title, districts: [place] }))).id}`
    await act(owner, path, 'submit')
    await act(district, path, 'recommend')
    await act(operator, path, 'accept')
    await act(operator, path, 'send_to_review')
    return path
  }
  async function publicised(title: string): Promise<string> {
    const path = await inReview(title)
    const { decisions } = await act(operator, path, 'select', { reason: '需求真实' })
    await act(second, path, 'consent', { decisionId: decisions[0].id })
    for (const kind of ['confidentiality', 'fair_competition'])
      await make(operator, `${path}/clearances`, { kind, outcome: 'passed', signer: '李审查' })
    await act(operator, path, 'publicise')
    return path
  }
  async function call(): Promise<string> {
    const hours = async (n: number) => new Date((await remote.now()).getTime() + n * 3_600_000).toISOString()
    const made = await make(operator, '/calls', {
      title: '智慧交通场景征集',
      description: '征集需求真实、条件具备的场景。',
      criteria: [
        { key: 'need', title: '需求真实', description: '来自一线，有数据支撑。', weight: 0.6 },
        { key: 'openness', title: '条件开放', weight: 0.4 },
      ],
      opensAt: await hours(-1),
      closesAt: await hours(480),
      contact: '示例场景办公室',
    })
    await act(operator, `/calls/${made.id}`, 'open')
    return `/calls/${made.id}`
  }

  const path = await publicised('港区无人集卡夜间作业')
  await remote.shiftClock('12 days')
  await act(operator, path, 'publish')
  const intent = await landing.talk(path)
  const contract = await landing.inForce('contract', intent)
  await landing.accepted(await landing.running(contract))
  const project = await landing.running(contract, { title: '二期扩面' })
  await landing.measured(project, 0, 10)
  const reading = await landing.report(provider, project, 1, 7)
  const other = await landing.talk(path, provider, 1)
  const draft = await make(owner, '/agreements', { kind: 'letter', intentId: other.split('/').at(-1) })
  await act(operator, path, 'start_evaluation')
  const evaluation = await landing.evaluated(path)
  await act(operator, path, 'conclude')

  const { candidates } = good(await remote.as(owner).get(`${path}/promotion-prospects`)).body
  const promotion = `/promotions/${
    (
      await make(owner, '/promotions', {
        scenarioId: path.split('/').at(-1),
        toRung: 'laboratory',
        statement: '成效稳定。',
        summary: '夜间试点已验收。',
        evidence: candidates.map((each: { kind: string; subjectId: string }) => ({
          kind: each.kind,
          subjectId: each.subjectId,
          sentence: '见所附记录。',
        })),
      })
    ).id
  }`
  await act(owner, promotion, 'apply')
  await act(operator, promotion, 'check')
  await act(operator, promotion, 'send_to_review')
  const { decisions } = await act(operator, promotion, 'publicise', { reason: '成效属实' })
  await act(second, promotion, 'consent', { decisionId: decisions[0].id })

  const judged = await inReview('原水管线机器人巡检')
  const round = await make(operator, '/rounds', {
    title: '机器人场景评审',
    scenarioIds: [judged.split('/').at(-1)],
    criteria: [
      { key: 'need', title: '需求真实', weight: 0.6 },
      { key: 'openness', title: '条件开放', weight: 0.4 },
    ],
    deadline: new Date((await remote.now()).getTime() + 864_000_000).toISOString(),
    requiredReviews: 1,
    chairId: chair.id,
  })
  await act(operator, `/rounds/${round.id}`, 'assign')
  const pairs = [chair, expert].map((each) => ({ expertId: each.id, itemId: round.itemList[0].id }))
  await make(operator, `/rounds/${round.id}/assignments`, { pairs })
  const reviews = createReviews(remote, '')
  for (const each of [chair, expert]) {
    await make(each, `/rounds/${round.id}/undertaking`, { version: undertakingVersion })
    for (const one of await reviews.of(each)) await act(each, one, 'accept')
  }
  await act(operator, `/rounds/${round.id}`, 'start_scoring')
  const [desk] = await reviews.of(expert)
  await act(expert, desk as string, 'start')
  for (const one of await reviews.of(chair)) await reviews.score(chair, one, { need: 80, openness: 90 }, {})

  const firm = { organisationId: provider.organisationId }
  const on = await landing.day(-1)
  const service = await make(operator, '/services', { ...firm, kind: 'policy', date: on, summary: '讲解支持政策。' })
  await make(operator, '/landings', {
    ...firm,
    kind: 'innovative_firm',
    landedOn: on,
    evidence: '已注册并取得营业执照。',
    fileId: await landing.file(operator, '营业执照.pdf'),
  })
  return {
    code: good(await remote.as(null).get(path)).body.code as string,
    path,
    call: await call(),
    contract,
    letter: `/agreements/${draft.id}`,
    project,
    reading,
    evaluation,
    promotion,
    round: `/rounds/${round.id}`,
    desk: desk as string,
    service: `/services/${service.id}`,
  }
}
