import { expect, test } from 'vitest'
import { act, named } from '../browser.ts'
import { field, isNow, menu, pick, press, type Scene, said, saved, take, title } from './scene.ts'

const evaluationTitle = '落地成效评估'

/** From the evaluation to the next rung, and what everybody sees of it then. */
export function walkOutcome(scene: Scene): void {
  test('it is evaluated from confirmed rows; the owner appeals, is answered, and the result is published', async () => {
    const office = await scene.city.person('operator')
    await office.goto(`/app${scene.path}`)
    await act(office, '启动评估')
    await isNow(office, '评估中')
    await menu(office, '评估')
    await act(office, '新建评估', async (dialog) => {
      await field(dialog, '名称').fill(evaluationTitle)
      await pick(dialog.getByRole('combobox', { name: '指标体系' }), '场景')
      await dialog.getByRole('button', { name: `加入 ${title}` }).click()
      await dialog.getByRole('button', { name: `移出 ${title}` }).waitFor()
    })
    await take(office, evaluationTitle)
    await act(office, '计算')
    await isNow(office, '已计算')
    await act(office, '开放申诉')
    await isNow(office, '申诉期')

    const owner = await scene.city.person('owner')
    await menu(owner, '评估')
    await owner.getByRole('link', { name: evaluationTitle }).first().click()
    await owner.getByRole('link', { name: `为「${title}」提出申诉` }).click()
    await field(owner, '事实和理由').fill('答复及时率应计入节假日顺延。')
    await field(owner, '要求').fill('重新核算。')
    await owner.getByRole('button', { name: '提交申诉' }).click()
    await owner.getByRole('region', { name: '申诉已提交' }).waitFor()
    await office.reload()
    await said(office, '还有 1 件申诉未答复，全部答复后才能发布。')
    await press(office, `申诉不成立 ${title}`, '申诉不成立', (dialog) =>
      dialog.getByRole('textbox').fill('日历已计入节假日'),
    )
    expect(await office.getByRole('button', { name: named('发布') }).count()).toBe(0)

    await scene.remote.shiftClock('10 days')
    const again = await scene.city.person('operator')
    await take(again, evaluationTitle)
    await act(again, '发布')
    await isNow(again, '已发布')
    await again.goto(`/app${scene.path}`)
    await act(again, '结项')
    await isNow(again, '已结项')
  })

  test('the owner applies for the next rung on linked evidence; two operators put it into publicity', async () => {
    const owner = await scene.city.person('owner')
    await owner.goto(`/app${scene.path}`)
    await owner.getByRole('link', { name: '申请升级' }).click()
    await owner.getByRole('button', { name: '开始填写' }).click()
    await field(owner, '申请说明').fill('夜间试点成效稳定，拟固定场地供多家单位试验。')
    await field(owner, '公示摘要').fill('夜间无人集卡试点已验收。')
    await said(owner, /还缺：.*佐证/)
    const add = owner.getByRole('region', { name: '本场景可用的佐证' }).getByRole('button', { name: /^添加/ })
    for (let left = await add.count(); left > 0; left -= 1) {
      await add.first().click()
      await field(owner, '说明什么').last().fill('见所附记录。')
    }
    await saved(owner)
    await said(owner, '内容已齐全，可以提交')
    await press(owner, '提交申请', '申请')
    await owner.getByRole('region', { name: '申请已提交' }).waitFor()

    const office = await scene.city.person('operator')
    await take(office, title)
    await act(office, '核查通过')
    await act(office, '送评审')
    await act(office, '公示', (dialog) => dialog.getByRole('textbox').fill('成效属实'))
    const second = await scene.city.person('operator2')
    await take(second, title)
    await act(second, '复核同意')
    await isNow(second, '公示中')

    const visitor = await scene.city.visitor()
    await visitor.goto('/promotions')
    await said(visitor, /拟由“.+”认定为“场景应用实验室”/)
    await said(visitor, '夜间无人集卡试点已验收。')
  })

  test('granted after its publicity: portal, cockpit and journal tell the same', async () => {
    await scene.remote.shiftClock('9 days')
    const office = await scene.city.person('operator')
    await take(office, title)
    await act(office, '认定', (dialog) => dialog.getByRole('textbox').fill('公示无异议'))
    await isNow(office, '已认定')

    const visitor = await scene.city.visitor()
    await visitor.goto(`/scenarios/${scene.code}`)
    await isNow(visitor, '已结项')
    for (const words of ['场景应用实验室', '夜间无人集卡试点', '满分 100 分']) await said(visitor, words)
    const shown = await visitor.locator('body').innerText()
    expect(shown).not.toMatch(/360|GK-2026-118/)

    const leader = await scene.city.person('leader')
    await menu(leader, '驾驶舱')
    await leader.getByRole('heading', { name: '驾驶舱', level: 1 }).waitFor()
    await said(leader, '演示环境')
    await leader
      .getByRole('link', { name: /360\s*万/ })
      .first()
      .click()
    await leader.getByRole('heading', { name: '协议', level: 1 }).waitFor()
    await leader
      .getByRole('link', { name: new RegExp(title) })
      .first()
      .waitFor()

    const auditor = await scene.city.person('auditor')
    await menu(auditor, '存证记录')
    for (const [kind, step] of [
      ['评审轮次', '公布结果'],
      ['协议', '签署'],
      ['落地项目', '验收通过'],
      ['评估', '发布'],
      ['升级认定', '认定'],
    ] as const) {
      await auditor.getByRole('combobox', { name: '对象' }).selectOption(kind)
      await auditor.getByRole('row').getByRole('button', { name: step, exact: true }).first().waitFor()
    }
    await auditor.getByRole('button', { name: '校验存证链' }).click()
    await said(auditor, '条记录完整，未被改动')
  })
}
