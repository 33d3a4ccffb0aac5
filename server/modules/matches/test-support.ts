import { buildScenario } from '../../../test/builders/index.ts'
import type { World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'

let serial = 0

/** A capability that is offered, as rows. */
export async function plantCapability(
  { db }: Pick<World, 'db'>,
  given: {
    organisationId: string
    title: string
    description?: string
    visibility?: 'public' | 'members'
    state?: string
    measures?: readonly { metric: string; value: number; unit: string | null }[]
    tracks?: readonly string[]
  },
): Promise<string> {
  serial += 1
  const id = newId()
  await db.sql(
    `insert into capabilities (id, code, title, kind, organisation_id, visibility, state, state_since, published_at, fresh_until, description, readiness, tracks, created_at, updated_at)
     values ($1, $2, $3, 'product', $4, $5, $6, app_now(), app_now(), app_now() + interval '1 year', $7, 8, $8, app_now(), app_now())`,
    [
      id,
      `T-M-${serial}`,
      given.title,
      given.organisationId,
      given.visibility ?? 'public',
      given.state ?? 'published',
      given.description ?? null,
      given.tracks ?? [],
    ],
  )
  for (const [position, each] of (given.measures ?? []).entries())
    await db.sql(
      `insert into capability_measures (capability_id, position, metric, value, unit, as_of) values ($1, $2, $3, $4, $5, '2026-05-01')`,
      [id, position, each.metric, each.value, each.unit],
    )
  return id
}

/** A published scenario with one opening that says this, and conditions of it. */
export async function plantOpening(
  { db }: Pick<World, 'db'>,
  given: {
    ownerId: string
    title: string
    opening: string
    state?: string
    requirements?: readonly {
      text: string
      kind: 'must' | 'wish'
      metric?: string
      comparator?: string
      threshold?: number
      unit?: string
    }[]
  },
): Promise<{ scenarioId: string; openingId: string; requirementIds: string[] }> {
  const state = given.state ?? 'published'
  const published = state === 'draft' ? { published_at: null, submitted_at: null } : {}
  const scenario = await buildScenario(db, given.ownerId, { title: given.title, state, ...published })
  await db.sql('update openings set text = $2 where id = $1', [scenario.openingId, given.opening])
  const requirementIds: string[] = []
  for (const [position, each] of (given.requirements ?? []).entries()) {
    const id = newId()
    requirementIds.push(id)
    await db.sql(
      `insert into requirements (id, scenario_id, opening_id, position, text, kind, metric, comparator, threshold, unit) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        scenario.id,
        scenario.openingId,
        position,
        each.text,
        each.kind,
        each.metric ?? null,
        each.comparator ?? null,
        each.threshold ?? null,
        each.unit ?? null,
      ],
    )
  }
  return { scenarioId: scenario.id, openingId: scenario.openingId, requirementIds }
}
