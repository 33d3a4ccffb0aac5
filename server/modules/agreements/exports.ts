import type { Readable } from 'node:stream'
import { type AgreementSummary, agreementKindLabels } from '../../../contracts/agreements.ts'
import { machine, stateLabel } from '../../../engines/lifecycle/index.ts'
import { type ExportColumn, exportRows } from '../../platform/workbook/index.ts'

type Page = { readonly items: readonly AgreementSummary[]; readonly nextCursor: string | null }

/** The same rows as the list, page by page. */
export function exportAgreements(
  next: (cursor: string | undefined) => Promise<Page>,
  locale: 'zh' | 'en',
  timeZone: string,
): Readable {
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await next(cursor)
      for (const item of page.items) yield exportRow(item, locale)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return exportRows({ format: 'xlsx', columns, rows: rows(), locale, sheet: machine('agreement')[locale], timeZone })
}

const columns: readonly ExportColumn[] = [
  { key: 'code', zh: '协议编号', en: 'Code' },
  { key: 'kind', zh: '类型', en: 'Kind' },
  { key: 'title', zh: '标题', en: 'Title', width: 36 },
  { key: 'number', zh: '合同编号', en: 'Contract number', width: 18 },
  { key: 'state', zh: '状态', en: 'State' },
  { key: 'scenarioCode', zh: '场景编号', en: 'Scenario code' },
  { key: 'scenario', zh: '场景', en: 'Scenario', width: 36 },
  { key: 'openings', zh: '开放方向', en: 'Openings', width: 28 },
  { key: 'owner', zh: '场景方', en: 'Owner', width: 28 },
  { key: 'providers', zh: '供给方及份额', en: 'Providers and shares', width: 40 },
  { key: 'amountCny', zh: '金额（元）', en: 'Amount (CNY)', type: 'money', width: 16 },
  { key: 'signedOn', zh: '签署日期', en: 'Signed on', type: 'date' },
  { key: 'effectiveFrom', zh: '生效日期', en: 'In force from', type: 'date' },
  { key: 'validUntil', zh: '有效期至', en: 'Valid until', type: 'date' },
  { key: 'synthetic', zh: '示例', en: 'Example', type: 'boolean' },
]

function exportRow(item: AgreementSummary, locale: 'zh' | 'en'): Record<string, unknown> {
  const providers = item.parties.filter((each) => each.role !== 'owner')
  return {
    ...item,
    kind: agreementKindLabels[item.kind][locale],
    state: stateLabel('agreement', item.state)[locale],
    scenarioCode: item.scenario.code,
    scenario: item.scenario.title,
    openings: item.openings.map((each) => each.text),
    owner: item.owner.name,
    providers: providers.map((each) => `${each.organisation.name} ${Number(((each.share ?? 0) * 100).toFixed(4))}%`),
  }
}
