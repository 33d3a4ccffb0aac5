import type { EvidenceKind, PromotionProspects, PromotionQuery } from '../../../contracts/promotions.ts'
import type { Rung } from '../../../contracts/scenarios.ts'
import { machine, stateLabel } from '../../../engines/lifecycle/index.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { isMember, type Viewer } from '../../platform/viewer.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'
import { type PromotionDeps, showPromotion, visiblePromotion } from './context.ts'
import { candidatesOf } from './evidence-store.ts'
import { handles, isInside } from './policy.ts'
import { presentSummary } from './present.ts'
import { lackingOf, offersOf, ruleOf, stateFits } from './rules/ladder.ts'
import { heldBy, listPromotions, openOn, scenarioOf } from './store.ts'

export type PromotionService = ReturnType<typeof createPromotionService>

export function createPromotionService(deps: PromotionDeps) {
  const { database, historyOf, pack, words } = deps

  function list(viewer: Viewer, query: PromotionQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listPromotions(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      return { items: page.rows.map(presentSummary), nextCursor: page.nextCursor, ...totalOf(count) }
    })
  }

  return {
    list,
    get: (viewer: Viewer, idOrCode: string) =>
      database.read(viewer, async (reading) => showPromotion(deps, reading, await visiblePromotion(reading, idOrCode))),
    prospects: (viewer: Viewer, idOrCode: string): Promise<PromotionProspects> =>
      database.read(viewer, async (reading) => {
        const scenario = await scenarioOf(reading, idOrCode)
        if (!scenario?.owner_id) return refuse('not_found')
        if (!isMember(viewer, scenario.owner_id) && !handles(viewer, { owner_id: scenario.owner_id }))
          refuse('forbidden')
        const id = scenario.id as string
        const [held, open, candidates] = await Promise.all([
          heldBy(reading, id),
          openOn(reading, id),
          candidatesOf(reading, id),
        ])
        const rung = scenario.rung as Rung | null
        const fits = rung !== null && stateFits(scenario.state ?? '')
        // A file can always be brought along.
        const kinds: EvidenceKind[] = [...candidates.map((each) => each.kind), 'file']
        const offers = fits
          ? offersOf(rung, held, reading.now as string).map((each) => {
              const rule = ruleOf(pack.programme.ladder, each.toRung)
              return {
                ...each,
                evidence: rule.evidence.map((group) => [...group]),
                validMonths: rule.validMonths,
                lacking: lackingOf(rule, kinds),
              }
            })
          : []
        return {
          rung,
          offers,
          blocked: !fits
            ? 'promotion_scenario_state'
            : open
              ? 'promotion_open'
              : offers.length === 0
                ? 'promotion_top'
                : null,
          open: open && { id: open.id, code: open.code, state: open.state as 'draft' },
          candidates,
        }
      }),
    history: (viewer: Viewer, idOrCode: string, page: { cursor?: string | undefined; limit: number }) =>
      database.read(viewer, async (reading) => {
        const row = await visiblePromotion(reading, idOrCode)
        if (!isInside(viewer, row)) refuse('forbidden')
        const asked = { limit: page.limit, ...(page.cursor && { cursor: page.cursor }) }
        return historyOf(reading, { type: 'promotion', id: row.id }, asked)
      }),
    exportXlsx(viewer: Viewer, query: PromotionQuery, locale: 'zh' | 'en') {
      const word = words(locale)
      async function* rows() {
        let cursor: string | undefined
        do {
          const page = await list(viewer, { ...query, limit: 200, cursor })
          for (const each of page.items)
            yield {
              ...each,
              scenarioCode: each.scenario.code,
              scenarioTitle: each.scenario.title,
              owner: each.owner.name,
              fromRung: word('ladder', each.fromRung),
              toRung: word('ladder', each.toRung),
              state: stateLabel('promotion', each.state)[locale],
            }
          cursor = page.nextCursor ?? undefined
        } while (cursor)
      }
      return exportRows({
        format: 'xlsx',
        columns,
        rows: rows(),
        locale,
        sheet: machine('promotion')[locale],
        timeZone: pack.city.timezone,
      })
    },
  }
}

const columns: readonly ExportColumn[] = [
  { key: 'code', zh: '编号', en: 'Code', width: 16 },
  { key: 'scenarioCode', zh: '场景编号', en: 'Scenario code', width: 16 },
  { key: 'scenarioTitle', zh: '场景', en: 'Scenario', width: 40 },
  { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
  { key: 'fromRung', zh: '原层级', en: 'From rung', width: 18 },
  { key: 'toRung', zh: '申请层级', en: 'To rung', width: 18 },
  { key: 'state', zh: '状态', en: 'State', width: 10 },
  { key: 'summary', zh: '申请摘要', en: 'Summary', width: 60 },
  { key: 'appliedAt', zh: '申请日期', en: 'Applied on', width: 14, type: 'date' },
  { key: 'publicisedAt', zh: '公示日期', en: 'Publicised on', width: 14, type: 'date' },
  { key: 'publicityEndsAt', zh: '公示期满', en: 'Publicity ends', width: 14, type: 'date' },
  { key: 'grantedAt', zh: '认定日期', en: 'Granted on', width: 14, type: 'date' },
  { key: 'validUntil', zh: '有效期至', en: 'Valid until', width: 14, type: 'date' },
]
