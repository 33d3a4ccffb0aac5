import { scenarioRoutes as routes } from '../../../contracts/scenarios.ts'
import { created, ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import { act } from './commands/act.ts'
import { addClearance, addComment, listComments, settleComment } from './commands/discuss.ts'
import { changeFields, createDraft } from './commands/write-draft.ts'
import { exportScenarios } from './exports.ts'
import { type Deps, get, history, list } from './service.ts'

export function scenarioRoutes(deps: Deps): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await list(deps, viewer, query))),
    serve(routes.get, async ({ viewer, params }) => ok(await get(deps, viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) => created('/scenarios', await createDraft(deps, viewer, body))),
    serve(routes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await changeFields(deps, viewer, params.id, body, ifMatch as number)),
    ),
    serve(routes.act, async ({ viewer, params, body, ifMatch }) =>
      ok(await act(deps, viewer, params.id, params.action, body, ifMatch as number)),
    ),
    serve(routes.addClearance, async ({ viewer, params, body }) =>
      created(`/scenarios/${params.id}/clearances`, await addClearance(deps, viewer, params.id, body)),
    ),
    serve(routes.comments, async ({ viewer, params, query }) => ok(await listComments(deps, viewer, params.id, query))),
    serve(routes.addComment, async ({ viewer, params, body }) =>
      created(`/scenarios/${params.id}/comments`, await addComment(deps, viewer, params.id, body)),
    ),
    serve(routes.resolveComment, async ({ viewer, params }) =>
      ok(await settleComment(deps, viewer, params.id, params.commentId)),
    ),
    serve(routes.history, async ({ viewer, params, query }) => ok(await history(deps, viewer, params.id, query))),
    serve(routes.exportXlsx, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: exportScenarios(deps, viewer, query, 'xlsx', locale),
      headers: exportHeaders(deps.words(locale)('sheets', 'scenarios') as string, 'xlsx'),
    })),
    serve(routes.exportCsv, async ({ viewer, query, locale }) => ({
      status: 200 as const,
      value: exportScenarios(deps, viewer, query, 'csv', locale),
      headers: exportHeaders(deps.words(locale)('sheets', 'scenarios') as string, 'csv'),
    })),
  ]
}
