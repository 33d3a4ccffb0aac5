import { buildScenario } from '../builders/scenario.ts'
import { good } from './good.ts'
import { createLanding, groundOf, type Landing } from './landing.ts'
import type { Person, World } from './world.ts'

export { good } from './good.ts'

/** People of one district and what brings a scenario along its way over the API. */
export type Journey = {
  readonly districtKey: string
  readonly owner: Person
  readonly operator: Person
  readonly second: Person
  readonly district: Person
  readonly provider: Person
  /** A complete draft; its path below `/api/v1`. */
  draft(overrides?: Record<string, unknown>): Promise<string>
  /** A scenario taken as far as `state`. */
  at(state: Way, overrides?: Record<string, unknown>): Promise<string>
  /** The steps after publication, for tests that stop between them. */
  readonly landing: Landing
  /** Kinds of the news of a person, newest first, about the thing. */
  news(person: Person, path: string): Promise<string[]>
}
const way = [
  'draft',
  'submitted',
  'refining',
  'in_review',
  'selected',
  'publicised',
  'published',
  'landing',
  'demonstrating',
  'evaluating',
  'concluded',
] as const
type Way = (typeof way)[number]

export async function createJourney(world: World): Promise<Journey> {
  const districtKey = world.app.platform.pack.districts[2]?.key as string
  const owner = await world.person({ organisation: { kind: 'government', district: districtKey } })
  const operator = await world.person({ roles: ['operator'] })
  const second = await world.person({ roles: ['operator'] })
  const district = await world.person({ roles: ['district_operator'], district: districtKey })
  const provider = await world.person({ organisation: { kind: 'firm' } })

  const landing = createLanding(groundOf(world), { owner, provider, operator, second })

  async function draft(overrides: Record<string, unknown> = {}): Promise<string> {
    const made = good(
      await world.as(owner).post('/scenarios', buildScenario({ districts: [districtKey], ...overrides })),
    )
    return `/scenarios/${made.body.id}`
  }

  const steps: Readonly<Record<Exclude<Way, 'draft'>, (path: string) => Promise<unknown>>> = {
    submitted: async (path) => good(await world.as(owner).act(path, 'submit')),
    refining: async (path) => good(await world.as(operator).act(path, 'accept')),
    in_review: async (path) => good(await world.as(operator).act(path, 'send_to_review')),
    async selected(path) {
      const proposed = good(await world.as(operator).act(path, 'select', { reason: '需求真实' }))
      good(await world.as(second).act(path, 'consent', { decisionId: proposed.body.decisions[0].id }))
    },
    async publicised(path) {
      const review = { kind: 'confidentiality', outcome: 'passed', signer: '李审查' }
      good(await world.as(operator).post(`${path}/clearances`, review))
      good(await world.as(operator).act(path, 'publicise'))
    },
    async published(path) {
      await world.db.sql(`update scenarios set due_at = app_now() where id = $1`, [path.split('/').at(-1)])
      good(await world.as(operator).act(path, 'publish'))
    },
    landing: async (path) => landing.inForce('contract', await landing.talk(path)),
    // One project is carried through to its acceptance, so that there is something to evaluate.
    async demonstrating(path) {
      const { body } = good(await world.as(owner).get(`/agreements?scenario=${path.split('/').at(-1)}`))
      await landing.accepted(await landing.running(`/agreements/${body.items[0].id}`))
    },
    evaluating: async (path) => good(await world.as(operator).act(path, 'start_evaluation')),
    async concluded(path) {
      await landing.evaluated(path)
      good(await world.as(operator).act(path, 'conclude'))
    },
  }

  return {
    districtKey,
    owner,
    operator,
    second,
    district,
    provider,
    draft,
    landing,
    async at(state, overrides) {
      const path = await draft(overrides)
      for (const each of way.slice(1, way.indexOf(state) + 1)) await steps[each as Exclude<Way, 'draft'>](path)
      return path
    },
    async news(person, path) {
      const rows = await world.db.sql<{ kind: string }>(
        'select kind from notifications where user_id = $1 and subject_id = $2 order by at desc, id desc',
        [person.id, path.split('/').at(-1)],
      )
      return rows.map((row) => row.kind)
    },
  }
}
