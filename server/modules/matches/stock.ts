import type { Readable } from 'node:stream'
import type { Unmet, UnmetQuery } from '../../../contracts/matches.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { systemViewer, type Viewer } from '../../platform/viewer.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'
import type { Ground } from './context.ts'
import { rankForOpenings } from './rank.ts'
import { lacksOf } from './rules/lacks.ts'
import { currentWeights, selectDemand, selectRequirements } from './store.ts'
import { type Lack, listUnmet, replaceStock, selectOutOpenings, type UnmetRow } from './unmet-store.ts'

export type Stock = ReturnType<typeof createStock>
const batch = 50
/** Whoever is not among so many is near no opening. */
const looked = 30

const columns: readonly ExportColumn[] = [
  { key: 'code', zh: '场景编号', en: 'Scenario code', width: 16 },
  { key: 'title', zh: '场景名称', en: 'Scenario', width: 40 },
  { key: 'opening', zh: '开放方向', en: 'Opening', width: 40 },
  { key: 'requirement', zh: '未满足的要求', en: 'Requirement nobody meets', width: 40 },
  { key: 'tracks', zh: '赛道', en: 'Tracks', width: 30 },
  { key: 'districts', zh: '区市', en: 'Districts', width: 20 },
  { key: 'near', zh: '相近能力数', en: 'Capabilities near it', type: 'number' },
  { key: 'stated', zh: '其中填报该指标', en: 'Of these state the measure', type: 'number' },
  { key: 'nearest', zh: '最接近程度', en: 'Nearest', type: 'number' },
]

/** What openings ask for and nobody here offers: stock is taken now and then, over all openings that are out. */
export function createStock(ground: Ground) {
  const { database, pack, words, newId } = ground

  async function take(): Promise<void> {
    await ground.host.ready()
    const lacks: Lack[] = []
    let from: string | null = null
    for (;;) {
      const after: string | null = from
      const ids: string[] = await database.read(systemViewer, (reading) => selectOutOpenings(reading, after, batch))
      const last = ids.at(-1)
      if (!last) break
      from = last
      await database.read(systemViewer, async (reading) => {
        const openings = await selectDemand(reading, ids, true)
        const pairs = await rankForOpenings(ground, reading, openings, await currentWeights(reading), [], looked)
        const requirements = await selectRequirements(reading, [...new Set(openings.map((each) => each.scenario_id))])
        for (const opening of openings) lacks.push(...lacksOf(opening, requirements, pairs))
      })
    }
    await database.write(systemViewer, (tx) =>
      replaceStock(
        tx,
        lacks.map((each) => ({ ...each, id: newId() })),
      ),
    )
  }

  function list(viewer: Viewer, query: UnmetQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listUnmet(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      return { items: page.rows.map(present), nextCursor: page.nextCursor, ...totalOf(count) }
    })
  }

  return {
    take,
    list,
    exportXlsx(viewer: Viewer, query: UnmetQuery, locale: 'zh' | 'en'): Readable {
      const word = words(locale)
      async function* rows(): AsyncGenerator<Record<string, unknown>> {
        let cursor: string | undefined
        do {
          const page = await list(viewer, { ...query, limit: 200, cursor })
          for (const each of page.items) {
            yield {
              ...each,
              code: each.scenario.code,
              title: each.scenario.title,
              opening: each.opening.text,
              requirement: each.requirement?.text ?? null,
              tracks: each.tracks.map((key) => word('tracks', key)).join('、'),
              districts: each.districts.map((key) => word('districts', key)).join('、'),
            }
          }
          cursor = page.nextCursor ?? undefined
        } while (cursor)
      }
      const sheet = locale === 'zh' ? '未满足的需求' : 'Unmet demand'
      return exportRows({ format: 'xlsx', columns, rows: rows(), locale, sheet, timeZone: pack.city.timezone })
    },
  }
}

function present(row: UnmetRow): Unmet {
  return {
    kind: row.requirement_id === null ? 'opening' : 'requirement',
    scenario: { id: row.scenario_id, code: row.code, title: row.title },
    opening: { id: row.opening_id, text: row.opening_text },
    requirement:
      row.requirement_id === null
        ? null
        : { id: row.requirement_id, text: row.requirement_text ?? '', kind: row.requirement_kind ?? 'wish' },
    tracks: row.tracks,
    districts: row.districts,
    nearest: row.nearest,
    near: row.near,
    stated: row.stated,
    takenAt: row.taken_at,
  }
}
