import { promotionRoutes as routes } from '../../../contracts/promotions.ts'
import { created, noContent, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import { act } from './commands/act.ts'
import { changeDraft, createDraft, discardDraft } from './commands/write-draft.ts'
import type { PromotionDeps } from './context.ts'
import { createPromotionService } from './service.ts'

export function promotionRoutes(deps: PromotionDeps): Served[] {
  const service = createPromotionService(deps)
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(viewer, query))),
    serve(routes.prospects, async ({ viewer, params }) => ok(await service.prospects(viewer, params.id))),
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) => created('/promotions', await createDraft(deps, viewer, body))),
    serve(routes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await changeDraft(deps, viewer, params.id, body, ifMatch as number)),
    ),
    serve(routes.discard, async ({ viewer, params, ifMatch }) => {
      await discardDraft(deps, viewer, params.id, ifMatch as number)
      return noContent
    }),
    serve(routes.act, async ({ viewer, params, body, ifMatch }) =>
      ok(await act(deps, viewer, params.id, params.action, body, ifMatch as number)),
    ),
    serve(routes.history, async ({ viewer, params, query }) => ok(await service.history(viewer, params.id, query))),
    serve(routes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: service.exportXlsx(viewer, query, locale),
      headers: exportHeaders(locale === 'zh' ? '升级认定' : 'promotions', 'xlsx'),
    })),
  ]
}
