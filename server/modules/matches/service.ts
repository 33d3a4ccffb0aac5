import type { Found, Match, MatchQuery } from '../../../contracts/matches.ts'
import { bigrams } from '../../../engines/text/index.ts'
import { pageOf, type Reading, readCursor, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Ground } from './context.ts'
import { mayAskForCapability, mayAskForScenario } from './policy.ts'
import { presentMatch } from './present.ts'
import { rankForCapability, rankForOpenings } from './rank.ts'
import type { Pair } from './rules/judge.ts'
import { inFairPages, isListed, nearEnough, oncePerCapability } from './rules/list.ts'
import { queryOfOffer, queryOfOpening } from './rules/query.ts'
import { termsMet } from './rules/terms.ts'
import {
  currentWeights,
  findCapability,
  findScenario,
  selectDemand,
  selectIntents,
  selectOpenings,
  selectRequirements,
  selectSupply,
  type WeightsRow,
} from './store.ts'

export type MatchService = ReturnType<typeof createMatchService>
/** Openings told for a pasted description, at most. */
const foundShown = 10
const foundCandidates = 60

export function createMatchService(ground: Ground) {
  const { database, host, synonyms } = ground

  async function page(
    reading: Reading,
    order: readonly Pair[],
    others: readonly Pair[],
    query: MatchQuery,
    weights: WeightsRow,
  ) {
    // The place in the order is all there is to go on with: scores are computed anew each time.
    const sort = `match:${weights.version}`
    const from = readCursor(query.cursor, sort)
    const start = typeof from?.value === 'number' && from.value > 0 ? Math.floor(from.value) : 0
    const rows = order.slice(start, start + query.limit + 1).map((pair, at) => ({ pair, rank: start + at + 1 }))
    const { rows: shown, nextCursor } = pageOf(rows, query.limit, ({ pair, rank }) => ({
      sort,
      value: rank,
      id: pair.supply.id,
    }))
    return {
      items: await present(reading, shown, others, weights),
      nextCursor,
      ...totalOf(order.length),
    }
  }

  async function present(
    reading: Reading,
    rows: readonly { pair: Pair; rank: number | null }[],
    others: readonly Pair[],
    weights: WeightsRow,
  ): Promise<Match[]> {
    const intents = await selectIntents(
      reading,
      rows.map(({ pair }) => pair.demand.id),
      rows.map(({ pair }) => pair.supply.organisation_id),
    )
    const met = new Map(intents.map((each) => [`${each.opening_id} ${each.organisation_id}`, each.id]))
    return rows.map(({ pair, rank }) =>
      presentMatch(pair, {
        rank,
        others,
        intentId: met.get(`${pair.demand.id} ${pair.supply.organisation_id}`) ?? null,
        weights: weights.version,
        now: reading.now ?? '',
      }),
    )
  }

  async function forScenario(reading: Reading, idOrCode: string, query: MatchQuery) {
    const scenario = (await findScenario(reading, idOrCode)) ?? refuse('not_found')
    if (!mayAskForScenario(reading.viewer, scenario)) refuse('forbidden')
    const all = await selectOpenings(reading, scenario.id)
    const openings = query.opening === undefined ? all : all.filter((each) => each.id === query.opening)
    if (query.opening !== undefined && openings.length === 0) refuse('not_found')
    const weights = await currentWeights(reading)
    const listed = (await rankForOpenings(ground, reading, openings, weights)).filter(isListed)
    const order = inFairPages(oncePerCapability(listed), query.limit, reading.now ?? '')
    return page(reading, order, listed, query, weights)
  }

  async function forCapability(reading: Reading, idOrCode: string, query: MatchQuery) {
    const capability = (await findCapability(reading, idOrCode)) ?? refuse('not_found')
    if (!mayAskForCapability(reading.viewer, capability)) refuse('forbidden')
    const weights = await currentWeights(reading)
    // What is not offered fits nothing yet.
    const [supply] = await selectSupply(reading, [capability.id])
    const order = supply ? (await rankForCapability(ground, reading, supply, weights)).filter(isListed) : []
    return page(reading, order, [], query, weights)
  }

  return {
    async list(viewer: Viewer, query: MatchQuery) {
      const { scenario, capability } = query
      if ((scenario === undefined) === (capability === undefined))
        refuse('invalid_request', {}, [
          { path: 'scenario', code: scenario === undefined ? 'required' : 'unrecognized' },
        ])
      await host.ready()
      return database.read(viewer, (reading) =>
        scenario !== undefined
          ? forScenario(reading, scenario, query)
          : forCapability(reading, capability as string, query),
      )
    },

    async explain(viewer: Viewer, asked: { opening: string; capability: string }): Promise<Match> {
      await host.ready()
      return database.read(viewer, async (reading) => {
        const [opening] = await selectDemand(reading, [asked.opening], false)
        const capability = await findCapability(reading, asked.capability)
        const [supply] = capability ? await selectSupply(reading, [capability.id]) : []
        if (!opening || !supply) return refuse('not_found')
        const asOwner = mayAskForScenario(viewer, opening)
        if (!asOwner && !mayAskForCapability(viewer, supply)) refuse('forbidden')
        if (opening.owner_id === supply.organisation_id) refuse('own_opening')
        const weights = await currentWeights(reading)
        const pairs = await rankForOpenings(ground, reading, [opening], weights, [supply.id])
        const pair = pairs.find((each) => each.supply.id === supply.id) as Pair
        const listed = pairs.filter(isListed)
        const place = inFairPages(listed, 10, reading.now ?? '').indexOf(pair)
        // Who stands beside it on the list is the owner's to know; of the place alone the provider learns too.
        const [match] = await present(
          reading,
          [{ pair, rank: place < 0 ? null : place + 1 }],
          asOwner ? listed : [],
          weights,
        )
        return match as Match
      })
    },

    /** Openings for a description of somebody of whom nothing is known; read as nobody, nothing is kept. */
    async find(viewer: Viewer, text: string): Promise<{ items: Found[] }> {
      if (bigrams(text).length === 0) refuse('invalid_request', {}, [{ path: 'text', code: 'no_words' }])
      await host.ready()
      const offer = { title: '', body: text }
      const hits = await host.ask({
        op: 'search',
        index: 'demand',
        query: queryOfOffer(offer, synonyms),
        limit: foundCandidates,
      })
      return database.read(viewer, async (reading) => {
        const openings = await selectDemand(
          reading,
          hits.map((hit) => hit.key),
          true,
        )
        const near = await host.ask({
          op: 'closeness',
          index: 'demand',
          pairs: openings.map((opening) => ({ query: queryOfOpening(opening, synonyms), texts: [offer] })),
        })
        const best = openings
          .map((opening, at) => ({ opening, closeness: near[at]?.[0] ?? { value: 0, parts: [] } }))
          .filter(({ closeness }) => closeness.value >= nearEnough)
          .sort((a, b) => b.closeness.value - a.closeness.value || (a.opening.id < b.opening.id ? -1 : 1))
          .slice(0, foundShown)
        const requirements = await selectRequirements(
          reading,
          best.map(({ opening }) => opening.scenario_id),
        )
        return {
          items: best.map(({ opening, closeness }) => ({
            scenario: { id: opening.scenario_id, code: opening.code, title: opening.title },
            opening: { id: opening.id, text: opening.text },
            closesAt: opening.closes_at,
            score: closeness.value,
            terms: termsMet([opening.text, opening.title, opening.summary ?? '', opening.problem ?? ''], closeness),
            requirements: requirements
              .filter(
                (each) => each.scenario_id === opening.scenario_id && (each.opening_id ?? opening.id) === opening.id,
              )
              .map(({ id, text, kind }) => ({ id, text, kind })),
          })),
        }
      })
    },
  }
}
