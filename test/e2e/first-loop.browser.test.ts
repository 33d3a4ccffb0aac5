import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeCreditCode } from '../../engines/text/index.ts'
import { demoPassword } from '../../server/modules/accounts/index.ts'
import { act, type City, named, openTodo, signIn, startCity } from './browser.ts'

/** The first loop as its parties walk it in the browser, each test one stretch of the way. */

const title = '港区无人集卡夜间作业'
const summary = '夜间堆场用无人集卡接力运输，减少疲劳驾驶。'
const problem = '夜班司机短缺，凌晨时段水平运输效率最低，需要可与现有调度系统对接的无人运输方案。'
const firmName = '示例无人运输有限公司'
const firmAccount = 'dao@dao.example'
const firmPassword = 'Haichao-7788'

let city: City
let code: string
beforeAll(async () => {
  city = await startCity()
})
afterEach(({ task }) => city.closeScreens(task.result?.state === 'fail'))
afterAll(() => city.stop())

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: '已保存' }).waitFor()
const reads = (page: Page, name: string, value: string) =>
  expect.poll(() => field(page, name).inputValue(), { timeout: 10_000 }).toBe(value)

/** Types into a field of the form and waits until the server has it. */
async function type(page: Page, name: string, text: string) {
  const kept = page.waitForResponse(
    (answer) => answer.ok() && answer.request().method() !== 'GET' && /scenarios/.test(answer.url()),
  )
  await field(page, name).fill(text)
  await kept
  await saved(page)
}
const said = (page: Page, sentence: string) => page.getByText(sentence).filter({ visible: true }).first().waitFor()
/** The state beside the title; a sign stands before its name. */
const isNow = (page: Page, state: string) =>
  page
    .getByRole('main')
    .getByText(new RegExp(`^[^\\p{L}]*${state}$`, 'u'))
    .filter({ visible: true })
    .first()
    .waitFor()

/** Ticks one of many behind the button that opens them. */
async function choose(page: Page, group: string, option: string) {
  const box = page.getByRole('group', { name: group, exact: true }).first()
  await box.getByText('请选择').click()
  await box.getByRole('checkbox', { name: option, exact: true }).check()
  await page.keyboard.press('Escape')
}

test('what an owner types survives a reload, a session that ended, and a second tab', async () => {
  const page = await city.person('owner')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '填报场景' }).click()
  await type(page, '场景名称', title)
  await field(page, '摘要').fill(summary)
  await page.reload()
  await page.getByRole('heading', { name: '修改场景', level: 1 }).waitFor()
  await reads(page, '场景名称', title)
  await reads(page, '摘要', summary)
  await saved(page)

  await city.sql('delete from sessions')
  await field(page, '问题与现状').fill(problem)
  const again = page.getByRole('dialog', { name: '登录已失效，请重新登录' })
  await again.getByRole('textbox', { name: '密码' }).fill(demoPassword)
  await again.getByRole('button', { name: named('登录') }).click()
  await again.waitFor({ state: 'hidden' })
  await saved(page)
  await reads(page, '问题与现状', problem)

  const tab = await page.context().newPage()
  await tab.goto(page.url())
  await reads(tab, '问题与现状', problem)
  await type(tab, '地点', '前湾港区')
  await type(page, '对应期限', '2027—2028 年')
  await reads(page, '地点', '前湾港区')

  await type(tab, '摘要', '另一个窗口里写的摘要。')
  const mine = `${summary}先在两个泊位试行。`
  await field(page, '摘要').fill(mine)
  const clash = page.getByRole('region', { name: '这些字段在别处也被修改了' })
  await clash.getByText('另一个窗口里写的摘要。').waitFor()
  await clash.getByRole('button', { name: '保留我的 摘要' }).click()
  await clash.waitFor({ state: 'hidden' })
  await saved(page)
  await tab.reload()
  await reads(tab, '摘要', mine)
})

