import type { ExpertQuery } from '../../../contracts/experts.ts'
import type { ReviewQuery } from '../../../contracts/reviews.ts'
import type { RoundQuery } from '../../../contracts/rounds.ts'
import { actionLabel, machine, stateLabel } from '../../../engines/lifecycle/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'
import type { ReviewDeps } from './context.ts'
import { seesStanding } from './policy.ts'
import { placed, rubricOf } from './present.ts'
import { readRound, visibleRound } from './read.ts'
import { expertPage, type Listed, reviewPage, roundPage } from './service.ts'

type Locale = 'zh' | 'en'

/** Rows of a list, page after page, so that memory does not grow with it. */
async function* every<T>(page: (cursor: string | undefined) => Promise<Listed<T>>): AsyncGenerator<T> {
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await page(cursor)
    yield* items
    cursor = nextCursor ?? undefined
  } while (cursor)
}

async function* mapped<T>(rows: AsyncIterable<T>, row: (item: T) => Record<string, unknown>) {
  for await (const item of rows) yield row(item)
}

function sheet(
  deps: ReviewDeps,
  locale: Locale,
  how: {
    name: { zh: string; en: string }
    columns: readonly ExportColumn[]
    rows: AsyncIterable<Record<string, unknown>>
  },
) {
  return exportRows({
    format: 'xlsx',
    columns: how.columns,
    rows: how.rows,
    locale,
    sheet: how.name[locale],
    timeZone: deps.pack.city.timezone,
  })
}

export const expertSheet = { zh: '评审专家', en: 'Experts' }

export function exportExperts(deps: ReviewDeps, viewer: Viewer, query: ExpertQuery, locale: Locale) {
  const label = (kind: 'domain' | 'track') => {
    const labels = new Map(deps.keys.labels(kind).map((each) => [each.key, each[locale]]))
    return (key: string) => labels.get(key) ?? key
  }
  const [domain, track] = [label('domain'), label('track')]
  return sheet(deps, locale, {
    name: expertSheet,
    columns: [
      { key: 'name', zh: '姓名', en: 'Name' },
      { key: 'title', zh: '职称职务', en: 'Title', width: 20 },
      { key: 'employer', zh: '工作单位', en: 'Employer', width: 28 },
      { key: 'domains', zh: '领域', en: 'Domains', width: 28 },
      { key: 'tracks', zh: '赛道', en: 'Tracks', width: 28 },
      { key: 'employers', zh: '近三年任职单位', en: 'Organisations of the last three years', width: 36 },
      { key: 'available', zh: '可参加评审', en: 'Available', type: 'boolean' },
      { key: 'availability', zh: '时间说明', en: 'When', width: 24 },
      { key: 'load', zh: '在手评审', en: 'Open reviews', type: 'number' },
    ],
    rows: mapped(
      every((cursor) => expertPage(deps, viewer, { ...query, limit: 200, cursor })),
      (item) => ({
        ...item,
        domains: item.domains.map(domain),
        tracks: item.tracks.map(track),
        employers: item.employers.map((each) => each.name),
      }),
    ),
  })
}

export function exportRounds(deps: ReviewDeps, viewer: Viewer, query: RoundQuery, locale: Locale) {
  return sheet(deps, locale, {
    name: machine('round'),
    columns: [
      { key: 'code', zh: '编号', en: 'Code' },
      { key: 'title', zh: '名称', en: 'Title', width: 36 },
      { key: 'call', zh: '征集', en: 'Call', width: 28 },
      { key: 'state', zh: '状态', en: 'State' },
      { key: 'items', zh: '项目数', en: 'Items', type: 'number' },
      { key: 'assigned', zh: '评审份数', en: 'Reviews', type: 'number' },
      { key: 'submitted', zh: '已提交', en: 'Submitted', type: 'number' },
      { key: 'chair', zh: '评审组长', en: 'Chair' },
      { key: 'deadline', zh: '评分截止', en: 'Deadline', type: 'date' },
      { key: 'releasedAt', zh: '公布日期', en: 'Released on', type: 'date' },
    ],
    rows: mapped(
      every((cursor) => roundPage(deps, viewer, { ...query, limit: 200, cursor })),
      (item) => ({
        ...item,
        call: item.call?.title,
        state: stateLabel('round', item.state)[locale],
        assigned: item.progress?.assigned,
        submitted: item.progress?.submitted,
        chair: item.chair?.name,
      }),
    ),
  })
}

