import { organisationRoutes as routes } from '../../../contracts/organisations.ts'
import { created, noContent, ok, type Served, serve } from '../../platform/http/serve.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { exportHeaders, exportRows } from '../../platform/workbook/index.ts'
import * as membership from './commands/members.ts'
import type { Organisations } from './context.ts'
import { exportColumns, exportName } from './messages.ts'
import * as service from './service.ts'

export function organisationsServed(organisations: Organisations): Served[] {
  return [
    serve(routes.list, async ({ viewer, query }) => ok(await service.list(organisations, viewer, query))),
    serve(routes.get, async ({ viewer, params }) => ok(await service.get(organisations, viewer, params.id))),
    serve(routes.create, async ({ viewer, body }) =>
      created('/organisations', await service.register(organisations, viewer, body)),
    ),
    serve(routes.update, async ({ viewer, params, body, ifMatch }) =>
      ok(await service.update(organisations, viewer, params.id, body, ifMatch)),
    ),
    serve(routes.act, async ({ viewer, params, body, ifMatch, locale }) =>
      ok(await service.act(organisations, viewer, params.id, params.action, body, ifMatch, locale)),
    ),
    serve(routes.members, async ({ viewer, params }) => ok(await membership.members(organisations, viewer, params.id))),
    serve(routes.setMember, async ({ viewer, params, body }) => {
      await membership.setMember(organisations, viewer, params.id, params.userId, body.role)
      return noContent
    }),
    serve(routes.removeMember, async ({ viewer, params }) => {
      await membership.removeMember(organisations, viewer, params.id, params.userId)
      return noContent
    }),
    serve(routes.invitations, async ({ viewer, params }) =>
      ok(await membership.invitations(organisations, viewer, params.id)),
    ),
    serve(routes.invite, async ({ viewer, params, body }) => {
      const value = await membership.invite(organisations, viewer, params.id, body)
      return created(`/organisations/${params.id}/invitations`, value)
    }),
    serve(routes.revokeInvitation, async ({ viewer, params }) => {
      await membership.revokeInvitation(organisations, viewer, params.id, params.invitationId)
      return noContent
    }),
    serve(routes.acceptInvitation, async ({ viewer, body }) =>
      ok(await membership.accept(organisations, viewer, body.code)),
    ),
    serve(routes.history, async ({ viewer, params, query }) =>
      ok(await service.history(organisations, viewer, params.id, query)),
    ),
    serve(routes.exportXlsx, async (call) => exported(organisations, 'xlsx', call)),
    serve(routes.exportCsv, async (call) => exported(organisations, 'csv', call)),
  ]
}

function exported(
  organisations: Organisations,
  format: 'xlsx' | 'csv',
  { viewer, query, locale }: { viewer: Viewer; query: Parameters<typeof service.list>[2]; locale: 'zh' | 'en' },
) {
  const label = organisations.words(locale)
  async function* rows() {
    for await (const each of service.listAll(organisations, viewer, query)) {
      yield {
        ...each,
        kind: label('organisationKinds', each.kind),
        state: label('organisation.states', each.state),
        district: label('districts', each.district),
        tracks: each.tracks.map((key) => label('tracks', key)),
      }
    }
  }
  const stream = exportRows({
    format,
    columns: exportColumns,
    rows: rows(),
    locale,
    sheet: exportName[locale],
    timeZone: organisations.pack.city.timezone,
  })
  return { status: 200 as const, value: stream, headers: exportHeaders(exportName[locale], format) }
}
