import type { Project, ProjectReading } from '../../../contracts/projects.ts'
import { machine, partyLabel, stateLabel } from '../../../engines/lifecycle/index.ts'
import { exportRows } from '../../platform/workbook/index.ts'
import { lightLabels } from './rules/labels.ts'

type Locale = 'zh' | 'en'
type Page<T> = (page: {
  limit: number
  cursor: string | undefined
}) => Promise<{ items: readonly T[]; nextCursor: string | null }>

/** The whole list as a workbook, a row a project, written while it is read. */
export function exportProjects(read: Page<Project>, locale: Locale, timeZone: string) {
  return exportRows({
    format: 'xlsx',
    columns: projectColumns,
    rows: rowsOf(read, (item) => projectRow(item, locale)),
    locale,
    sheet: machine('project')[locale],
    timeZone,
  })
}

export function exportReadings(read: Page<ProjectReading>, locale: Locale, timeZone: string) {
  return exportRows({
    format: 'xlsx',
    columns: readingColumns,
    rows: rowsOf(read, (item) => readingRow(item, locale)),
    locale,
    sheet: machine('reading')[locale],
    timeZone,
  })
}

async function* rowsOf<T>(read: Page<T>, rowOf: (item: T) => Record<string, unknown>) {
  let cursor: string | undefined
  do {
    const page = await read({ limit: 200, cursor })
    for (const item of page.items) yield rowOf(item)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

const projectColumns = [
  { key: 'code', zh: '项目编号', en: 'Code' },
  { key: 'title', zh: '项目', en: 'Project', width: 36 },
  { key: 'state', zh: '状态', en: 'State' },
  { key: 'light', zh: '进展', en: 'Light' },
  { key: 'scenarioCode', zh: '场景编号', en: 'Scenario code' },
  { key: 'scenario', zh: '场景', en: 'Scenario', width: 36 },
  { key: 'agreement', zh: '协议编号', en: 'Agreement' },
  { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
  { key: 'providers', zh: '能力供给方', en: 'Providers', width: 36 },
  { key: 'capabilities', zh: '应用的能力', en: 'Capabilities used', width: 36 },
  { key: 'startsOn', zh: '开始日期', en: 'Starts on', type: 'date' },
  { key: 'endsOn', zh: '结束日期', en: 'Ends on', type: 'date' },
  { key: 'done', zh: '已完成里程碑', en: 'Milestones done', type: 'number' },
  { key: 'milestones', zh: '里程碑总数', en: 'Milestones', type: 'number' },
  { key: 'due', zh: '下一期限', en: 'Next due', type: 'date' },
  { key: 'indicators', zh: '指标（目标；最新已确认值）', en: 'Indicators (target; newest confirmed)', width: 60 },
  { key: 'acceptedAt', zh: '验收日期', en: 'Accepted on', type: 'date' },
  { key: 'synthetic', zh: '示例', en: 'Example', type: 'boolean' },
] as const

function projectRow(item: Project, locale: Locale): Record<string, unknown> {
  const indicator = (each: Project['indicators'][number]) => {
    const latest = each.readings.findLast((reading) => reading.confirmedBy.length > 0)
    return `${each.name} ${each.target} ${each.unit}; ${latest ? latest.value : '—'}`
  }
  return {
    code: item.code,
    title: item.title,
    state: stateLabel('project', item.state)[locale],
    light: item.light && lightLabels[item.light][locale],
    scenarioCode: item.scenario.code,
    scenario: item.scenario.title,
    agreement: item.agreement.code,
    owner: item.owner.name,
    providers: item.providers.map((each) => each.name),
    capabilities: item.capabilities.map((each) => each.title),
    startsOn: item.startsOn,
    endsOn: item.endsOn,
    done: item.milestones.filter((each) => each.doneOn !== null).length,
    milestones: item.milestones.length,
    due: item.dueAt,
    indicators: item.indicators.map(indicator),
    acceptedAt: item.acceptedAt,
    synthetic: item.synthetic,
  }
}

const readingColumns = [
  { key: 'project', zh: '项目编号', en: 'Project' },
  { key: 'title', zh: '项目', en: 'Project title', width: 36 },
  { key: 'indicator', zh: '指标', en: 'Indicator', width: 28 },
  { key: 'value', zh: '数值', en: 'Value', type: 'number' },
  { key: 'unit', zh: '单位', en: 'Unit' },
  { key: 'at', zh: '测量日期', en: 'Measured on', type: 'date' },
  { key: 'state', zh: '状态', en: 'State' },
  { key: 'side', zh: '填报方', en: 'Reported by', width: 20 },
  { key: 'organisation', zh: '填报单位', en: 'Organisation', width: 28 },
  { key: 'confirmed', zh: '确认单位', en: 'Confirmed by', width: 28 },
  { key: 'reason', zh: '理由', en: 'Reason', width: 40 },
  { key: 'note', zh: '说明', en: 'Note', width: 40 },
] as const

function readingRow(item: ProjectReading, locale: Locale): Record<string, unknown> {
  return {
    project: item.project.code,
    title: item.project.title,
    indicator: item.indicator.name,
    value: item.value,
    unit: item.unit,
    at: item.at,
    state: stateLabel('reading', item.state)[locale],
    side: partyLabel(item.reportedBy.side)[locale],
    organisation: item.reportedBy.organisation.name,
    confirmed: item.confirmedBy.at(1)?.organisation?.name,
    reason: item.reason,
    note: item.note,
  }
}
