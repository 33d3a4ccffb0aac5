import type { FigureKey } from '../../../contracts/cockpit.ts'

type Words = { readonly zh: string; readonly en: string }

export const figureLabels: Readonly<Record<FigureKey, Words>> = {
  super_scenarios: { zh: '超级场景', en: 'Super scenarios' },
  new_products_promoted: { zh: '新技术新产品应用推广', en: 'New technologies and products put to use' },
  innovative_firms_landed: { zh: '新引进创新型企业', en: 'Innovative firms newly settled' },
  firms_served: { zh: '场景创新服务企业', en: 'Firms given services' },
  opportunity_released: { zh: '发布场景机会（发布口径）', en: 'Opportunity released (as announced)' },
  contracted_amount: { zh: '已签合同金额', en: 'Contracts signed' },
  scenarios_published: { zh: '已发布场景', en: 'Scenarios published' },
  intents_open: { zh: '进行中的对接意向', en: 'Open intents' },
  intents_overdue: { zh: '超期未答复的意向', en: 'Overdue intents' },
  projects_running: { zh: '实施中的落地项目', en: 'Projects running' },
}

/** How far those that were handed in have come. */
export const steps = {
  submitted: { zh: '已提交', en: 'Handed in' },
  published: { zh: '已发布', en: 'Published' },
  landing: { zh: '已落地', en: 'Landing or further' },
  demonstrating: { zh: '已示范', en: 'Demonstrating or further' },
  concluded: { zh: '已结项', en: 'Concluded' },
} as const satisfies Record<string, Words>

export const noKey: Words = { zh: '未标明', en: 'Not stated' }
export const ended: Words = { zh: '已退出', en: 'Left the loop' }
