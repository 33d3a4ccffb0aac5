import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCreditCode } from '../../../engines/text/index.ts'
import { buildOrganisation, buildPerson, refusalOf, testPlatform } from '../../../test/builders/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Membership, Viewer } from '../../platform/viewer.ts'
import { readRows } from '../../platform/workbook/index.ts'
import { createCatalog } from '../catalog/index.ts'
import { checkImport } from './commands/check.ts'
import { commitImport } from './commands/commit.ts'
import { filesOf, type ImportDeps } from './context.ts'
import type { Collection } from './rules/columns.ts'
import { createImportService, type ImportService } from './service.ts'

let db: TestDatabase
let deps: ImportDeps
let service: ImportService
let folder: string
let operator: Viewer
let member: Viewer
let memberOrg: Membership & { name: string }
let otherOrg: Membership & { name: string }
const faults: unknown[] = []

type Cell = string | number | Date | null
beforeAll(async () => {
  db = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'imports-'))
  const platform = await testPlatform(db)
  const log = { fault: (thrown: unknown) => void faults.push(thrown) } as unknown as ImportDeps['log']
  deps = { ...platform, ...createCatalog(platform), log, config: { dataDir: folder } }
  service = createImportService(deps)
  memberOrg = await buildOrganisation(db)
  otherOrg = await buildOrganisation(db)
  operator = await buildPerson(db, { roles: ['operator'] })
  member = await buildPerson(db, { organisations: [memberOrg] })
})
afterAll(async () => {
  await db.drop()
  await rm(folder, { recursive: true })
  expect(faults.map(String)).toEqual([])
})

async function upload(viewer: Viewer, collection: Collection, content: Uint8Array, name = '单位.xlsx') {
  const path = join(folder, `${newId()}.part`)
  await writeFile(path, content)
  const { id } = await service.start(viewer, collection, { path, name, bytes: content.length, sha256: '' }, 'zh')
  await checkImport(deps, id)
  return service.get(viewer, collection, id)
}
const book = (rows: Cell[][], more: { name: string; rows: Cell[][] }[] = []) =>
  writeXlsx({ sheets: [{ name: '数据', rows }, ...more] })