test('the owner completes the form and hands it in', async () => {
  const page = await city.person('owner')
  await openTodo(page, title)
  await page.getByRole('link', { name: named('修改') }).click()
  await page.getByText('还缺 10 项，补齐后即可提交').waitFor()
  await page.getByRole('combobox', { name: '领域' }).selectOption('智慧治理')
  await page.getByRole('combobox', { name: '方向', exact: true }).selectOption({ index: 1 })
  await page.getByRole('combobox', { name: '开放主体' }).selectOption('政府端')
  await field(page, '方向名称').fill('无人集卡')
  await page.getByRole('button', { name: '添加开放方向' }).click()
  await field(page, '方向名称').nth(1).fill('夜间远程调度')
  await page.getByRole('button', { name: '添加条件' }).click()
  await field(page, '条件').fill('单车连续作业不少于八小时')
  await page.getByRole('combobox', { name: '针对' }).selectOption('无人集卡')
  await choose(page, '所在区市', '市南区')
  await page.getByLabel('对接截止').fill(`${new Date().getFullYear() + 1}-12-31`)
  await field(page, '预算').fill('1200万')
  await page.getByText('即 1,200 万元').or(page.getByText('即 1200 万元')).waitFor()
  await page.getByRole('checkbox', { name: '试点验证' }).check()
  await field(page, '姓名').fill('王小明')
  await field(page, '手机').fill('13800001234')
  await page.getByText('必填内容已齐全').waitFor()
  await saved(page)
  await page.getByRole('button', { name: '提交场景' }).click()
  const receipt = page.getByRole('region', { name: '场景已提交' })
  await receipt.getByText('由区市运营人员办理').waitFor()
  code = await receipt.getByText(/^QD-\d{4}-\d{4}$/).innerText()
})

test('the district recommends; an operator returns it once with a comment on a field', async () => {
  const district = await city.person('district')
  await openTodo(district, title)
  await act(district, '推荐', (dialog) => dialog.getByRole('textbox').fill('同意推荐'))
  await said(district, '由运营机构办理')

  const operator = await city.person('operator')
  await openTodo(operator, title)
  await act(operator, '受理')
  await isNow(operator, '打磨中')
  await act(operator, '退回修改', async (dialog) => {
    await dialog.getByRole('textbox', { name: '理由' }).fill('请补充接口要求')
    await dialog.getByRole('button', { name: '添加一项意见' }).click()
    await dialog.getByRole('combobox', { name: '选择字段' }).selectOption('问题与现状')
    await dialog.getByRole('textbox', { name: '意见' }).fill('请写明与现有调度系统的接口')
  })
  await said(operator, '由场景方办理')

  const owner = await city.person('owner')
  await openTodo(owner, title)
  await said(owner, '请补充接口要求')
  await said(owner, '请写明与现有调度系统的接口')
  await owner.getByRole('button', { name: '标为已处理' }).click()
  await said(owner, '已处理')
  await owner.getByRole('link', { name: named('修改') }).click()
  await type(owner, '问题与现状', `${problem}接口按港口统一规范。`)
  await owner.getByRole('button', { name: '提交场景' }).click()
  await said(owner, code)

  await openTodo(district, title)
  await act(district, '推荐')
  await openTodo(operator, title)
  await act(operator, '受理')
  await act(operator, '送评审')
  await isNow(operator, '评审中')
})

