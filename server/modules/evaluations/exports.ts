import type { Readable } from 'node:stream'
import type { Evaluation, EvaluationResult, EvaluationSummary } from '../../../contracts/evaluations.ts'
import { machine, stateLabel } from '../../../engines/lifecycle/index.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'
import type { EvaluationDeps } from './context.ts'

type Pages<T> = (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>

async function* every<T>(pages: Pages<T>): AsyncGenerator<T> {
  let cursor: string | undefined
  do {
    const page = await pages(cursor)
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

const columns: readonly ExportColumn[] = [
  { key: 'code', zh: '编号', en: 'Code', width: 16 },
  { key: 'title', zh: '评估名称', en: 'Title', width: 40 },
  { key: 'system', zh: '指标体系', en: 'Indicator system', width: 30 },
  { key: 'version', zh: '体系版本', en: 'System version', type: 'number' },
  { key: 'state', zh: '状态', en: 'State', width: 12 },
  { key: 'scenarios', zh: '场景数', en: 'Scenarios', type: 'number' },
  { key: 'run', zh: '计算次数', en: 'Runs', type: 'number' },
  { key: 'asOf', zh: '数据截至', en: 'As of', type: 'date', width: 14 },
  { key: 'appealUntil', zh: '申诉截止', en: 'Appeals until', type: 'date', width: 14 },
  { key: 'publishedAt', zh: '发布日期', en: 'Published', type: 'date', width: 14 },
  { key: 'synthetic', zh: '示例', en: 'Example', type: 'boolean' },
]

export function exportEvaluations(
  { pack }: EvaluationDeps,
  pages: Pages<EvaluationSummary>,
  locale: 'zh' | 'en',
): Readable {
  async function* rows() {
    for await (const each of every(pages)) {
      yield {
        ...each,
        system: each.system[locale],
        version: each.system.version,
        state: stateLabel('evaluation', each.state)[locale],
      }
    }
  }
  const sheet = machine('evaluation')[locale]
  return exportRows({ format: 'xlsx', columns, rows: rows(), locale, sheet, timeZone: pack.city.timezone })
}

/** One row a scenario; two columns a leaf (its raw value and its points) where the viewer may see them. */
export function exportResults(
  { pack }: EvaluationDeps,
  evaluation: Evaluation,
  pages: Pages<EvaluationResult>,
  { locale, withLeaves }: { locale: 'zh' | 'en'; withLeaves: boolean },
): Readable {
  const leaves = withLeaves ? evaluation.tree.nodes.filter((node) => node.leaf !== null) : []
  const resultColumns: ExportColumn[] = [
    { key: 'rank', zh: '名次', en: 'Rank', type: 'number' },
    { key: 'code', zh: '场景编号', en: 'Scenario code', width: 16 },
    { key: 'title', zh: '场景', en: 'Scenario', width: 40 },
    { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
    { key: 'score', zh: '得分', en: 'Score', type: 'number' },
    { key: 'grade', zh: '等级', en: 'Grade' },
    ...leaves.flatMap((node): ExportColumn[] => [
      { key: `raw:${node.key}`, zh: `${node.zh}（原值）`, en: `${node.en} (value)`, type: 'number', width: 16 },
      { key: `points:${node.key}`, zh: `${node.zh}（得分）`, en: `${node.en} (points)`, type: 'number', width: 16 },
    ]),
  ]
  const grades = new Map(evaluation.grades.map((each) => [each.key, each[locale]]))
  async function* rows() {
    for await (const each of every(pages)) {
      yield {
        rank: each.rank,
        code: each.scenario.code,
        title: each.scenario.title,
        owner: each.owner.name,
        score: each.score,
        grade: each.grade && (grades.get(each.grade) ?? each.grade),
        ...Object.fromEntries(
          each.leaves.flatMap((leaf) => [
            [`raw:${leaf.key}`, leaf.raw],
            [`points:${leaf.key}`, leaf.contribution],
          ]),
        ),
      }
    }
  }
  return exportRows({
    format: 'xlsx',
    columns: resultColumns,
    rows: rows(),
    locale,
    sheet: evaluation.code,
    timeZone: pack.city.timezone,
  })
}
