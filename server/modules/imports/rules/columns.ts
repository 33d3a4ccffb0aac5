import type { KeyKind, Keys, Words } from '../../catalog/index.ts'

export type Collection = 'scenarios' | 'organisations' | 'capabilities'
export type Option = { readonly key: string; readonly zh: string; readonly en: string }
export type CellKind =
  | 'line'
  | 'prose'
  | 'lines'
  | 'option'
  | 'options'
  | 'whole'
  | 'money'
  | 'measures'
  | 'day'
  | 'credit_code'
  | 'mobile'
  | 'email'
  | 'url'

/** One column of a workbook, as plain data, so that it can be handed to another thread. `max` is characters, value or number of entries. */
export type Column = {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly kind: CellKind
  readonly required?: boolean
  readonly min?: number
  readonly max?: number
  readonly width?: number
  readonly options?: readonly Option[]
}

const owner: readonly Column[] = [
  { key: 'ownerCode', zh: '单位统一社会信用代码', en: 'Organisation credit code', kind: 'credit_code', width: 24 },
  { key: 'ownerName', zh: '单位名称', en: 'Organisation', kind: 'line', max: 120, width: 30 },
]

/** The columns of each collection: what a row may say, with the permitted values of this city. */
export function columnsOf(collection: Collection, keys: Keys, words: Words): readonly Column[] {
  const labels = (kind: KeyKind): Option[] => keys.labels(kind).map(({ key, zh, en }) => ({ key, zh, en }))
  const enumeration = (section: string, names: readonly string[]): Option[] =>
    names.map((key) => ({ key, zh: words('zh')(section, key) ?? key, en: words('en')(section, key) ?? key }))
  const tracks: Column = {
    key: 'tracks',
    zh: '赛道',
    en: 'Tracks',
    kind: 'options',
    max: 10,
    width: 30,
    options: labels('track'),
  }
  const districts = labels('district')
  if (collection === 'organisations') {
    const kinds = [
      'government',
      'state_firm',
      'firm',
      'university',
      'institute',
      'hospital',
      'park',
      'finance',
      'association',
    ]
    return [
      { key: 'name', zh: '单位名称', en: 'Name', kind: 'line', required: true, max: 120, width: 36 },
      { key: 'shortName', zh: '简称', en: 'Short name', kind: 'line', max: 40 },
      { key: 'creditCode', zh: '统一社会信用代码', en: 'Credit code', kind: 'credit_code', width: 24 },
      {
        key: 'kind',
        zh: '单位类型',
        en: 'Kind',
        kind: 'option',
        required: true,
        options: enumeration('organisationKinds', kinds),
      },
      { key: 'district', zh: '所在区市', en: 'District', kind: 'option', options: districts },
      { ...tracks, max: 20 },
      { key: 'foundedOn', zh: '成立日期', en: 'Founded on', kind: 'day' },
      { key: 'registeredCapitalCny', zh: '注册资本（元）', en: 'Registered capital (CNY)', kind: 'money', width: 20 },
      { key: 'employees', zh: '人员规模', en: 'Employees', kind: 'whole', min: 0, max: 10_000_000 },
      { key: 'summary', zh: '单位简介', en: 'Summary', kind: 'prose', max: 2000, width: 50 },
      { key: 'website', zh: '网址', en: 'Website', kind: 'url', max: 300, width: 30 },
    ]
  }
  if (collection === 'capabilities') {
    const kinds = enumeration('capabilityKinds', ['product', 'technology', 'service', 'research_result'])
    return [
      ...owner,
      { key: 'title', zh: '能力名称', en: 'Title', kind: 'line', required: true, max: 120, width: 40 },
      { key: 'kind', zh: '类型', en: 'Kind', kind: 'option', required: true, options: kinds },
      { key: 'description', zh: '能力说明', en: 'Description', kind: 'prose', max: 8000, width: 60 },
      { key: 'readiness', zh: '成熟度（1-9）', en: 'Readiness (1-9)', kind: 'whole', min: 1, max: 9 },
      { key: 'readinessShown', zh: '成熟度说明', en: 'Readiness shown by', kind: 'prose', max: 1000, width: 40 },
      tracks,
      { key: 'districts', zh: '服务区市', en: 'Districts', kind: 'options', max: 20, width: 24, options: districts },
      {
        key: 'visibility',
        zh: '可见范围',
        en: 'Visibility',
        kind: 'option',
        options: enumeration('visibilities', ['public', 'members']),
      },
      { key: 'measures', zh: '指标数据', en: 'Measures', kind: 'measures', max: 40, width: 40 },
      { key: 'capacity', zh: '供给能力', en: 'Capacity', kind: 'prose', max: 500, width: 30 },
      { key: 'priceFromCny', zh: '参考价格下限（元）', en: 'Price from (CNY)', kind: 'money', width: 20 },
      { key: 'priceToCny', zh: '参考价格上限（元）', en: 'Price to (CNY)', kind: 'money', width: 20 },
      { key: 'proofs', zh: '佐证', en: 'Proofs', kind: 'lines', max: 30, width: 40 },
    ]
  }
  return [
    ...owner,
    { key: 'title', zh: '场景名称', en: 'Title', kind: 'line', required: true, max: 120, width: 40 },
    { key: 'summary', zh: '场景摘要', en: 'Summary', kind: 'prose', max: 500, width: 50 },
    { key: 'problem', zh: '需求描述', en: 'Problem', kind: 'prose', max: 8000, width: 60 },
    { key: 'domain', zh: '领域', en: 'Domain', kind: 'option', options: labels('domain') },
    { key: 'direction', zh: '方向', en: 'Direction', kind: 'option', options: labels('direction') },
    tracks,
    { key: 'districts', zh: '区市', en: 'Districts', kind: 'options', max: 20, width: 24, options: districts },
    { key: 'opener', zh: '开放主体', en: 'Opened by', kind: 'option', options: labels('opener') },
    { key: 'opportunityCny', zh: '市场机会（元）', en: 'Opportunity (CNY)', kind: 'money', width: 20 },
    { key: 'budgetCny', zh: '预算（元）', en: 'Budget (CNY)', kind: 'money', width: 20 },
    {
      key: 'cooperationModes',
      zh: '合作方式',
      en: 'Cooperation',
      kind: 'options',
      max: 10,
      width: 24,
      options: labels('cooperationMode'),
    },
    { key: 'place', zh: '实施地点', en: 'Place', kind: 'line', max: 200, width: 30 },
    { key: 'startsOn', zh: '开始日期', en: 'Starts on', kind: 'day' },
    { key: 'endsOn', zh: '结束日期', en: 'Ends on', kind: 'day' },
    { key: 'openings', zh: '开放方向', en: 'Openings', kind: 'lines', max: 30, width: 40 },
    { key: 'must', zh: '必备条件', en: 'Required conditions', kind: 'lines', max: 50, width: 40 },
    { key: 'wish', zh: '期望条件', en: 'Wished conditions', kind: 'lines', max: 50, width: 40 },
    { key: 'contactName', zh: '联系人', en: 'Contact', kind: 'line', max: 40 },
    { key: 'contactMobile', zh: '联系手机', en: 'Contact mobile', kind: 'mobile' },
    { key: 'contactEmail', zh: '联系邮箱', en: 'Contact e-mail', kind: 'email', width: 26 },
  ]
}
