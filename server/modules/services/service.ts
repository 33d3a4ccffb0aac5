import type { LandingQuery, ServiceQuery } from '../../../contracts/services.ts'
import { machine, stateLabel } from '../../../engines/lifecycle/index.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { exportRows } from '../../platform/workbook/index.ts'
import { actOnService, confirmServices } from './commands/act-on-service.ts'
import { actOnLanding, reportLanding } from './commands/landings.ts'
import { recordService } from './commands/record-service.ts'
import type { ServiceDeps } from './context.ts'
import { listLandings, selectLanding } from './landings-store.ts'
import { canSeeLanding, canSeeService, maySeeLandingHistory, maySeeServiceHistory } from './policy.ts'
import { presentLanding, presentService } from './present.ts'
import { listServices, selectService } from './store.ts'

export type ServiceService = ReturnType<typeof createServiceService>
type Page = { cursor?: string | undefined; limit: number }

export function createServiceService(deps: ServiceDeps) {
  const { database, historyOf, pack, words } = deps

  const list = (viewer: Viewer, query: ServiceQuery) =>
    database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listServices(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      const items = page.rows.map((row) => presentService(row, viewer))
      return { items, nextCursor: page.nextCursor, ...totalOf(count) }
    })
  const landings = (viewer: Viewer, query: LandingQuery) =>
    database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listLandings(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      const items = page.rows.map((row) => presentLanding(row, viewer))
      return { items, nextCursor: page.nextCursor, ...totalOf(count) }
    })

  return {
    list,
    get: (viewer: Viewer, id: string) =>
      database.read(viewer, async (reading) => {
        const row = await selectService(reading, id)
        return row && canSeeService(viewer, row) ? presentService(row, viewer) : refuse('not_found')
      }),
    record: (viewer: Viewer, body: Parameters<typeof recordService>[2]) => recordService(deps, viewer, body),
    act: (viewer: Viewer, asked: Parameters<typeof actOnService>[2]) => actOnService(deps, viewer, asked),
    confirmMany: (viewer: Viewer, ids: readonly string[]) => confirmServices(deps, viewer, ids),
    history: (viewer: Viewer, id: string, page: Page) =>
      database.read(viewer, async (reading) => {
        const row = await selectService(reading, id)
        if (!row || !canSeeService(viewer, row)) return refuse('not_found')
        if (!maySeeServiceHistory(viewer, row)) refuse('forbidden')
        return historyOf(reading, { type: 'service', id }, page)
      }),
    exportXlsx(viewer: Viewer, query: ServiceQuery, locale: 'zh' | 'en') {
      const word = words(locale)
      async function* rows() {
        for await (const item of every((page) => list(viewer, { ...query, ...page })))
          yield {
            ...item,
            kind: word('serviceKinds', item.kind),
            organisation: item.organisation.name,
            district: word('districts', item.organisation.district),
            scenario: item.scenario?.title,
            by: [item.by.organisation?.name, item.by.person.name].filter(Boolean).join(' '),
            state: stateLabel('service', item.state)[locale],
            confirmedBy: item.confirmedBy?.name,
          }
      }
      const sheet = machine('service')[locale]
      return exportRows({
        format: 'xlsx',
        columns: serviceColumns,
        rows: rows(),
        locale,
        sheet,
        timeZone: pack.city.timezone,
      })
    },

    landings: {
      list: landings,
      get: (viewer: Viewer, id: string) =>
        database.read(viewer, async (reading) => {
          const row = await selectLanding(reading, id)
          return row && canSeeLanding(viewer, row) ? presentLanding(row, viewer) : refuse('not_found')
        }),
      report: (viewer: Viewer, body: Parameters<typeof reportLanding>[2]) => reportLanding(deps, viewer, body),
      act: (viewer: Viewer, asked: Parameters<typeof actOnLanding>[2]) => actOnLanding(deps, viewer, asked),
      history: (viewer: Viewer, id: string, page: Page) =>
        database.read(viewer, async (reading) => {
          const row = await selectLanding(reading, id)
          if (!row || !canSeeLanding(viewer, row)) return refuse('not_found')
          if (!maySeeLandingHistory(viewer, row)) refuse('forbidden')
          return historyOf(reading, { type: 'landing', id }, page)
        }),
      exportXlsx(viewer: Viewer, query: LandingQuery, locale: 'zh' | 'en') {
        const word = words(locale)
        async function* rows() {
          for await (const item of every((page) => landings(viewer, { ...query, ...page })))
            yield {
              ...item,
              kind: word('landingKinds', item.kind),
              organisation: item.organisation.name,
              district: word('districts', item.organisation.district),
              file: item.file.name,
              reportedBy: item.reportedBy.name,
              state: stateLabel('landing', item.state)[locale],
              decidedBy: item.decidedBy?.name,
            }
        }
        const sheet = machine('landing')[locale]
        return exportRows({
          format: 'xlsx',
          columns: landingColumns,
          rows: rows(),
          locale,
          sheet,
          timeZone: pack.city.timezone,
        })
      },
    },
  }
}

/** Every row of a list, a page at a time. */
async function* every<T>(
  read: (page: { limit: number; cursor: string | undefined }) => Promise<{ items: T[]; nextCursor: string | null }>,
): AsyncGenerator<T> {
  let cursor: string | undefined
  do {
    const page = await read({ limit: 500, cursor })
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

const serviceColumns = [
  { key: 'date', zh: '服务日期', en: 'Date', type: 'date' },
  { key: 'organisation', zh: '服务企业', en: 'Firm', width: 32 },
  { key: 'district', zh: '区市', en: 'District' },
  { key: 'kind', zh: '服务类型', en: 'Kind' },
  { key: 'scenario', zh: '相关场景', en: 'Scenario', width: 32 },
  { key: 'summary', zh: '服务内容', en: 'Summary', width: 60 },
  { key: 'by', zh: '服务方', en: 'By', width: 32 },
  { key: 'state', zh: '状态', en: 'State' },
  { key: 'confirmedBy', zh: '确认人', en: 'Confirmed by' },
  { key: 'confirmedAt', zh: '确认日期', en: 'Confirmed on', type: 'date' },
  { key: 'stateReason', zh: '原因', en: 'Reason', width: 40 },
  { key: 'synthetic', zh: '示例', en: 'Example', type: 'boolean' },
] as const
const landingColumns = [
  { key: 'landedOn', zh: '落地日期', en: 'Landed on', type: 'date' },
  { key: 'organisation', zh: '企业', en: 'Firm', width: 32 },
  { key: 'district', zh: '区市', en: 'District' },
  { key: 'kind', zh: '类型', en: 'Kind' },
  { key: 'evidence', zh: '落地依据', en: 'Evidence', width: 60 },
  { key: 'file', zh: '佐证材料', en: 'File', width: 32 },
  { key: 'reportedBy', zh: '填报人', en: 'Reported by' },
  { key: 'state', zh: '状态', en: 'State' },
  { key: 'decidedBy', zh: '认定人', en: 'Decided by' },
  { key: 'decidedAt', zh: '认定日期', en: 'Decided on', type: 'date' },
  { key: 'stateReason', zh: '原因', en: 'Reason', width: 40 },
  { key: 'synthetic', zh: '示例', en: 'Example', type: 'boolean' },
] as const
