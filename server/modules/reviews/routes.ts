import { expertRoutes } from '../../../contracts/experts.ts'
import { reviewRoutes } from '../../../contracts/reviews.ts'
import { roundRoutes } from '../../../contracts/rounds.ts'
import { machine } from '../../../engines/lifecycle/index.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import { actOnReview, dissent, saveSheet, undertake } from './commands/act-review.ts'
import { actOnRound } from './commands/act-round.ts'
import { assign } from './commands/assign.ts'
import { decideItem, recommend } from './commands/judge-item.ts'
import { changeRound, createRound, setItems } from './commands/plan-round.ts'
import { changeProfile } from './commands/profile.ts'
import type { ReviewDeps } from './context.ts'
import { expertSheet, exportExperts, exportReviews, exportRounds, exportScores } from './exports.ts'
import { createReviewReading, expertPage, reviewPage, roundPage } from './service.ts'

export function routesOf(deps: ReviewDeps): Served[] {
  const read = createReviewReading(deps)
  return [
    serve(expertRoutes.list, async ({ viewer, query }) => ok(await expertPage(deps, viewer, query))),
    serve(expertRoutes.get, async ({ viewer, params }) => ok(await read.expert(viewer, params.id))),
    serve(expertRoutes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await changeProfile(deps, viewer, { id: params.id, version: ifMatch, patch: body })),
    ),
    serve(expertRoutes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: exportExperts(deps, viewer, query, locale),
      headers: exportHeaders(expertSheet[locale], 'xlsx'),
    })),

    serve(roundRoutes.list, async ({ viewer, query }) => ok(await roundPage(deps, viewer, query))),
    serve(roundRoutes.get, async ({ viewer, params }) => ok(await read.round(viewer, params.id))),
    serve(roundRoutes.create, async ({ viewer, body }) => created('/rounds', await createRound(deps, viewer, body))),
    serve(roundRoutes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await changeRound(deps, viewer, { id: params.id, version: ifMatch, patch: body })),
    ),
    serve(roundRoutes.setItems, async ({ viewer, params, body, ifMatch }) =>
      ok(await setItems(deps, viewer, { id: params.id, version: ifMatch, ...body })),
    ),
    serve(roundRoutes.candidates, async ({ viewer, params }) =>
      ok({ items: await read.candidates(viewer, params.id) }),
    ),
    serve(roundRoutes.assign, async ({ viewer, params, body }) =>
      ok({ items: await assign(deps, viewer, { id: params.id, pairs: body.pairs }) }),
    ),
    serve(roundRoutes.act, async ({ viewer, params, body, ifMatch }) =>
      ok(await actOnRound(deps, viewer, { ...params, version: ifMatch, reason: body.reason || null })),
    ),
    serve(roundRoutes.undertake, async ({ viewer, params, body }) =>
      ok(await undertake(deps, viewer, { id: params.id, version: body.version })),
    ),
    serve(roundRoutes.reviews, async ({ viewer, params }) => ok({ items: await read.submitted(viewer, params.id) })),
    serve(roundRoutes.recommend, async ({ viewer, params, body, ifMatch }) =>
      ok(await recommend(deps, viewer, { roundId: params.id, itemId: params.itemId, version: ifMatch, ...body })),
    ),
    serve(roundRoutes.decide, async ({ viewer, params, body, ifMatch }) =>
      ok(await decideItem(deps, viewer, { roundId: params.id, itemId: params.itemId, version: ifMatch, ...body })),
    ),
    serve(roundRoutes.snapshot, async ({ viewer, params }) => ok(await read.snapshot(viewer, params.id))),
    serve(roundRoutes.results, async ({ viewer, params }) => ok(await read.results(viewer, params.id))),
    serve(roundRoutes.history, async ({ viewer, params, query }) =>
      ok(await read.roundHistory(viewer, params.id, query)),
    ),
    serve(roundRoutes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: exportRounds(deps, viewer, query, locale),
      headers: exportHeaders(machine('round')[locale], 'xlsx'),
    })),
    serve(roundRoutes.exportScores, async ({ viewer, params, locale }) => ({
      status: 200 as const,
      value: await exportScores(deps, viewer, params.id, locale),
      headers: exportHeaders(machine('round')[locale], 'xlsx'),
    })),

    serve(reviewRoutes.list, async ({ viewer, query }) => ok(await reviewPage(deps, viewer, query))),
    serve(reviewRoutes.get, async ({ viewer, params }) => ok(await read.review(viewer, params.id))),
    serve(reviewRoutes.save, async ({ viewer, params, body, ifMatch }) =>
      ok(await saveSheet(deps, viewer, { id: params.id, version: ifMatch, patch: body })),
    ),
    serve(reviewRoutes.act, async ({ viewer, params, body, ifMatch }) =>
      ok(await actOnReview(deps, viewer, { ...params, version: ifMatch, reason: body.reason || null })),
    ),
    serve(reviewRoutes.dissent, async ({ viewer, params, body }) =>
      ok(await dissent(deps, viewer, { id: params.id, text: body.text })),
    ),
    serve(reviewRoutes.history, async ({ viewer, params, query }) =>
      ok(await read.reviewHistory(viewer, params.id, query)),
    ),
    serve(reviewRoutes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: exportReviews(deps, viewer, query, locale),
      headers: exportHeaders(machine('review')[locale], 'xlsx'),
    })),
  ]
}
