import { isDeepStrictEqual } from 'node:util'
import type { CityPack } from '../../../contracts/city-pack.ts'
import type { Writing } from '../../platform/database/index.ts'
import { refreshSearch, replaceOpenings } from './store.ts'

type PackScenario = CityPack['signature']['scenarios'][number]

/** One scenario of the pack: inserted as published on the day of its list, or updated where the pack differs from the row. */
export async function upsertPackScenario(
  tx: Writing,
  newId: () => string,
  given: { scenario: PackScenario; ownerId: string; listId: string; at: string },
): Promise<{ id: string; isNew: boolean }> {
  const { sql: db, now } = tx
  const { scenario, ownerId, at } = given
  const { classification, opportunity } = scenario
  const values = {
    title: scenario.title.zh,
    summary: scenario.summary.zh,
    problem: scenario.problem.zh,
    domain: classification.domain,
    direction: classification.direction ?? null,
    tracks: classification.tracks,
    opener: scenario.opener,
    owner_id: ownerId,
    opportunity_cny: opportunity.valueCny,
    opportunity_bound: opportunity.bound,
    opportunity_period: `${opportunity.period.from}-${opportunity.period.to}`,
    cooperation_modes: scenario.cooperationModes,
    source: {
      document: (scenario.src ?? []).join(','),
      derived: ['domain', ...(classification.direction ? ['direction'] : []), 'tracks'],
      inferred: scenario.inferred ? ['title'] : [],
    },
  }
  const held = await db
    .selectFrom('scenarios')
    .select(['id', ...(Object.keys(values) as (keyof typeof values)[])])
    .where('pack_key', '=', scenario.key)
    .executeTakeFirst()
  const stored = { ...values, source: JSON.stringify(values.source) }
  const id = held?.id ?? newId()
  if (!held) {
    const taken = await db.selectFrom('scenarios').select('title').where('code', '=', scenario.code).executeTakeFirst()
    if (taken) {
      throw new Error(
        `the code ${scenario.code} of the scenario ${scenario.key} belongs to “${taken.title}” here already; give it another in the pack`,
      )
    }
    await db
      .insertInto('scenarios')
      .values({
        ...stored,
        id,
        pack_key: scenario.key,
        code: scenario.code,
        state: 'published',
        stage: 'matching',
        state_since: at,
        holder: 'operator',
        rung: 'signature',
        submitted_at: at,
        published_at: at,
        opens_at: at,
        list_id: given.listId,
        created_at: now,
        updated_at: now,
      })
      .execute()
    tx.record({
      action: 'scenario.load',
      subject: { type: 'scenario', id },
      changes: [{ path: 'title', before: null, after: values.title }],
      state: { from: null, to: 'published' },
    })
  }
  const { id: _, ...before } = held ?? { id }
  const openings = await db
    .selectFrom('openings')
    .select(['id', 'text', 'detail'])
    .where('scenario_id', '=', id)
    .orderBy('position')
    .execute()
  const wanted = scenario.openings.map((each, position) => ({
    id: openings[position]?.id,
    text: each.zh,
    detail: null,
  }))
  const sameOpenings = isDeepStrictEqual(
    openings.map((each) => each.text),
    wanted.map((each) => each.text),
  )
  const changes = held
    ? Object.entries(values)
        .filter(([key, value]) => !isDeepStrictEqual(before[key as keyof typeof before], value))
        .map(([path, after]) => ({ path, before: before[path as keyof typeof before], after }))
    : []
  if (!sameOpenings) await replaceOpenings(tx, id, wanted, newId)
  if (held && (changes.length > 0 || !sameOpenings)) {
    await db
      .updateTable('scenarios')
      .set((eb) => ({ ...stored, updated_at: now, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    tx.record({ action: 'scenario.load', subject: { type: 'scenario', id }, changes })
  }
  if (!held || changes.length > 0 || !sameOpenings) await refreshSearch(tx, id)
  return { id, isNew: !held }
}

/** Ids of the organisations that the pack names, by its keys. */
export async function packOrganisations({ sql: db }: Writing): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('organisation_names')
    .select(['id', 'pack_key'])
    .where('pack_key', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.pack_key as string, row.id as string]))
}
