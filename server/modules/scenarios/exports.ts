import type { Readable } from 'node:stream'
import type { ScenarioQuery } from '../../../contracts/scenarios.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'
import { type Deps, list } from './service.ts'

const columns: ExportColumn[] = [
  { key: 'code', zh: '编号', en: 'Code', width: 16 },
  { key: 'title', zh: '场景名称', en: 'Title', width: 40 },
  { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
  { key: 'state', zh: '状态', en: 'State', width: 10 },
  { key: 'rung', zh: '层级', en: 'Rung', width: 14 },
  { key: 'domain', zh: '领域', en: 'Domain', width: 12 },
  { key: 'direction', zh: '方向', en: 'Direction', width: 14 },
  { key: 'tracks', zh: '赛道', en: 'Tracks', width: 30 },
  { key: 'districts', zh: '区市', en: 'Districts', width: 20 },
  { key: 'opener', zh: '开放主体', en: 'Opened by', width: 10 },
  { key: 'openings', zh: '开放方向', en: 'Openings', width: 40 },
  { key: 'opportunityCny', zh: '市场机会（元）', en: 'Opportunity (CNY)', width: 18, type: 'money' },
  { key: 'budgetCny', zh: '预算（元）', en: 'Budget (CNY)', width: 16, type: 'money' },
  { key: 'closesAt', zh: '截止时间', en: 'Closes', width: 14, type: 'date' },
  { key: 'publishedAt', zh: '发布时间', en: 'Published', width: 14, type: 'date' },
  { key: 'call', zh: '征集', en: 'Call', width: 14 },
  { key: 'list', zh: '清单', en: 'List', width: 14 },
  { key: 'summary', zh: '摘要', en: 'Summary', width: 60 },
  { key: 'synthetic', zh: '示例', en: 'Example', width: 6, type: 'boolean' },
]

/** The same rows as the list, page by page, with keys told in words; stops nowhere before the last row. */
export function exportScenarios(
  deps: Deps,
  viewer: Viewer,
  query: ScenarioQuery,
  format: 'xlsx' | 'csv',
  locale: 'zh' | 'en',
): Readable {
  const word = deps.words(locale)
  async function* rows(): AsyncGenerator<Record<string, unknown>> {
    let cursor: string | undefined
    do {
      const page = await list(deps, viewer, { ...query, limit: 200, cursor })
      for (const each of page.items) {
        yield {
          ...each,
          owner: each.owner.name,
          state: word('scenario.states', each.state),
          rung: word('ladder', each.rung),
          domain: word('domains', each.domain),
          direction: word('directions', each.direction),
          tracks: each.tracks.map((key) => word('tracks', key)).join('、'),
          districts: each.districts.map((key) => word('districts', key)).join('、'),
          opener: word('openers', each.opener),
          openings: each.openings.map((opening) => opening.text).join('；'),
          call: each.call?.code ?? null,
          list: each.list?.code ?? null,
        }
      }
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return exportRows({
    format,
    columns,
    rows: rows(),
    locale,
    sheet: word('sheets', 'scenarios') ?? 'scenarios',
    timeZone: deps.pack.city.timezone,
  })
}
