import type { IntentQuery } from '../../../contracts/intents.ts'
import { machine, stateLabel, type Transition } from '../../../engines/lifecycle/index.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { exportRows } from '../../platform/workbook/index.ts'
import { actOnIntent } from './commands/act.ts'
import { expressIntent } from './commands/express.ts'
import { type IntentDeps, showIntent } from './context.ts'
import { canSee, isParty, readsWords } from './policy.ts'
import { presentIntent } from './present.ts'
import { listIntents, selectIntent } from './store.ts'

export type IntentService = ReturnType<typeof createIntentService>

export function createIntentService(deps: IntentDeps) {
  const { database, historyOf, newId, pack } = deps

  function list(viewer: Viewer, query: IntentQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listIntents(reading, query, pack.city.timezone)
      const page = pageOf(rows, query.limit, keyOf)
      return {
        items: page.rows.map((row) => presentIntent(row, viewer)),
        nextCursor: page.nextCursor,
        ...totalOf(count),
      }
    })
  }

  return {
    list,
    get: (viewer: Viewer, id: string) => database.write(viewer, (tx) => showIntent(tx, id, newId)),
    express: (viewer: Viewer, wish: Parameters<typeof expressIntent>[2]) => expressIntent(deps, viewer, wish),
    act: (viewer: Viewer, asked: Parameters<typeof actOnIntent>[2]) => actOnIntent(deps, viewer, asked),
    history: (viewer: Viewer, id: string, page: { cursor?: string | undefined; limit: number }) =>
      database.read(viewer, async (reading) => {
        const row = await selectIntent(reading, id)
        if (!row || !canSee(viewer, row)) return refuse('not_found')
        if (!readsWords(viewer, row)) refuse('forbidden')
        const withhold = (path: string) => path.startsWith('contact') && !isParty(viewer, row)
        return historyOf(reading, { type: 'intent', id }, page, { withhold })
      }),
    exportXlsx(viewer: Viewer, query: IntentQuery, locale: 'zh' | 'en') {
      async function* rows() {
        let cursor: string | undefined
        do {
          const page = await list(viewer, { ...query, limit: 500, cursor })
          for (const item of page.items) yield exportRow(item, locale)
          cursor = page.nextCursor ?? undefined
        } while (cursor)
      }
      return exportRows({
        format: 'xlsx',
        columns,
        rows: rows(),
        locale,
        sheet: machine('intent')[locale],
        timeZone: pack.city.timezone,
      })
    },
  }
}

const columns = [
  { key: 'code', zh: '场景编号', en: 'Scenario code' },
  { key: 'title', zh: '场景', en: 'Scenario', width: 36 },
  { key: 'opening', zh: '开放方向', en: 'Opening', width: 28 },
  { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
  { key: 'organisation', zh: '能力供给方', en: 'Provider', width: 28 },
  { key: 'capability', zh: '能力', en: 'Capability', width: 28 },
  { key: 'state', zh: '状态', en: 'State' },
  { key: 'createdAt', zh: '表达日期', en: 'Expressed on', type: 'date' },
  { key: 'dueAt', zh: '答复期限', en: 'Answer due', type: 'date' },
  { key: 'pitch', zh: '意向说明', en: 'Pitch', width: 60 },
  { key: 'reason', zh: '结束原因', en: 'Closing reason', width: 24 },
  { key: 'note', zh: '原因说明', en: 'Explanation', width: 40 },
] as const

function exportRow(item: ReturnType<typeof presentIntent>, locale: 'zh' | 'en'): Record<string, unknown> {
  return {
    code: item.scenario.code,
    title: item.scenario.title,
    opening: item.openingText,
    owner: item.owner.name,
    organisation: item.organisation.name,
    capability: item.capability?.name,
    state: stateLabel('intent', item.state)[locale],
    createdAt: item.createdAt,
    dueAt: item.dueAt,
    pitch: item.pitch,
    reason: item.closedReason && (reasonLabels.get(item.closedReason)?.[locale] ?? item.closedReason),
    note: item.closedNote,
  }
}

const reasonLabels = new Map(
  machine('intent').transitions.flatMap((row: Transition) =>
    (row.codes ?? []).map((each) => [each.code, each] as const),
  ),
)
