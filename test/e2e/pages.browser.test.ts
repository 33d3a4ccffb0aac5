import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { writeXlsx } from 'hucre/xlsx'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildScenario } from '../builders/scenario.ts'
import { type City, shots, startCity } from './browser.ts'
import { furnish } from './second-loop/furnish.ts'

/** Pages looked at as people meet them: on a wide screen and on a phone, light and dark, and the portal without any script. */

let city: City
/** What a signed-in browser keeps, by login. */
const signedIn = new Map<string, NonNullable<BrowserContextOptions['storageState']>>()
const at = { draft: '', refining: '', organisation: '', result: '' }
let loop: Awaited<ReturnType<typeof furnish>>

beforeAll(async () => {
  city = await startCity()
  // First of all: the clock moves on, and sessions end with it.
  loop = await furnish(city)
  const pages = new Map<string, Page>()
  for (const login of ['owner', 'district', 'operator', 'security', 'expert2', 'leader', 'provider']) {
    const page = await city.person(login)
    pages.set(login, page)
    // Only the session: what the page keeps on the device holds the light or dark it was first seen in.
    signedIn.set(login, { cookies: await page.context().cookies(), origins: [] })
  }
  const [owner, district, operator] = [pages.get('owner'), pages.get('district'), pages.get('operator')] as [
    Page,
    Page,
    Page,
  ]
  const whole = buildScenario({ districts: [await districtOf(owner)] })
  at.draft = (await send(owner, 'POST', '/scenarios', { title: '社区养老陪护机器人' })).id
  for (const title of ['港区无人集卡夜间作业', '海上风电叶片巡检']) {
    const made = await send(owner, 'POST', '/scenarios', { ...whole, title })
    at.refining = `/scenarios/${made.id}`
    await act(owner, at.refining, 'submit')
    await act(district, at.refining, 'recommend', { reason: '同意推荐' })
  }
  await act(operator, at.refining, 'accept')
  await send(operator, 'POST', `${at.refining}/comments`, { path: 'problem', text: '请写明与现有调度系统的接口' })
  at.organisation = `/organisations/${(await send(owner, 'GET', '/me')).organisation.id}`

  await operator.goto('/app/imports/organisations')
  const rows = [
    ['单位名称', '统一社会信用代码', '单位类型'],
    ['示例海工装备有限公司', '91370200MA3WRONGXX', '企业'],
    ['', '', '不存在的类型'],
  ]
  await operator.getByLabel('选择工作簿').setInputFiles({
    name: '单位.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await writeXlsx({ sheets: [{ name: '数据', rows }] })),
  })
  await operator.getByText('下载批注后的工作簿').first().waitFor()
  at.result = operator.url()
  await city.closeScreens(false)
}, 180_000)
afterEach(({ task }) => city.closeScreens(task.result?.state === 'fail'))
afterAll(() => city.stop())

