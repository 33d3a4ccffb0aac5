import { undertakingVersion } from '../../contracts/reviews.ts'
import { createJourney, good, type Journey } from './journey.ts'
import type { Person, World } from './world.ts'

export const rubric = [
  { key: 'need', title: '需求真实', weight: 0.5, max: 100, step: 1 },
  { key: 'plan', title: '方案可行', weight: 0.3, max: 10, step: 0.5 },
  { key: 'value', title: '示范价值', weight: 0.2, max: 5, step: 1 },
]
const day = 86_400_000
export const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()

/** A round in the making, with what takes it along; experts are the three of `experts`, the first one chairs. */
export type Play = Journey & {
  readonly experts: readonly [Person, Person, Person]
  readonly scenarios: readonly string[]
  readonly round: string
  /** Item ids in the order of the scenarios. */
  readonly items: readonly string[]
  /** The review of one expert on one item: its path. */
  reviewOf(expert: Person, item: string): Promise<string>
  assign(pairs?: readonly [Person, string][]): Promise<void>
  sign(...people: Person[]): Promise<void>
  accept(expert: Person, item: string): Promise<string>
  startScoring(): Promise<void>
  score(expert: Person, item: string, scores: Record<string, number>, words?: object): Promise<string>
}

/** Two scenarios in review, a planned round over them, three experts in the pool. */
export async function playRound(world: World, count = 2): Promise<Play> {
  const journey = await createJourney(world)
  const experts = [
    await world.person({ roles: ['expert'], name: '专家甲' }),
    await world.person({ roles: ['expert'], name: '专家乙' }),
    await world.person({ roles: ['expert'], name: '专家丙' }),
  ] as const
  const scenarios: string[] = []
  for (let index = 0; index < count; index += 1) scenarios.push(await journey.at('in_review'))
  const office = world.as(journey.operator)
  const made = good(
    await office.post('/rounds', {
      title: '第一轮评审',
      scenarioIds: scenarios.map((each) => each.split('/').at(-1)),
      criteria: rubric,
      deadline: inDays(10),
      requiredReviews: 2,
      chairId: experts[0].id,
    }),
  ).body
  const round = `/rounds/${made.id}`
  const items = made.itemList.map((each: { id: string }) => each.id) as string[]

  async function reviewOf(expert: Person, item: string): Promise<string> {
    const [row] = await world.db.sql<{ id: string }>('select id from reviews where item_id = $1 and expert_id = $2', [
      item,
      expert.id,
    ])
    return `/reviews/${row?.id}`
  }
  const play: Play = {
    ...journey,
    experts,
    scenarios,
    round,
    items,
    reviewOf,
    async assign(pairs) {
      const all = pairs ?? experts.flatMap((expert) => items.map((item) => [expert, item] as const))
      const state = good(await office.get(round)).body.state
      if (state === 'planned') good(await office.act(round, 'assign'))
      const body = { pairs: all.map(([expert, itemId]) => ({ expertId: expert.id, itemId })) }
      good(await office.post(`${round}/assignments`, body))
    },
    async sign(...people) {
      for (const each of people)
        good(await world.as(each).post(`${round}/undertaking`, { version: undertakingVersion }))
    },
    async accept(expert, item) {
      const path = await reviewOf(expert, item)
      good(await world.as(expert).act(path, 'accept'))
      return path
    },
    async startScoring() {
      good(await office.act(round, 'start_scoring'))
    },
    async score(expert, item, scores, words = {}) {
      const path = await reviewOf(expert, item)
      const caller = world.as(expert)
      const seen = good(await caller.get(path)).body
      if (seen.state === 'invited') good(await caller.act(path, 'accept'))
      const started = seen.state === 'drafting' ? seen : good(await caller.act(path, 'start')).body
      good(await caller.patch(path, { scores, ...words }, { 'if-match': `"${started.version}"` }))
      good(await caller.act(path, 'submit'))
      return path
    },
  }
  return play
}
