import { type Call, call, callRoutes, callSummary } from '../../contracts/calls.ts'
import { capability, capabilityRoutes } from '../../contracts/capabilities.ts'
import { type Catalog, catalog, catalogRoutes } from '../../contracts/catalog.ts'
import type { RouteSpec } from '../../contracts/common.ts'
import { evaluation, evaluationResult, evaluationRoutes, evaluationSummary } from '../../contracts/evaluations.ts'
import { library, libraryRoutes, listRoutes, scenarioList } from '../../contracts/lists.ts'
import { acceptedProject, projectRoutes } from '../../contracts/projects.ts'
import { type PromotionSummary, promotionRoutes, promotionSummary } from '../../contracts/promotions.ts'
import { type Scenario, scenario, scenarioRoutes, scenarioSummary } from '../../contracts/scenarios.ts'
import type { CallResult, PortalCall } from './call.ts'
import type { PortalRequest } from './page.ts'

/** Data of a city that does not exist, for tests of the pages: every answer passes its contract. */

const at = '2026-03-16T01:00:00.000Z'
const word = (key: string, zh: string, en = `${key} in English`) => ({ key, zh, en, src: 'paper' })

export const testCatalog: Catalog = catalog.parse({
  city: {
    key: 'duhai',
    zh: '渡海市',
    en: 'Duhai',
    codePrefix: 'DH',
    timezone: 'Asia/Shanghai',
    programme: { zh: '渡海场景', en: 'Duhai Scenarios' },
    opening: { zh: '这里公开渡海市的场景。', en: 'The scenarios of Duhai.' },
  },
  domains: [{ ...word('green', '绿色'), directions: [word('power', '电力')] }],
  industries: [{ ...word('sea', '海洋产业'), tier: 'leading', target2027Cny: 5_000_000_000 }],
  tracks: [{ ...word('ships', '船舶装备'), industry: 'sea', priority: 'first', hosts: ['east'] }],
  districts: [
    { ...word('east', '东岸区'), code: '990101', formal: null, tile: { col: 1, row: 0 } },
    { ...word('west', '西岸区'), code: '990102', formal: null, tile: { col: 0, row: 0 } },
  ],
  zones: [],
  focuses: [word('harbour', '老港区')],
  openers: [word('government', '政府端')],
  stages: ['collection', 'refinement', 'matching', 'landing', 'evaluation'].map((key) => word(key, `环节${key}`)),
  ladder: ['listed', 'laboratory', 'signature', 'super'].map((key) => word(key, `层级${key}`)),
  cooperationModes: [word('pilot', '试点验证')],
  priorities: [word('first', '优先发展')],
  targets: [
    { ...word('super_scenarios', '超级场景'), value: 3, unit: 'piece', bound: 'at_least', period: '2026-2028' },
  ],
  history: [{ ...word('funds', '扶持资金'), value: 90_000_000, unit: 'yuan', bound: 'nearly', period: null }],
  governance: [],
  services: [],
  sources: [{ key: 'paper', title: '渡海日报报道', date: '2026-03' }],
  footer: [
    { key: 'host', zh: '主办单位', en: 'Hosted by', value: null, href: null },
    {
      key: 'contact',
      zh: '联系我们',
      en: 'Contact',
      value: { zh: '一号楼', en: 'Building 1' },
      href: 'https://duhai.example/',
    },
  ],
  calendar: { weekend: [6, 7], years: [] },
  features: { unifiedLogin: false },
  enumerations: {
    units: [word('piece', '个', '')],
    capabilityKinds: [word('product', '产品', 'Product')],
    organisationKinds: [word('government', '政府部门')],
  },
})

export function testId(n: number): string {
  return `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`
}

