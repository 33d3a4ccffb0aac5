import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { good } from '../../support/good.ts'
import { act, named } from '../browser.ts'
import { field, isNow, menu, minute, pick, type Scene, said, saved, take, title } from './scene.ts'

const projectTitle = '夜间无人集卡试点'
const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
})
/** Uploads a file and waits until its name stands there. */
async function attach(place: Page | Locator, label: string, name: string) {
  await place.getByLabel(label).setInputFiles(pdf(name))
  await place.getByText(name).first().waitFor()
}

/** From publication to an accepted project. */
export function walkLanding(scene: Scene): void {
  test('a contract of a public owner names its lawful route before both sides sign it', async () => {
    const { owner: by, operator, provider } = scene.people
    const as = scene.remote.as
    for (const kind of ['confidentiality', 'fair_competition'])
      good(await as(operator).post(`${scene.path}/clearances`, { kind, outcome: 'passed', signer: '李审查' }))
    good(await as(operator).act(scene.path, 'publicise'))
    await scene.remote.shiftClock('12 days')
    good(await as(operator).act(scene.path, 'publish'))
    await scene.landing.talk(scene.path)
    const track = good(await as(by).get('/catalog')).body.tracks[0].key
    const capability = { kind: 'product', readiness: 8, tracks: [track], visibility: 'public' }
    const proofs = [{ kind: 'delivery', text: '两座码头连续运行一年' }]
    const made = good(
      await as(provider).post('/capabilities', {
        title: '无人集卡车队',
        description: '夜间无人驾驶水平运输。',
        proofs,
        ...capability,
      }),
    ).body
    good(await as(provider).act(`/capabilities/${made.id}`, 'publish'))

    const owner = await scene.city.person('owner')
    await take(owner, title)
    await owner.getByRole('button', { name: '起草合同' }).click()
    await field(owner, '内容与条款').fill('双方就夜间水平运输开展试点，分两期实施。')
    await field(owner, '金额').fill('360万')
    await saved(owner)
    await said(owner, '政府和国有单位签订合同，须写明合法采购方式及依据。')
    await said(owner, '送审前请补充：采购方式')
    await pick(owner.getByRole('combobox', { name: '采购方式' }), '公开招标')
    await field(owner, '公告或批复编号').fill('GK-2026-118')
    await attach(owner, '上传文件 公告或批复文件', '中标公告.pdf')
    await saved(owner)
    await owner.getByRole('button', { name: '送双方审阅' }).click()
    await isNow(owner, '双方审阅中')
    await act(owner, '签署')
    await said(owner, '未签署')

    const firm = await scene.city.person('provider')
    await menu(firm, '协议')
    await firm
      .getByRole('link', { name: new RegExp(title) })
      .first()
      .click()
    await act(firm, '签署', async (dialog) => {
      await dialog.getByLabel('签署日期').fill(await scene.landing.day())
      await attach(dialog, '上传文件 签署件扫描', '签署件.pdf')
    })
    await isNow(firm, '已签署')
    await act(firm, '生效')
    await isNow(firm, '履行中')
  })

  test('a project starts when both sides agreed to its indicators', async () => {
    const firm = await scene.city.person('provider')
    await menu(firm, '落地项目')
    await firm.getByRole('link', { name: '立项' }).first().click()
    await field(firm, '项目名称').fill(projectTitle)
    await firm.getByLabel('开始日期').fill(await scene.landing.day())
    await firm.getByLabel('结束日期').fill(await scene.landing.day(180))
    await firm.getByRole('button', { name: '添加里程碑' }).click()
    await field(firm, '名称').fill('首车上线')
    await firm.getByLabel('计划完成日期').fill(await scene.landing.day(30))
    await firm.getByRole('button', { name: '添加指标' }).click()
    await field(firm, '名称').nth(1).fill('夜间单箱作业时间')
    await field(firm, '单位').fill('分钟')
    await field(firm, '基线值').fill('12')
    await field(firm, '目标值').fill('8')
    await pick(firm.getByRole('combobox', { name: '方向' }), '越低越好')
    await field(firm, '测量方法').fill('取调度系统每月夜班平均值。')
    const chosen = firm.getByRole('group', { name: '应用的能力' })
    await chosen.getByText('请选择').click()
    await chosen.getByRole('checkbox', { name: '无人集卡车队' }).check()
    await firm.keyboard.press('Escape')
    await saved(firm)
    await firm.getByRole('button', { name: named('立项') }).click()
    await firm
      .getByRole('region', { name: '已立项' })
      .getByText(/^QDP-\d{4}-\d{4}$/)
      .waitFor()
    await firm.getByRole('link', { name: '查看项目' }).click()
    await act(firm, '确认全部指标')
    await said(firm, '供给方已确认，等待另一方')

    const owner = await scene.city.person('owner')
    await take(owner, projectTitle)
    await act(owner, '确认全部指标')
    await act(owner, '启动')
    await isNow(owner, '实施中')
    await owner.goto(`/app${scene.path}`)
    await isNow(owner, '示范中')
  })

  test('a reading is reported on a phone, disputed, corrected and confirmed', async () => {
    const firm = await scene.city.person('provider', { viewport: { width: 390, height: 844 } })
    await take(firm, projectTitle)
    await firm.getByRole('link', { name: '填报读数' }).first().click()
    await pick(firm.getByRole('combobox', { name: '指标' }), '夜间单箱作业时间')
    await field(firm, '数值（分钟）').fill('9')
    await firm.getByLabel('测量时间').fill(await minute(scene, 0))
    await firm.getByRole('button', { name: '填报读数' }).click()
    await said(firm, '已填报，等待对方确认')

    const owner = await scene.city.person('owner')
    await take(owner, '夜间单箱作业时间')
    await act(owner, '提出异议', (dialog) => dialog.getByRole('textbox').fill('与调度系统记录不符'))
    await isNow(owner, '有争议')
    await take(firm, '夜间单箱作业时间')
    await act(firm, '更正', async (dialog) => {
      await field(dialog, '更正后的数值').fill('8')
      await field(dialog, '理由').fill('按调度记录更正')
    })
    await take(owner, '夜间单箱作业时间')
    await act(owner, '确认')
    await isNow(owner, '已确认')
  })

  test('the provider hands the project in and the owner accepts it, each with its paper', async () => {
    const firm = await scene.city.person('provider')
    await take(firm, projectTitle)
    await act(firm, '填写完成情况', async (dialog) => {
      await dialog.getByLabel('完成日期').fill(await scene.landing.day())
    })
    await act(firm, '申请验收', async (dialog) => {
      await field(dialog, '完成情况').fill('试点按期完成，指标达到目标。')
      await attach(dialog, '上传文件 验收报告', '验收报告.pdf')
    })
    await isNow(firm, '验收中')
    const owner = await scene.city.person('owner')
    await take(owner, projectTitle)
    await act(owner, '验收通过', async (dialog) => {
      await field(dialog, '验收意见').fill('同意验收。')
      await attach(dialog, '上传文件 验收意见书', '验收意见书.pdf')
    })
    await isNow(owner, '已验收')

    const leader = await scene.city.person('leader')
    await menu(leader, '落地项目')
    await leader.getByRole('link', { name: projectTitle }).first().click()
    await said(leader, '夜间单箱作业时间')
    expect(await leader.getByText('与调度系统记录不符').count()).toBe(0)
  })
}