test('two operators decide, the reviews are signed, and it is publicised and put in a list', async () => {
  const operator = await city.person('operator')
  await openTodo(operator, title)
  await act(operator, '入选', (dialog) => dialog.getByRole('textbox', { name: '理由' }).fill('需求真实，条件清楚'))
  await said(operator, '待另一名运营人员复核')
  const second = await city.person('operator2')
  await openTodo(second, title)
  await act(second, '复核同意', (dialog) => dialog.getByText('需求真实，条件清楚').waitFor())
  await isNow(second, '已入选')

  await operator.reload()
  await said(operator, '公示前须完成保密审查')
  expect(await operator.getByRole('button', { name: named('公示') }).count()).toBe(0)
  await act(operator, '登记审查', (dialog) => dialog.getByRole('textbox', { name: '签署人' }).fill('李审查'))
  await said(operator, '签署人 李审查')
  await act(operator, '公示')
  await isNow(operator, '公示中')

  await operator.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '清单' }).click()
  await act(operator, '编制清单', (dialog) => dialog.getByRole('textbox', { name: '名称' }).fill('第二批场景清单'))
  await operator.getByRole('button', { name: `列入 ${title}` }).click()
  await operator.getByRole('status').filter({ hasText: '已保存' }).waitFor()
  const [due] = await city.sql<{ at: string }>(
    `select to_char((due_at + interval '1 hour') at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') as at from scenarios where code = $1`,
    [code],
  )
  await act(operator, '排期', (dialog) => dialog.getByLabel('发布时间').fill(due?.at as string))
  await isNow(operator, '待发布')
})

test('the list is released on its day, and a visitor finds the scenario by Chinese words', async () => {
  const page = await city.visitor()
  await page.goto('/lists/QDL-2026-02')
  await page.getByRole('heading', { name: '没有找到这个页面' }).waitFor()
  await city.passTime('12 days', 'lists.release')

  await page.goto('/')
  await page.getByRole('link', { name: title }).first().waitFor()
  await page.getByRole('searchbox').first().fill('集卡夜间')
  await page.keyboard.press('Enter')
  await said(page, '共 1 项')
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await said(page, '夜间远程调度')
  expect(await page.getByText('13800001234').count()).toBe(0)
})

test('a firm comes by the portal, signs up with the code from its mail, and is verified', async () => {
  const firm = await city.visitor()
  await firm.goto(`/scenarios/${code}`)
  await firm.getByRole('link', { name: '提出对接意向' }).click()
  await firm.getByRole('link', { name: '注册账号' }).click()
  await firm.getByRole('heading', { name: '注册账号' }).waitFor()
  await field(firm, '邮箱或手机号').fill(firmAccount)
  await firm.getByRole('button', { name: '获取验证码' }).click()
  await field(firm, '验证码').fill(/\d{6}/.exec(await city.mailTo(firmAccount))?.[0] as string)
  await field(firm, '姓名').fill('道经理')
  await field(firm, '设置密码').fill(firmPassword)
  await firm.getByRole('checkbox', { name: /我已阅读并同意/ }).check()
  await firm.getByRole('button', { name: named('注册') }).click()
  await firm.getByRole('button', { name: '道经理，账号菜单' }).waitFor()

  await said(firm, '表达意向')
  await firm.goto('/app/join')
  await field(firm, '单位全称').fill(firmName)
  const creditCode = makeCreditCode(20260316)
  await field(firm, '统一社会信用代码').fill(`${creditCode.slice(0, -1)}I`)
  await firm.getByRole('button', { name: '登记单位' }).click()
  await said(firm, '含有代码中不会出现的字符')
  await field(firm, '统一社会信用代码').fill(creditCode)
  await firm.getByRole('button', { name: '登记单位' }).click()
  await said(firm, `已登记 ${firmName}，等待核验`)

  const operator = await city.person('operator')
  await operator.getByRole('main').getByRole('link', { name: firmName }).click()
  await act(operator, '核验通过')
  await isNow(operator, '已核验')
  await news(firm, '单位已通过核验，可以办理业务')
})

test('interest in one opening is accepted, and both sides see how to reach one another', async () => {
  const firm = await city.visitor()
  await firm.goto(`/scenarios/${code}`)
  await firm.getByRole('link', { name: '提出对接意向' }).click()
  await signIn(firm, firmAccount, firmPassword)
  await express(firm, '无人集卡')

  const owner = await city.person('owner')
  await openTodo(owner, title)
  await said(owner, firmName)
  await said(owner, '13900001111')
  await act(owner, '同意洽谈')
  await isNow(owner, '洽谈中')
  await firm.getByRole('link', { name: '查看意向' }).click()
  await said(firm, '王小明，13800001234')
})

