import type { CallQuery } from '../../../contracts/calls.ts'
import { machine } from '../../../engines/lifecycle/index.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'
import { actOnCall } from './commands/act.ts'
import { changeCall, createCall } from './commands/write-call.ts'
import { type CallDeps, showCall, visibleCall } from './context.ts'
import { isInside } from './policy.ts'
import { presentSummary } from './present.ts'
import { listCalls } from './store.ts'

export type CallService = ReturnType<typeof createCallService>

export function createCallService(deps: CallDeps) {
  const { database, historyOf, pack, words } = deps

  function list(viewer: Viewer, query: CallQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listCalls(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      return {
        items: page.rows.map((row) => presentSummary(viewer, row)),
        nextCursor: page.nextCursor,
        ...totalOf(count),
      }
    })
  }

  return {
    list,
    get: (viewer: Viewer, idOrCode: string) => database.read(viewer, (reading) => showCall(reading, idOrCode)),
    create: (viewer: Viewer, input: Parameters<typeof createCall>[2]) => createCall(deps, viewer, input),
    change: (viewer: Viewer, id: string, patch: Parameters<typeof changeCall>[3], version: number) =>
      changeCall(deps, viewer, id, patch, version),
    act: (viewer: Viewer, id: string, action: Parameters<typeof actOnCall>[3], body: unknown, version: number) =>
      actOnCall(deps, viewer, id, action, body, version),
    history: (viewer: Viewer, idOrCode: string, page: { cursor?: string | undefined; limit: number }) =>
      database.read(viewer, async (reading) => {
        const row = await visibleCall(reading, idOrCode)
        if (!isInside(viewer)) refuse('forbidden')
        return historyOf(
          reading,
          { type: 'call', id: row.id },
          { limit: page.limit, ...(page.cursor && { cursor: page.cursor }) },
        )
      }),
    exportXlsx(viewer: Viewer, query: CallQuery, locale: 'zh' | 'en') {
      const word = words(locale)
      const named = (section: string, keys: readonly string[]) => keys.map((each) => word(section, each)).join('、')
      async function* rows() {
        let cursor: string | undefined
        do {
          const page = await list(viewer, { ...query, limit: 200, cursor })
          for (const each of page.items)
            yield {
              ...each,
              state: word('call.states', each.state),
              domains: named('domains', each.domains),
              directions: named('directions', each.directions),
              openers: named('openers', each.openers),
              organisationKinds: named('organisationKinds', each.organisationKinds),
              districts: named('districts', each.districts),
            }
          cursor = page.nextCursor ?? undefined
        } while (cursor)
      }
      return exportRows({
        format: 'xlsx',
        columns: columns.filter((each) => each.key !== 'submissions' || isInside(viewer)),
        rows: rows(),
        locale,
        sheet: machine('call')[locale],
        timeZone: pack.city.timezone,
      })
    },
  }
}

const columns: readonly ExportColumn[] = [
  { key: 'code', zh: '编号', en: 'Code', width: 16 },
  { key: 'title', zh: '征集名称', en: 'Title', width: 40 },
  { key: 'state', zh: '状态', en: 'State', width: 10 },
  { key: 'opensAt', zh: '开始日期', en: 'Opens', width: 14, type: 'date' },
  { key: 'closesAt', zh: '截止日期', en: 'Closes', width: 14, type: 'date' },
  { key: 'extended', zh: '延期次数', en: 'Extensions', width: 10, type: 'number' },
  { key: 'domains', zh: '面向领域', en: 'Domains', width: 24 },
  { key: 'directions', zh: '面向方向', en: 'Directions', width: 28 },
  { key: 'openers', zh: '开放主体', en: 'Openers', width: 16 },
  { key: 'organisationKinds', zh: '可提交的单位类型', en: 'Organisations that may submit', width: 24 },
  { key: 'districts', zh: '可提交的区市', en: 'Districts that may submit', width: 20 },
  { key: 'submissions', zh: '已提交场景', en: 'Submissions', width: 12, type: 'number' },
]