type Seen = { name: string; login?: string; path: () => string; shows: string }
const portal: Seen[] = [
  { name: 'home', path: () => '/', shows: '如何参与' },
  { name: 'scenarios', path: () => '/scenarios?q=港口', shows: '导出 Excel' },
  { name: 'scenario', path: () => '/scenarios/QD-2026-0001', shows: '如何应答' },
  { name: 'list', path: () => '/lists/QDL-2026-01', shows: '本清单的场景' },
  { name: 'calls', path: () => '/calls', shows: '公开中的征集' },
  { name: 'call', path: () => loop.call, shows: '评审标准' },
  { name: 'scenario-outcome', path: () => `/scenarios/${loop.code}`, shows: '评估结果' },
  { name: 'promotions', path: () => '/promotions', shows: '如何提出异议' },
  { name: 'find', path: () => '/find', shows: '不保存' },
  { name: 'library', path: () => '/libraries/signature', shows: '入库理由' },
  { name: 'industries', path: () => '/industries', shows: '产业与赛道一览' },
]
const workbench: Seen[] = [
  { name: 'sign-in', path: () => '/app/sign-in', shows: '忘记密码' },
  { name: 'todos', login: 'operator', path: () => '/app', shows: '海上风电叶片巡检' },
  { name: 'scenario-form', login: 'owner', path: () => `/app/scenarios/${at.draft}/edit`, shows: '还缺' },
  {
    name: 'scenario-operator',
    login: 'operator',
    path: () => `/app${at.refining}`,
    shows: '请写明与现有调度系统的接口',
  },
  { name: 'organisation', login: 'owner', path: () => `/app${at.organisation}`, shows: '邀请同事' },
  { name: 'import-result', login: 'operator', path: () => at.result, shows: '下载批注后的工作簿' },
  { name: 'wb-calls', login: 'owner', path: () => '/app/calls', shows: '智慧交通场景征集' },
  { name: 'wb-call', login: 'operator', path: () => `/app${loop.call}`, shows: '评审标准' },
  { name: 'wb-rounds', login: 'operator', path: () => '/app/rounds', shows: '机器人场景评审' },
  { name: 'wb-round', login: 'operator', path: () => `/app${loop.round}`, shows: '专家分配' },
  { name: 'wb-experts', login: 'operator', path: () => '/app/experts', shows: '示例专家乙' },
  { name: 'wb-desk', login: 'expert2', path: () => `/app${loop.desk}`, shows: '加权得分' },
  { name: 'wb-agreements', login: 'provider', path: () => '/app/agreements', shows: '合作意向书' },
  { name: 'wb-agreement', login: 'owner', path: () => `/app${loop.contract}`, shows: '签约各方' },
  { name: 'wb-letter-form', login: 'owner', path: () => `/app${loop.letter}/edit`, shows: '内容与条款' },
  { name: 'wb-projects', login: 'leader', path: () => '/app/projects', shows: '二期扩面' },
  { name: 'wb-project', login: 'owner', path: () => `/app${loop.project}`, shows: '夜间单箱作业时间' },
  { name: 'wb-report', login: 'provider', path: () => `/app${loop.project}/report`, shows: '测量时间' },
  { name: 'wb-reading', login: 'owner', path: () => `/app${loop.reading}`, shows: '单车连续作业时间' },
  { name: 'wb-evaluations', login: 'leader', path: () => '/app/evaluations', shows: '落地成效评估' },
  { name: 'wb-evaluation', login: 'operator', path: () => `/app${loop.evaluation}`, shows: '历次计算' },
  {
    name: 'wb-result',
    login: 'owner',
    path: () => `/app${loop.evaluation}/results/${loop.path.split('/').at(-1)}`,
    shows: '得分构成',
  },
  { name: 'wb-systems', login: 'operator', path: () => '/app/evaluations/systems', shows: '指标目标达成度' },
  { name: 'wb-promotions', login: 'owner', path: () => '/app/promotions', shows: '港区无人集卡夜间作业' },
  { name: 'wb-promotion', login: 'operator', path: () => `/app${loop.promotion}`, shows: '两人决定' },
  { name: 'wb-services', login: 'operator', path: () => '/app/services', shows: '讲解支持政策' },
  { name: 'wb-service', login: 'operator', path: () => `/app${loop.service}`, shows: '讲解支持政策' },
  { name: 'wb-landings', login: 'operator', path: () => '/app/landings', shows: '示例智能机器人' },
  { name: 'wb-cockpit', login: 'leader', path: () => '/app/cockpit', shows: '统计时点' },
  { name: 'wb-scenario-outcome', login: 'leader', path: () => `/app${loop.path}`, shows: '落地项目' },
  { name: 'users', login: 'security', path: () => '/app/users', shows: '示例运营甲' },
]

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([...portal, ...workbench])('$name fits and is accessible', async ({ name, login, path, shows }) => {
    const page = await city.visitor({ colorScheme, ...(login && { storageState: signedIn.get(login) as never }) })
    await page.goto(path())
    await page.getByText(shows).filter({ visible: true }).first().waitFor()
    const found: string[] = []
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      await page.getByText(shows).filter({ visible: true }).first().waitFor()
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (over > 0) found.push(`${width}: ${over} px too wide`)
      const { violations } = await new AxeBuilder({ page })
        .options({ resultTypes: ['violations'] })
        .setLegacyMode()
        .analyze()
      for (const { id, nodes } of violations)
        found.push(`${width}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)
      if (shots) {
        await mkdir(shots, { recursive: true })
        await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      }
    }
    expect(found).toEqual([])
  })
})

test('the portal works without any script: search, filter, scenario, list, language, dark', async () => {
  const page = await city.visitor({ javaScriptEnabled: false })
  await page.goto('/')
  await page.getByRole('searchbox').fill('港口')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByText(/^共 \d+ 项$/).waitFor()
  const hit = page.getByRole('main').getByRole('listitem').getByRole('heading').getByRole('link').first()
  const title = await hit.innerText()
  await hit.click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await page
    .getByRole('link', { name: /QDL-2026-01|标志性重大应用场景发布/ })
    .first()
    .click()
  await page.getByRole('heading', { name: '本清单的场景' }).waitFor()
  await page.getByRole('link', { name: 'English' }).click()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('link', { name: 'Dark' }).click()
  expect(new URL(page.url()).pathname).toBe('/en/lists/QDL-2026-01')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
})

/** A request of the page's own, as its signed-in person. */
async function send(page: Page, method: string, path: string, body?: unknown, version?: number) {
  const answer = await page.evaluate(
    async ([how, where, what, etag]) => {
      const headers = { 'content-type': 'application/json', ...(etag ? { 'if-match': `"${etag}"` } : {}) }
      const got = await fetch(`/api/v1${where}`, {
        method: how as string,
        headers,
        ...(what ? { body: JSON.stringify(what) } : {}),
      })
      return { ok: got.ok, body: await got.json() }
    },
    [method, path, body, version] as const,
  )
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function act(page: Page, path: string, action: string, body: object = {}) {
  const { version } = await send(page, 'GET', path)
  return send(page, 'POST', `${path}/actions/${action}`, body, version)
}

/** The district of one's organisation. */
async function districtOf(page: Page): Promise<string> {
  const { organisation } = await send(page, 'GET', '/me')
  return (await send(page, 'GET', `/organisations/${organisation.id}`)).district
}
