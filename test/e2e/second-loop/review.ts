import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { buildScenario } from '../../builders/scenario.ts'
import { good } from '../../support/good.ts'
import { act, named } from '../browser.ts'
import {
  callTitle,
  field,
  isNow,
  menu,
  minute,
  pick,
  press,
  rival,
  roundTitle,
  type Scene,
  said,
  saved,
  take,
  title,
} from './scene.ts'

/** From the call to the result of its review. */
export function walkReview(scene: Scene): void {
  test('an operator announces a call with its criteria, and anybody reads it on the portal', async () => {
    const page = await scene.city.person('operator')
    await menu(page, '征集')
    await page.getByRole('link', { name: '发起征集' }).first().click()
    await field(page, '征集名称').fill(callTitle)
    await saved(page)
    await field(page, '说明').fill('征集需求真实、条件具备的场景。')
    await page.getByLabel('开始时间').fill(await minute(scene, -1))
    await page.getByLabel('截止时间').fill(await minute(scene, 48))
    await field(page, '咨询方式').fill('示例场景办公室')
    for (const [at, [name, weight]] of [
      ['需求真实', '60'],
      ['条件开放', '50'],
    ].entries()) {
      await page.getByRole('button', { name: '添加标准' }).click()
      await field(page, '标准名称')
        .nth(at)
        .fill(name as string)
      await field(page, '权重')
        .nth(at)
        .fill(weight as string)
    }
    await said(page, '权重合计 110%，须为 100%')
    await field(page, '权重').nth(1).fill('40')
    await said(page, '✓ 权重合计 100%')
    await saved(page)
    await page.getByRole('button', { name: '核对并开放' }).click()
    await act(page, '开放')
    await isNow(page, '征集中')

    const visitor = await scene.city.visitor()
    await visitor.goto('/')
    await visitor.getByRole('link', { name: callTitle }).click()
    await visitor.getByRole('heading', { name: callTitle, level: 1 }).waitFor()
    await said(visitor, '60%')
    await visitor.getByRole('link', { name: '提交场景' }).waitFor()
  })

  test('the owner submits into it; after its deadline it takes nothing more', async () => {
    const draft = (over: object) => buildScenario({ opportunityCny: 60_000_000, ...over })
    const { body: home } = await scene.remote
      .as(scene.people.owner)
      .get(`/organisations/${scene.people.owner.organisationId}`)
    const made = good(
      await scene.remote.as(scene.people.owner).post('/scenarios', draft({ title, districts: [home.district] })),
    ).body
    scene.path = `/scenarios/${made.id}`
    const page = await scene.city.person('owner')
    await page.goto(`/app${scene.path}/edit`)
    await page.getByRole('combobox', { name: '征集' }).selectOption({ index: 1 })
    await said(page, '符合征集范围')
    await saved(page)
    await page.getByRole('button', { name: '提交场景' }).click()
    const receipt = page.getByRole('region', { name: '场景已提交' })
    scene.code = await receipt.getByText(/^QD-\d{4}-\d{4}$/).innerText()

    const second = scene.people.owner2
    const { call } = good(await scene.remote.as(scene.people.owner).get(scene.path)).body
    const theirs = good(await scene.remote.as(second).get(`/organisations/${second.organisationId}`)).body.district
    const other = good(
      await scene.remote.as(second).post('/scenarios', draft({ title: rival, callId: call.id, districts: [theirs] })),
    ).body
    good(await scene.remote.as(second).act(`/scenarios/${other.id}`, 'submit'))
    for (const each of [scene.path, `/scenarios/${other.id}`]) {
      const { holder } = good(await scene.remote.as(scene.people.operator).get(each)).body
      if (holder === 'district_operator')
        await scene.remote.as(scene.people.district).act(each, 'recommend', { reason: '同意推荐' })
      good(await scene.remote.as(scene.people.operator).act(each, 'accept'))
    }

    await scene.remote.shiftClock('3 days')
    const office = await scene.city.person('operator')
    await menu(office, '征集')
    await office.getByRole('link', { name: callTitle }).click()
    await act(office, '截止')
    await isNow(office, '已截止')
    for (const each of [scene.path, `/scenarios/${other.id}`])
      good(await scene.remote.as(scene.people.operator).act(each, 'send_to_review'))
  })

  test('a round over the call: experts are invited, sign their undertaking, and one steps back', async () => {
    const page = await scene.city.person('operator')
    await menu(page, '评审轮次')
    await act(page, '新建轮次', async (dialog) => {
      await field(dialog, '名称').fill(roundTitle)
      await pick(dialog.getByRole('combobox', { name: '征集' }), callTitle)
    })
    await page.getByRole('heading', { name: roundTitle, level: 1 }).waitFor()
    await page.getByRole('button', { name: '修改设置' }).click()
    const settings = page.getByRole('dialog', { name: '轮次设置' })
    await settings.getByLabel('评分截止').fill(await minute(scene, 240))
    await settings.getByLabel('每个项目至少几份评审').fill('2')
    await pick(settings.getByRole('combobox', { name: '评审组长' }), '示例专家甲')
    await settings.getByRole('button', { name: named('保存') }).click()
    await settings.waitFor({ state: 'hidden' })
    await act(page, '分配专家')
    await page.getByText('增加专家').click()
    for (const name of ['示例专家甲', '示例专家乙', '示例专家丙']) {
      await page.getByRole('button', { name: `加入 ${name}` }).click()
      for (const item of [title, rival]) await page.getByRole('checkbox', { name: `邀请 ${name} 评审 ${item}` }).check()
    }
    await page.getByRole('button', { name: '邀请 6 份' }).click()
    await page.getByRole('button', { name: '邀请 0 份' }).waitFor()

    for (const login of ['expert', 'expert2', 'expert3']) {
      const expert = await scene.city.person(login)
      await take(expert, title)
      await said(expert, '签署承诺并声明无利益冲突后，可以查看材料。')
      await expert.getByRole('button', { name: '签署承诺' }).click()
      if (login === 'expert3') {
        await press(expert, '申报利益冲突', '申报利益冲突', (dialog) =>
          dialog.getByRole('textbox').fill('曾任该单位顾问'),
        )
        await isNow(expert, '利益冲突')
        await take(expert, rival)
        await press(expert, '谢绝评审', '谢绝', (dialog) => dialog.getByRole('textbox').fill('近期出差'))
        await isNow(expert, '已谢绝')
        continue
      }
      await press(expert, '无利益冲突，接受评审', '接受')
      await said(expert, '夜班司机短缺')
      await take(expert, rival)
      await press(expert, '无利益冲突，接受评审', '接受')
      await isNow(expert, '已接受')
    }
    await page.reload()
    await act(page, '开始评分')
    await isNow(page, '评分中')
  })

  test('experts score blind, the chair recommends, the office decides, and only then the owner reads its result', async () => {
    for (const [login, need, openness] of [
      ['expert', '90', '80'],
      ['expert2', '80', '90'],
    ] as const) {
      const expert = await scene.city.person(login)
      for (const item of [title, rival]) {
        await take(expert, item)
        await act(expert, '开始评审')
        await field(expert, '需求真实').fill(item === title ? need : '50')
        await field(expert, '条件开放').fill('101')
        await said(expert, '0 至 100')
        await field(expert, '条件开放').fill(item === title ? openness : '50')
        await field(expert, '给场景方的意见').fill(item === title ? '请写明数据接口' : '现场条件未落实')
        await said(expert, item === title ? /8[46]\.00/ : '50.00')
        await saved(expert)
        await act(expert, '提交评审')
        await said(expert, '评审已提交并锁定。')
      }
    }
    const chair = await scene.city.person('expert')
    await menu(chair, '评审轮次')
    await chair.getByRole('link', { name: roundTitle }).click()
    await act(chair, '进入合议')
    for (const [item, outcome] of [
      [title, '入选'],
      [rival, '不予入选'],
    ] as const) {
      await judge(chair, item, '提出建议', async (dialog) => {
        await dialog.getByRole('radio', { name: outcome, exact: true }).check()
        await field(dialog, '理由').fill('综合得分与示范价值')
      })
    }
    await act(chair, '提交决定')
    await isNow(chair, '决定中')

    const owner = await scene.city.person('owner')
    await owner.goto(`/app${scene.path}`)
    await isNow(owner, '评审中')
    expect(await owner.getByRole('heading', { name: '评审结果' }).count()).toBe(0)

    const office = await scene.city.person('operator')
    await take(office, roundTitle)
    for (const item of [title, rival])
      await judge(office, item, '作出决定', (dialog) => field(dialog, '理由').fill('与专家意见一致'))
    await act(office, '公布结果')
    await isNow(office, '已公布')

    await owner.reload()
    await owner.getByRole('heading', { name: '评审结果' }).waitFor()
    await said(owner, '加权得分 85.00')
    await said(owner, '第 1 名，共 2 项')
    await said(owner, '请写明数据接口')
    const body = await owner.locator('body').innerText()
    expect(body).not.toMatch(/示例专家/)
    const lost = await scene.city.person('owner2')
    await lost.goto('/app/scenarios')
    await lost.getByRole('link', { name: rival }).first().click()
    await said(lost, '第 2 名，共 2 项')
    await said(lost, '现场条件未落实')
  })
}

/** Says what is to become of one item of the round that is on the screen. */
async function judge(page: Page, item: string, verb: string, fill: (dialog: Locator) => Promise<unknown>) {
  await page.getByRole('row').filter({ hasText: item }).getByRole('button', { name: verb }).click()
  const dialog = page.getByRole('dialog', { name: named(verb) })
  await fill(dialog)
  await dialog.getByRole('button', { name: named(verb) }).click()
  await dialog.waitFor({ state: 'hidden' })
}
