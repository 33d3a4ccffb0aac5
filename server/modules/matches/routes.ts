import { matchingRoutes, matchRoutes as routes } from '../../../contracts/matches.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { MatchService } from './service.ts'
import type { Stock } from './stock.ts'
import type { WeightsService } from './weights.ts'

export function matchServed(service: MatchService, stock: Stock, weights: WeightsService): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.explain, async ({ viewer, query }) => ok(await service.explain(viewer, query))),
    serve(routes.find, async ({ viewer, body }) => ok(await service.find(viewer, body.text))),
    serve(matchingRoutes.weights, async ({ viewer }) => ok(await weights.list(viewer))),
    serve(matchingRoutes.adoptWeights, async ({ viewer, params, body }) =>
      ok(await weights.adopt(viewer, params.version, body.reason)),
    ),
    serve(matchingRoutes.unmet, async ({ viewer, query }) => ok(await stock.list(viewer, query))),
    serve(matchingRoutes.unmetXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: stock.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '未满足的需求' : 'unmet-demand', 'xlsx'),
    })),
  ]
}