const count = async (table: string) =>
  (await db.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0
const code = (number: number) => makeCreditCode(500_000 + number)
const header = ['单位名称', '统一社会信用代码', '单位类型', '成立日期', '注册资本（元）', '备注']

describe('organisations', () => {
  test('codes of 18 digits, full-width digits and words of both languages come in as they are meant', async () => {
    const full = code(1).replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    const result = await upload(
      operator,
      'organisations',
      await book([
        header,
        ['示例甲', full, '企业', '２０２０年３月５日', '５００万', '自用备注'],
        ['示例乙', null, 'Hospital', new Date('2019-12-31T00:00:00Z'), 1_000_000, null],
        [null, null, null, null, null, null],
        ['示例丙', ` ${code(2).toLowerCase()} `, 'firm', '2021/1/2', '1,000,000', '007'],
      ]),
    )
    expect(result).toMatchObject({ state: 'checked', rows: 3, valid: 3, invalid: 0, faults: [], workbookUrl: null })
    const before = await count('organisations')
    expect((await service.commit(operator, 'organisations', result.id)).state).toBe('committing')
    await commitImport(deps, result.id)
    await commitImport(deps, result.id)
    expect(await service.commit(operator, 'organisations', result.id)).toMatchObject({
      state: 'committed',
      progress: 1,
    })
    expect(await count('organisations')).toBe(before + 3)
    const rows = await db.sql(
      `select name, credit_code, kind, founded_on::text, registered_capital_cny::int as capital, state from organisations where name like '示例_' and name in ('示例甲', '示例乙', '示例丙') order by name`,
    )
    expect(new Map(rows.map((row) => [row.name, row]))).toEqual(
      new Map([
        [
          '示例丙',
          {
            name: '示例丙',
            credit_code: code(2),
            kind: 'firm',
            founded_on: '2021-01-02',
            capital: 1_000_000,
            state: 'verified',
          },
        ],
        [
          '示例乙',
          {
            name: '示例乙',
            credit_code: null,
            kind: 'hospital',
            founded_on: '2019-12-31',
            capital: 1_000_000,
            state: 'verified',
          },
        ],
        [
          '示例甲',
          {
            name: '示例甲',
            credit_code: code(1),
            kind: 'firm',
            founded_on: '2020-03-05',
            capital: 5_000_000,
            state: 'verified',
          },
        ],
      ]),
    )
    const records = await db.sql(
      `select actor_id, record from journal_records where action = 'import.commit' and subject_id = $1`,
      [result.id],
    )
    expect(records.length).toBe(1)
    expect(records[0]).toMatchObject({
      actor_id: operator.userId,
      record: { count: 3, merkleRoot: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })

  test('a half-bad workbook imports nothing and comes back whole, with a column of errors', async () => {
    const wrong = `${code(10).slice(0, 17)}${code(10).endsWith('0') ? '1' : '0'}`
    const lookalike = `А${code(11).slice(1)}`
    const content = await book(
      [
        header,
        ['好单位', code(12), '企业', null, null, '保留我'],
        ['错码单位', wrong, '企业', null, null, null],
        ['形似', lookalike, '企业', null, null, null],
        ['Неalth 公司', code(13), '企业', null, null, null],
        ['重复', code(12), '企业', null, null, null],
        ['已有', code(1), '公司', '2020-02-30', -5, null],
        [null, 911101081234567900, '企业', null, null, null],
      ],
      [{ name: '我的说明', rows: [['别动']] }],
    )
    const before = await count('organisations')
    const result = await upload(operator, 'organisations', content)
    expect(result).toMatchObject({ state: 'checked', rows: 7, valid: 1, invalid: 6 })
    expect(result.faults.map((each) => [each.row, each.column, each.code])).toEqual([
      [3, '统一社会信用代码', 'invalid_credit_code'],
      [4, '统一社会信用代码', 'invalid_credit_code'],
      [5, '单位名称', 'lookalike'],
      [6, '统一社会信用代码', 'duplicate'],
      [7, '单位类型', 'invalid_value'],
      [7, '成立日期', 'invalid_format'],
      [7, '注册资本（元）', 'too_small'],
      [8, '单位名称', 'required'],
      [8, '统一社会信用代码', 'precision_lost'],
    ])
    expect(await refusalOf(service.commit(operator, 'organisations', result.id))).toBe('import_has_errors')
    expect(await count('organisations')).toBe(before)
    const { stream } = await service.workbook(operator, 'organisations', result.id)
    const back = join(folder, 'back.xlsx')
    await writeFile(back, stream)
    const rows: Cell[][] = []
    for await (const { cells } of readRows(back, { maxRows: 100 })) rows.push([...cells] as Cell[])
    expect(rows[0]).toEqual([...header, '错误'])
    expect(rows[1]).toEqual(['好单位', code(12), '企业', null, null, '保留我'])
    expect(String(rows[5]?.[6])).toContain('与第 2 行重复')
    // Corrected and sent again with the old column still in it.
    const again = await upload(
      operator,
      'organisations',
      await book([
        [...header, '错误'],
        ['好单位', code(12), '企业', null, null, null, '旧的错误'],
      ]),
    )
    expect(again).toMatchObject({ rows: 1, invalid: 0 })
  })

  test('what is registered already is found, and what was taken between the dry run and the import stops all of it', async () => {
    const there = await upload(
      operator,
      'organisations',
      await book([header, ['又来', code(1), '企业', null, null, null]]),
    )
    expect(there.faults.map((each) => each.code)).toEqual(['duplicate'])
    const result = await upload(
      operator,
      'organisations',
      await book([header, ['先到', code(21), '企业', null, null, null], ['后到', code(22), '企业', null, null, null]]),
    )
    await buildOrganisation(db, { credit_code: code(22) })
    const before = await count('organisations')
    await service.commit(operator, 'organisations', result.id)
    await commitImport(deps, result.id)
    const ended = await service.get(operator, 'organisations', result.id)
    expect(ended.state).toBe('failed')
    expect(ended.failure).toContain('1 行未通过')
    expect(await count('organisations')).toBe(before)
  })
})

describe('scenarios and capabilities', () => {
  test('become drafts of the member’s organisation; naming another is refused, an operator may', async () => {
    const columns = ['单位名称', '场景名称', '需求描述', '开放方向', '必备条件', '联系人', '联系手机', '领域', '方向']
    const [domain, other] = deps.keys.labels('domain')
    const direction = deps.keys.labels('direction').find((each) => deps.keys.domainOf(each.key) === domain?.key)
    const rows: Cell[][] = [
      columns,
      [
        null,
        '无人装卸',
        '港内转运靠人工',
        '路径规划；车辆调度',
        '连续运行不低于 500 小时',
        '王',
        '13800000001',
        domain?.zh ?? '',
        direction?.zh ?? '',
      ],
      [otherOrg.name, '别人的场景', null, null, null, null, null, null, null],
      ['没有的单位', '无主场景', null, null, null, null, null, other?.zh ?? '', direction?.zh ?? ''],
    ]
    const bad = await upload(member, 'scenarios', await book(rows))
    expect(bad.faults.map((each) => [each.row, each.code])).toEqual([
      [3, 'unknown_organisation'],
      [4, 'invalid_value'],
    ])
    const good = await upload(member, 'scenarios', await book(rows.slice(0, 2)))
    expect(good).toMatchObject({ rows: 1, invalid: 0 })
    await service.commit(member, 'scenarios', good.id)
    await commitImport(deps, good.id)
    const [scenario] = await db.sql(
      `select id, state, holder, owner_id, domain, direction from scenarios where title = '无人装卸'`,
    )
    expect(scenario).toMatchObject({
      state: 'draft',
      holder: 'owner',
      owner_id: memberOrg.id,
      domain: domain?.key,
      direction: direction?.key,
    })
    expect(await db.sql(`select text from openings where scenario_id = $1 order by position`, [scenario?.id])).toEqual([
      { text: '路径规划' },
      { text: '车辆调度' },
    ])
    expect(await db.sql(`select text, kind from requirements where scenario_id = $1`, [scenario?.id])).toEqual([
      { text: '连续运行不低于 500 小时', kind: 'must' },
    ])
    expect(await db.sql(`select name, mobile from scenario_contacts where scenario_id = $1`, [scenario?.id])).toEqual([
      { name: '王', mobile: '13800000001' },
    ])
    const byOperator = await upload(
      operator,
      'scenarios',
      await book([
        ['单位名称', '场景名称'],
        [otherOrg.name, '代录场景'],
        [null, '没写单位'],
      ]),
    )
    expect(byOperator.faults.map((each) => [each.row, each.code])).toEqual([[3, 'required']])
    const repeated = await upload(member, 'scenarios', await book(rows.slice(0, 2)))
    expect(repeated.faults.map((each) => each.code)).toEqual(['duplicate'])
  })

  test('capabilities bring kind, tracks and proofs', async () => {
    const track = deps.keys.labels('track')[0]
    const made = await upload(
      member,
      'capabilities',
      await book([
        ['Title', 'Kind', 'Tracks', 'Readiness (1-9)', 'Proofs'],
        ["'=泵站机器人", 'product', track?.en ?? '', 7, '已运行；获专利'],
      ]),
    )
    expect(made).toMatchObject({ rows: 1, invalid: 0 })
    await service.commit(member, 'capabilities', made.id)
    await commitImport(deps, made.id)
    const [row] = await db.sql(
      `select id, tracks, readiness, state, visibility from capabilities where title = '=泵站机器人'`,
    )
    expect(row).toMatchObject({ tracks: [track?.key], readiness: 7, state: 'draft', visibility: 'public' })
    expect(
      (await db.sql(`select text from capability_proofs where capability_id = $1 order by position`, [row?.id])).length,
    ).toBe(2)
  })
})

test('measures come in one cell, and what cannot be read in it is told', async () => {
  const columns = ['能力名称', '类型', '指标数据', '供给能力', '参考价格下限（元）', '参考价格上限（元）']
  const bad = await upload(
    member,
    'capabilities',
    await book([
      columns,
      ['光年车', '产品', '续航=3 光年', null, null, null],
      ['没写数', '产品', '载重=1吨；续航', null, null, null],
      ['说两遍', '产品', '续航=3 km; 续航=4 公里', null, null, null],
      ['未来车', '产品', '续航=3 km（2199-01-01）', null, null, null],
      ['倒价', '产品', null, null, '5万', '4万'],
    ]),
  )
  expect(bad.faults.map((each) => [each.row, each.column, each.code])).toEqual([
    [2, '指标数据', 'measure_unit'],
    [3, '指标数据', 'measure_format'],
    [4, '指标数据', 'duplicate'],
    [5, '指标数据', 'in_the_future'],
    [6, '参考价格上限（元）', 'too_small'],
  ])
  const made = await upload(
    member,
    'capabilities',
    await book([
      columns,
      ['表格来的转运车', '产品', '续航＝三百公里（2025-06-01）；合格率=99.5%', '年产 200 台', '30万', 500000],
    ]),
  )
  expect(made).toMatchObject({ rows: 1, invalid: 0 })
  await service.commit(member, 'capabilities', made.id)
  await commitImport(deps, made.id)
  const [row] = await db.sql(
    `select id, capacity, price_from_cny::int as low, price_to_cny::int as high from capabilities where title = '表格来的转运车'`,
  )
  expect(row).toMatchObject({ capacity: '年产 200 台', low: 300_000, high: 500_000 })
  expect(
    await db.sql(
      `select metric, value, unit, as_of::text from capability_measures where capability_id = $1 order by position`,
      [row?.id],
    ),
  ).toEqual([
    { metric: '续航', value: 300, unit: '公里', as_of: '2025-06-01' },
    { metric: '合格率', value: 99.5, unit: '%', as_of: null },
  ])
})

describe('what cannot be a workbook of ours', () => {
  test('each has its own answer', async () => {
    const failureOf = async (content: Uint8Array) => {
      const { state, failure } = await upload(operator, 'organisations', content)
      expect(state).toBe('failed')
      return failure
    }
    expect(await failureOf(new TextEncoder().encode('单位名称,信用代码\n'))).toContain('无法读取该工作簿')
    expect(await failureOf(new Uint8Array(0))).toContain('无法读取该工作簿')
    expect(await failureOf(await book([['别的', '表头']]))).toContain('缺少列：单位名称、单位类型')
    expect(await failureOf(await book([[...header, '员工人数（人）', '备注二'], ['某']]))).toContain(
      '不认识的列：员工人数（人）。',
    )
    expect(await failureOf(await book([header]))).toContain('没有数据')
  })

  test('a template can be filled in and sent back', async () => {
    for (const [collection, viewer] of [
      ['organisations', operator],
      ['scenarios', member],
      ['capabilities', member],
    ] as const) {
      const result = await upload(viewer, collection, await service.template(collection, 'zh'))
      expect(result.failure).toContain('没有数据')
    }
  })

  test('only its uploader knows of an import, and only an operator brings in organisations', async () => {
    const made = await upload(
      operator,
      'organisations',
      await book([header, ['某', code(31), '企业', null, null, null]]),
    )
    expect(await refusalOf(service.get(member, 'organisations', made.id))).toBe('not_found')
    expect(await refusalOf(service.get(operator, 'scenarios', made.id))).toBe('not_found')
    expect(await refusalOf(service.commit(member, 'organisations', made.id))).toBe('not_found')
    expect((await service.cancel(operator, 'organisations', made.id)).state).toBe('cancelled')
    expect(await refusalOf(service.commit(operator, 'organisations', made.id))).toBe('action_not_allowed')
    await expect(import('node:fs/promises').then((fs) => fs.stat(filesOf(deps, made.id).upload))).rejects.toThrow(
      'ENOENT',
    )
    const smuggled = await upload(
      member,
      'organisations',
      await book([header, ['某', code(32), '企业', null, null, null]]),
    )
    expect(smuggled.state).toBe('failed')
  })
})
