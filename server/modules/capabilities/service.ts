import type { Readable } from 'node:stream'
import type { CapabilityQuery } from '../../../contracts/capabilities.ts'
import { writeMeasures } from '../../../engines/matching/index.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'
import { actOnCapability } from './commands/act.ts'
import { answerProofOf } from './commands/answer-proof.ts'
import { changeCapability, createCapability } from './commands/write.ts'
import { type CapabilityDeps, partsOf, showCapability, visibleCapability } from './context.ts'
import { listCapabilities } from './list-store.ts'
import { maySeeHistory } from './policy.ts'
import { presentCapability } from './present.ts'

export type CapabilityService = ReturnType<typeof createCapabilityService>

export function createCapabilityService(deps: CapabilityDeps) {
  const { database, historyOf, words, pack } = deps

  function list(viewer: Viewer, query: CapabilityQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listCapabilities(reading, query, pack.city.timezone)
      const page = pageOf(rows, query.limit, keyOf)
      const parts = await partsOf(
        reading,
        page.rows.map((row) => row.id),
      )
      return {
        items: page.rows.map((row) => presentCapability(row, parts, viewer)),
        nextCursor: page.nextCursor,
        ...totalOf(count),
      }
    })
  }

  return {
    list,
    get: (viewer: Viewer, idOrCode: string) => database.read(viewer, (reading) => showCapability(reading, idOrCode)),
    create: (viewer: Viewer, wish: Parameters<typeof createCapability>[2]) => createCapability(deps, viewer, wish),
    change: (viewer: Viewer, id: string, patch: Parameters<typeof changeCapability>[3], version: number | null) =>
      changeCapability(deps, viewer, id, patch, version),
    act: (viewer: Viewer, asked: Parameters<typeof actOnCapability>[2]) => actOnCapability(deps, viewer, asked),
    answerProof: (viewer: Viewer, asked: Parameters<typeof answerProofOf>[2]) => answerProofOf(deps, viewer, asked),
    history: (viewer: Viewer, idOrCode: string, page: { cursor?: string | undefined; limit: number }) =>
      database.read(viewer, async (reading) => {
        const row = await visibleCapability(reading, idOrCode)
        if (!maySeeHistory(viewer, row)) refuse('forbidden')
        return historyOf(reading, { type: 'capability', id: row.id }, page)
      }),
    /** The same rows as the list, page by page, with keys told in words. */
    export(viewer: Viewer, query: CapabilityQuery, format: 'xlsx' | 'csv', locale: 'zh' | 'en'): Readable {
      const word = words(locale)
      async function* rows(): AsyncGenerator<Record<string, unknown>> {
        let cursor: string | undefined
        do {
          const page = await list(viewer, { ...query, limit: 200, cursor })
          for (const each of page.items) {
            yield {
              ...each,
              kind: word('capabilityKinds', each.kind),
              organisation: each.organisation.name,
              tracks: each.tracks.map((key) => word('tracks', key)),
              districts: each.districts.map((key) => word('districts', key)),
              proofs: each.proofs.map((proof) => proof.text).join('；'),
              confirmed: each.proofs.filter((proof) => proof.confirmedAt !== null).length,
              measures: writeMeasures(each.measures),
              visibility: word('visibilities', each.visibility),
              state: word('capability.states', each.state),
            }
          }
          cursor = page.nextCursor ?? undefined
        } while (cursor)
      }
      const sheet = word('sheets', 'capabilities') ?? 'capabilities'
      return exportRows({ format, columns, rows: rows(), locale, sheet, timeZone: pack.city.timezone })
    },
  }
}

const columns: readonly ExportColumn[] = [
  { key: 'code', zh: '编号', en: 'Code', width: 16 },
  { key: 'title', zh: '能力名称', en: 'Title', width: 40 },
  { key: 'kind', zh: '类型', en: 'Kind', width: 12 },
  { key: 'readiness', zh: '成熟度（1-9）', en: 'Readiness (1-9)', width: 14, type: 'number' },
  { key: 'organisation', zh: '单位', en: 'Organisation', width: 30 },
  { key: 'tracks', zh: '赛道', en: 'Tracks', width: 30 },
  { key: 'districts', zh: '服务区市', en: 'Districts', width: 24 },
  { key: 'description', zh: '能力说明', en: 'Description', width: 60 },
  { key: 'measures', zh: '指标数据', en: 'Measures', width: 40 },
  { key: 'capacity', zh: '供给能力', en: 'Capacity', width: 30 },
  { key: 'priceFromCny', zh: '参考价格下限（元）', en: 'Price from (CNY)', width: 18, type: 'number' },
  { key: 'priceToCny', zh: '参考价格上限（元）', en: 'Price to (CNY)', width: 18, type: 'number' },
  { key: 'proofs', zh: '佐证', en: 'Proofs', width: 40 },
  { key: 'confirmed', zh: '对方已确认（项）', en: 'Proofs confirmed', width: 14, type: 'number' },
  { key: 'visibility', zh: '可见范围', en: 'Visibility', width: 16 },
  { key: 'state', zh: '状态', en: 'State', width: 10 },
  { key: 'freshUntil', zh: '有效至', en: 'Fresh until', width: 12, type: 'date' },
  { key: 'synthetic', zh: '示例', en: 'Example', width: 8, type: 'boolean' },
]