export function testScenario(n: number, overrides: Partial<Scenario> = {}): Scenario {
  return scenario.parse({
    id: testId(n),
    code: `DH-2026-${String(n).padStart(4, '0')}`,
    title: `海上5G巡检场景${n}`,
    summary: '以真实条件开放测试与应用。',
    domain: 'green',
    direction: 'power',
    tracks: ['ships'],
    districts: ['east'],
    opener: 'government',
    owner: { id: testId(9000 + n), name: '渡海港务集团' },
    state: 'published',
    stateSince: at,
    stage: 'matching',
    holder: 'operator',
    dueAt: null,
    rung: null,
    focus: null,
    opportunityCny: null,
    opportunityBound: null,
    opportunityPeriod: null,
    budgetCny: null,
    cooperationModes: ['pilot'],
    opensAt: at,
    closesAt: null,
    publishedAt: at,
    list: null,
    openings: [{ id: testId(5000 + n), text: '装备制造', detail: null }],
    source: null,
    synthetic: false,
    createdAt: at,
    updatedAt: at,
    version: 1,
    problem: '夜间巡检效率低。',
    parent: null,
    call: null,
    children: [],
    place: null,
    startsOn: null,
    endsOn: null,
    requirements: [],
    attachments: [],
    stateReason: null,
    actions: [],
    ...overrides,
  })
}

export const testCallForScenarios: Call = call.parse({
  id: testId(60),
  code: 'DHC-2026-01',
  title: '港口与航运场景征集',
  domains: ['green'],
  directions: [],
  openers: ['government'],
  organisationKinds: ['government'],
  districts: [],
  opensAt: '2026-11-01T00:00:00.000Z',
  closesAt: '2026-12-01T00:00:00.000Z',
  state: 'open',
  stateSince: at,
  accepting: true,
  extended: 1,
  holder: 'operator',
  dueAt: null,
  createdAt: at,
  updatedAt: at,
  version: 1,
  description: '征集可在一年内试点的场景。',
  criteria: [
    { key: 'need', title: '需求真实', description: '有明确的问题和数据。', weight: 0.625 },
    { key: 'openness', title: '条件开放', description: '', weight: 0.375 },
  ],
  contact: '渡海市场景办 0000-0000',
  attachments: [],
  extensions: [{ at, from: '2026-11-20T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z', reason: '应多家单位请求' }],
  actions: [],
})

export const testList = scenarioList.parse({
  id: testId(70),
  code: 'DHL-2026-01',
  title: '首批清单',
  kind: 'scenario',
  state: 'released',
  note: null,
  releasedOn: '2026-03-16',
  scheduledFor: null,
  items: 1,
  opportunityCny: 1_000_000_000,
  opportunityBound: 'about',
  source: null,
  createdAt: at,
  updatedAt: at,
  version: 1,
  actions: [],
})

export const testCapability = capability.parse({
  id: testId(80),
  code: 'DHC-2026-0001',
  title: '水下巡检机器人',
  description: '已连续运行三年。',
  kind: 'product',
  readiness: 8,
  readinessShown: null,
  tracks: ['ships'],
  districts: ['east'],
  organisation: { id: testId(81), name: '渡海智能装备' },
  measures: [
    { metric: '下潜深度', value: 300, unit: '米', asOf: '2025-06-01' },
    { metric: '同时作业', value: 4, unit: null, asOf: null },
  ],
  capacity: '年产二百台',
  priceFromCny: 300_000,
  priceToCny: 500_000,
  proofs: [
    {
      id: testId(82),
      text: '两座码头连续运行一年',
      kind: 'delivery',
      at: '2025',
      counterpart: { id: testId(83), name: '渡海港务集团' },
      confirmedAt: at,
      declinedAt: null,
      actions: [],
    },
  ],
  attachments: [],
  freshUntil: null,
  visibility: 'public',
  state: 'published',
  stateSince: at,
  synthetic: false,
  createdAt: at,
  updatedAt: at,
  version: 1,
  actions: [],
})