export function exportReviews(deps: ReviewDeps, viewer: Viewer, query: ReviewQuery, locale: Locale) {
  return sheet(deps, locale, {
    name: machine('review'),
    columns: [
      { key: 'round', zh: '评审轮次', en: 'Round' },
      { key: 'code', zh: '场景编号', en: 'Scenario code' },
      { key: 'title', zh: '场景', en: 'Scenario', width: 36 },
      { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
      { key: 'expert', zh: '专家', en: 'Expert' },
      { key: 'state', zh: '状态', en: 'State' },
      { key: 'stateReason', zh: '原因', en: 'Reason', width: 36 },
      { key: 'dueAt', zh: '期限', en: 'Due', type: 'date' },
      { key: 'submittedAt', zh: '提交日期', en: 'Submitted on', type: 'date' },
    ],
    rows: mapped(
      every((cursor) => reviewPage(deps, viewer, { ...query, limit: 200, cursor })),
      (item) => ({
        ...item,
        round: item.round.code,
        code: item.scenario.code,
        title: item.scenario.title,
        owner: item.owner.name,
        expert: item.expert.name,
        state: stateLabel('review', item.state)[locale],
      }),
    ),
  })
}

/** The items of one round with mean per criterion, score, rank, recommendation and decision; from consensus on. */
export async function exportScores(deps: ReviewDeps, viewer: Viewer, id: string, locale: Locale) {
  const { round, criteria } = await deps.database.read(viewer, async (reading) => {
    const row = await visibleRound(reading, id)
    if (!seesStanding(viewer, placed(row))) refuse('action_not_allowed', { allowed: [] })
    return { round: await readRound(reading, row), criteria: rubricOf(row) }
  })
  const outcome = (key: 'select' | 'revise' | 'reject' | undefined) => key && actionLabel('scenario', key)[locale]
  async function* rows() {
    for (const item of round.itemList)
      yield {
        code: item.scenario.code,
        title: item.scenario.title,
        owner: item.owner.name,
        submitted: item.submitted,
        ...Object.fromEntries(item.criteria.map((each) => [`criterion.${each.key}`, each.mean])),
        score: item.score,
        rank: item.rank,
        recommendation: outcome(item.recommendation?.outcome),
        recommendationReason: item.recommendation?.reason,
        decision: outcome(item.decision?.outcome),
        decisionReason: item.decision?.reason,
        deviation: item.decision?.deviation,
      }
  }
  return sheet(deps, locale, {
    name: { zh: round.code, en: round.code },
    columns: [
      { key: 'code', zh: '场景编号', en: 'Scenario code' },
      { key: 'title', zh: '场景', en: 'Scenario', width: 36 },
      { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
      { key: 'submitted', zh: '评审份数', en: 'Reviews', type: 'number' },
      ...criteria.map((each) => ({
        key: `criterion.${each.key}`,
        zh: each.title,
        en: each.title,
        type: 'number' as const,
      })),
      { key: 'score', zh: '加权得分', en: 'Weighted score', type: 'number' },
      { key: 'rank', zh: '名次', en: 'Rank', type: 'number' },
      { key: 'recommendation', zh: '合议建议', en: 'Recommendation' },
      { key: 'recommendationReason', zh: '建议理由', en: 'Its reason', width: 40 },
      { key: 'decision', zh: '决定', en: 'Decision' },
      { key: 'decisionReason', zh: '决定理由', en: 'Its reason', width: 40 },
      { key: 'deviation', zh: '与建议不同的说明', en: 'Why it differs', width: 40 },
    ],
    rows: rows(),
  })
}
