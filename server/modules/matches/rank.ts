import type { Reading } from '../../platform/database/index.ts'
import type { Ground } from './context.ts'
import { seesMembersOnly } from './policy.ts'
import { byScore, judge, type Pair, requirementsOf } from './rules/judge.ts'
import { queryOfOffer, queryOfOpening, textsOfSupply } from './rules/query.ts'
import {
  type DemandRow,
  type SupplyRow,
  selectDemand,
  selectRequirements,
  selectSupply,
  type WeightsRow,
} from './store.ts'

/** So many are retrieved for an opening, and then judged as the database has them. */
const candidates = 150

/**
 * Every capability in question beside each of the openings, best first, judged from rows read as the viewer. The statistics behind a score are
 * those of what everybody may see, so that no score tells of something hidden.
 */
export async function rankForOpenings(
  { host, synonyms, pathOf }: Ground,
  reading: Reading,
  openings: readonly DemandRow[],
  weights: WeightsRow,
  also: readonly string[] = [],
  most = candidates,
): Promise<Pair[]> {
  const index = seesMembersOnly(reading.viewer) ? 'all' : 'offered'
  const queries = openings.map((opening) => queryOfOpening(opening, synonyms))
  const hits = await Promise.all(queries.map((query) => host.ask({ op: 'search', index, query, limit: most })))
  const rows = await selectSupply(reading, [...new Set([...hits.flat().map((hit) => hit.key), ...also])])
  const supply = new Map(rows.map((row) => [row.id, row]))
  const requirements = await selectRequirements(reading, [...new Set(openings.map((each) => each.scenario_id))])
  const beside = openings.map((opening, at) =>
    [...new Set([...(hits[at] ?? []).map((hit) => hit.key), ...also])].flatMap((key) => {
      const row = supply.get(key)
      // Nobody answers himself.
      return row && row.organisation_id !== opening.owner_id ? [row] : []
    }),
  )
  const near = await host.ask({
    op: 'closeness',
    index: 'offered',
    pairs: queries.map((query, at) => ({ query, texts: (beside[at] ?? []).map(textsOfSupply) })),
  })
  return openings
    .flatMap((demand, at) =>
      (beside[at] ?? []).map((row, place) =>
        judge({
          demand,
          requirements: requirementsOf(demand, requirements),
          supply: row,
          closeness: near[at]?.[place] ?? { value: 0, parts: [] },
          weights,
          now: reading.now ?? '',
          pathOf,
        }),
      ),
    )
    .sort(byScore)
}

/** Every opening in question beside the capability, best first; only those that take answers now. */
export async function rankForCapability(
  { host, synonyms, pathOf }: Ground,
  reading: Reading,
  supply: SupplyRow,
  weights: WeightsRow,
): Promise<Pair[]> {
  const texts = textsOfSupply(supply)
  const hits = await host.ask({
    op: 'search',
    index: 'demand',
    query: queryOfOffer(texts, synonyms),
    limit: candidates,
  })
  const rows = await selectDemand(
    reading,
    hits.map((hit) => hit.key),
    true,
  )
  const openings = rows.filter((row) => row.owner_id !== supply.organisation_id)
  const requirements = await selectRequirements(reading, [...new Set(openings.map((each) => each.scenario_id))])
  const near = await host.ask({
    op: 'closeness',
    index: 'offered',
    pairs: openings.map((opening) => ({ query: queryOfOpening(opening, synonyms), texts: [texts] })),
  })
  return openings
    .map((demand, at) =>
      judge({
        demand,
        requirements: requirementsOf(demand, requirements),
        supply,
        closeness: near[at]?.[0] ?? { value: 0, parts: [] },
        weights,
        now: reading.now ?? '',
        pathOf,
      }),
    )
    .sort(byScore)
}