export const testLibrary = library.parse({
  id: testId(75),
  key: 'signature',
  title: '标志性项目库',
  titleEn: 'Signature projects',
  purpose: '入库项目逐级培育。',
  entries: 1,
})
const testEntry = { enteredAt: at, enteredReason: '认定入库', leftAt: null, leftReason: null }

export const testPromotion: PromotionSummary = promotionSummary.parse({
  id: testId(90),
  code: 'DHU-2026-01',
  scenario: { id: testId(1), code: 'DH-2026-0001', title: '海上5G巡检场景1' },
  owner: { id: testId(9001), name: '渡海港务集团' },
  fromRung: 'listed',
  toRung: 'laboratory',
  renewal: false,
  summary: '已有固定场地，可供多家单位试验。',
  state: 'granted',
  stateSince: at,
  holder: null,
  dueAt: null,
  appliedAt: at,
  publicisedAt: at,
  publicityEndsAt: '2026-11-27T15:59:59.000Z',
  grantedAt: at,
  validUntil: '2028-03-15T16:00:00.000Z',
  endedAt: null,
  synthetic: false,
  createdAt: at,
  updatedAt: at,
  version: 1,
})

export const testProject = acceptedProject.parse({
  id: testId(91),
  code: 'DHP-2026-0001',
  title: '码头巡检试点',
  scenario: { id: testId(1), code: 'DH-2026-0001', title: '海上5G巡检场景1' },
  owner: { id: testId(9001), name: '渡海港务集团' },
  provider: { id: testId(81), name: '渡海智能装备' },
  acceptedAt: at,
  synthetic: false,
})

export const testEvaluation = evaluation.parse({
  id: testId(92),
  code: 'DHE-2026-01',
  title: '年度评估',
  system: { key: 'landing', version: 1, zh: '落地成效', en: 'Landing' },
  grades: [
    { key: 'good', zh: '良好', en: 'Good', from: 70 },
    { key: 'low', zh: '待改进', en: 'Needs work', from: 0 },
  ],
  state: 'published',
  stateSince: at,
  holder: null,
  dueAt: null,
  scenarios: 1,
  run: 1,
  asOf: at,
  appealUntil: at,
  publishedAt: at,
  outcome: { score: 81.25, grade: 'good', rank: 1 },
  synthetic: false,
  createdAt: at,
  updatedAt: at,
  version: 1,
  note: null,
  tree: {
    key: 'landing',
    version: 1,
    zh: '落地成效',
    en: 'Landing',
    purpose: { zh: '评估落地。', en: 'Landing.' },
    src: null,
    derived: true,
    appealDays: 5,
    grades: [],
    nodes: [
      { key: 'effect', parent: null, zh: '应用成效', en: 'Effect', what: null, weight: 0.6, share: 0.6, leaf: null },
      {
        key: 'progress',
        parent: null,
        zh: '落地进程',
        en: 'Progress',
        what: null,
        weight: 0.4,
        share: 0.4,
        leaf: null,
      },
    ],
  },
  scope: [],
  runs: [],
  appeals: { filed: 0, upheld: 0, dismissed: 0 },
  mayAppeal: [],
  actions: [],
})

const branch = (key: string, contribution: number) => ({
  key,
  contribution,
  raw: null,
  missing: false,
  normalised: null,
  weight: 0.5,
  evidence: [],
  withheld: 0,
})
export const testResult = evaluationResult.parse({
  id: testId(93),
  run: 1,
  scenario: { id: testId(1), code: 'DH-2026-0001', title: '海上5G巡检场景1' },
  owner: { id: testId(9001), name: '渡海港务集团' },
  score: 81.25,
  grade: 'good',
  rank: 1,
  leaves: [branch('effect', 51.25), branch('progress', 30)],
  previous: null,
})