test('interest that nobody answers is reminded of, escalated and expires; declined interest says why', async () => {
  const firm = await city.visitor()
  await firm.goto(`/app/scenarios/${code}/answer`)
  await signIn(firm, firmAccount, firmPassword)
  await express(firm, '夜间远程调度')

  await city.passTime('12 days', 'intent_clock')
  const owner = await city.person('owner')
  await news(owner, '有意向即将到期，请及时答复')
  await city.passTime('3 days', 'intent_clock')
  const operator = await city.person('operator')
  await news(operator, '有意向已超期未答复')
  await operator.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待办' }).click()
  await operator.getByRole('heading', { name: '已逾期' }).waitFor()
  await city.passTime('20 days', 'intent_clock')

  await firm.goto('/app/intents')
  await signIn(firm, firmAccount, firmPassword)
  await isNow(firm, '已过期')
  await firm.goto(`/app/scenarios/${code}/answer`)
  await express(firm, '夜间远程调度')
  const again = await city.person('owner')
  await openTodo(again, title)
  await act(again, '婉拒', async (dialog) => {
    await dialog.getByRole('radio', { name: '未满足必备条件' }).check()
    await dialog.getByRole('textbox', { name: '补充说明' }).fill('缺少封闭场地试运行记录')
  })
  await firm.getByRole('link', { name: '查看意向' }).click()
  await isNow(firm, '已婉拒')
  await said(firm, '未满足必备条件')
  await said(firm, '缺少封闭场地试运行记录')
})

test('the auditor reads who decided what, and the chain of records is whole', async () => {
  const auditor = await city.person('auditor')
  await auditor.goto(`/app/scenarios/${code}`)
  const history = auditor.getByRole('region', { name: '存证记录' }).or(auditor.getByRole('main'))
  await history.getByText('更早的记录').or(history.getByText('新建')).first().waitFor()
  const older = auditor.getByRole('button', { name: '更早的记录' })
  if (await older.isVisible()) await older.click()
  for (const step of [
    '新建',
    '提交',
    '推荐',
    '受理',
    '退回修改',
    '送评审',
    '提出入选',
    '入选',
    '登记审查',
    '公示',
    '发布',
  ]) {
    await auditor.getByRole('listitem').filter({ hasText: '2' }).getByText(step, { exact: true }).first().waitFor()
  }
  await auditor.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '存证记录' }).click()
  await auditor.getByRole('combobox', { name: '对象' }).selectOption('对接意向')
  for (const step of ['表达意向', '同意洽谈', '过期', '婉拒']) {
    await auditor.getByRole('row').getByRole('button', { name: step, exact: true }).first().waitFor()
  }
  await auditor.getByRole('button', { name: '校验存证链' }).click()
  await said(auditor, '条记录完整，未被改动')
})

test('the portal shows what came of it', async () => {
  const page = await city.visitor()
  await page.goto('/')
  await page.getByRole('link', { name: title }).first().waitFor()
  await page.goto('/lists/QDL-2026-02')
  await page.getByRole('heading', { name: '第二批场景清单', level: 1 }).waitFor()
  await page.getByRole('link', { name: title }).first().click()
  await isNow(page, '对接中')
  const feed = await page.request.get('/feed.atom')
  expect(feed.headers()['content-type']).toContain('application/atom+xml')
  expect(await feed.text()).toContain(title)
  expect(await (await page.request.get('/sitemap.xml')).text()).toContain(`/scenarios/${code}`)
})

/** Fills in and hands in one declaration of interest, on its page. */
async function express(page: Page, opening: string) {
  await page.getByRole('combobox', { name: '针对的开放方向' }).selectOption(opening)
  await field(page, '我们能做什么').fill('我司的无人集卡已在两座码头连续运行，愿带车队参与夜间试点。')
  await field(page, '手机').fill('13900001111')
  await page.getByRole('button', { name: '提交意向' }).click()
  await page.getByRole('region', { name: '意向已提交' }).waitFor()
}

async function news(page: Page, sentence: string) {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '消息' }).click()
  await said(page, sentence)
}