/** Answers the public routes from rows in memory; refuses queries their contract refuses, as the API does. */
export function testCall(
  rows: readonly Scenario[],
  seen: unknown[] = [],
  { call: forScenarios = testCallForScenarios, promotion = testPromotion } = {},
): PortalCall {
  const refused = (status: number) => ({
    ok: false as const,
    status,
    problem: { type: '', title: '', status, code: 'refused', detail: '', traceId: '' },
  })
  const page = <T>(items: readonly T[], limit: number) => ({
    items: items.slice(0, limit),
    nextCursor: items.length > limit ? 'a-b_c' : null,
    total: items.length,
    totalIsExact: true,
  })
  const answer = (spec: RouteSpec, params: { id?: string }, query: Record<string, unknown>): unknown => {
    const limit = Number(query.limit)
    const found = <T extends { id: string; code: string | null }>(things: readonly T[]) =>
      things.find((one) => one.code === params.id || one.id === params.id)
    switch (spec.path) {
      case catalogRoutes.all.path:
        return testCatalog
      case scenarioRoutes.list.path: {
        const rungs = query.rung as string[] | undefined
        const kept = rows.filter((one) => !rungs || (one.rung && rungs.includes(one.rung)))
        return page(
          kept.map((one) => scenarioSummary.parse(one)),
          limit,
        )
      }
      case scenarioRoutes.get.path:
        return found(rows)
      case callRoutes.list.path: {
        const states = query.state as string[] | undefined
        const kept = rows.length > 0 && (!states || states.includes(forScenarios.state)) ? [forScenarios] : []
        return page(
          kept.map((one) => callSummary.parse(one)),
          limit,
        )
      }
      case promotionRoutes.list.path:
        return page(rows.length > 0 && (query.state as string[]).includes(promotion.state) ? [promotion] : [], limit)
      case projectRoutes.accepted.path:
        return page(query.scenario === testProject.scenario.id ? [testProject] : [], limit)
      case evaluationRoutes.list.path:
        return page(query.scenario === testProject.scenario.id ? [evaluationSummary.parse(testEvaluation)] : [], limit)
      case evaluationRoutes.get.path:
        return found([testEvaluation])
      case evaluationRoutes.results.path:
        return page([testResult], limit)
      case callRoutes.get.path:
        return found([forScenarios])
      case listRoutes.list.path:
        return page(rows.length > 0 ? [testList] : [], limit)
      case listRoutes.get.path:
        return found([testList])
      case listRoutes.items.path:
        return found([testList]) && { items: rows.map((one, position) => ({ scenarioId: one.id, position })) }
      case libraryRoutes.list.path:
        return { items: rows.length > 0 ? [testLibrary] : [] }
      case libraryRoutes.entries.path:
        return page(
          rows.map((one, at) => ({ ...testEntry, id: testId(7000 + at), scenario: one })),
          limit,
        )
      case capabilityRoutes.list.path:
        return page(rows.length > 0 ? [testCapability] : [], limit)
      case capabilityRoutes.get.path:
        return found([testCapability])
      default:
        throw new Error(`no test data for ${spec.path}`)
    }
  }
  return async (spec, input) => {
    seen.push({ path: spec.path, ...input })
    const query = spec.query?.safeParse(input.query ?? {})
    if (query && !query.success) return refused(400)
    const value = answer(spec, (input.params ?? {}) as { id?: string }, query?.data ?? {})
    return (value === undefined ? refused(404) : { ok: true, value }) as CallResult<typeof spec>
  }
}

export function testRequest(
  url: string,
  rows: readonly Scenario[],
  overrides: Partial<PortalRequest> = {},
): PortalRequest {
  return {
    url,
    locale: /^\/en(\/|$|\?)/.test(url) ? 'en' : 'zh',
    theme: null,
    largeType: false,
    origin: 'https://duhai.example',
    assets: { style: '/assets/portal.test.css', icon: '/assets/icon.svg' },
    now: new Date('2026-11-20T04:00:00.000Z'),
    traceId: 'trace-1',
    call: testCall(rows),
    ...overrides,
  }
}
