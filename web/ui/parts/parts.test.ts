/* biome-ignore-all lint/correctness/noChildrenProp: without JSX, children are a property */
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { UiProvider } from '../context.tsx'
import { ClockChip } from './clock-chip.tsx'
import { Diff } from './diff.tsx'
import { ExplanationBar } from './explanation-bar.tsx'
import { FieldWithSource } from './field-with-source.tsx'
import { Figure } from './figure.tsx'
import { MixedText } from './mixed-text.tsx'
import { Money } from './money.tsx'
import { OrganisationChip } from './organisation-chip.tsx'
import { Receipt } from './receipt.tsx'
import { StageRail } from './stage-rail.tsx'
import { StateTag } from './state-tag.tsx'

function html(part: ReactElement, locale: 'zh' | 'en' = 'zh'): string {
  return renderToStaticMarkup(createElement(UiProvider, { locale, timeZone: 'Asia/Shanghai', children: part }))
}
/** What is read, elements aside. */
function words(part: ReactElement, locale: 'zh' | 'en' = 'zh'): string {
  return html(part, locale)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

describe('parts', () => {
  it('mixed text keeps what was typed and marks each boundary of Chinese and Latin', () => {
    const typed = '基于5G的AI巡检 v2，达到30%以上'
    const marked = html(createElement(MixedText, null, typed))
    expect(marked.replaceAll('<span class="thin"></span>', '')).toBe(typed)
    expect(marked.match(/thin/g)?.length).toBe(6)
    expect(html(createElement(MixedText, null, '纯中文。'))).toBe('纯中文。')
  })

  it('money: short on screen, whole in the title, qualified', () => {
    const part = createElement(Money, { cny: 120_000_000_000, bound: 'about' })
    expect(words(part)).toBe('约 1200 亿元')
    expect(words(part, 'en')).toBe('about 120 billion yuan')
    expect(html(part)).toContain('title="约120,000,000,000元"')
    expect(words(createElement(Money, { cny: 5, bound: 'at_least' }))).toBe('不少于 5 元')
  })

  it('the stage rail says where it is, who holds it and since when', () => {
    const stages = ['a', 'b', 'c'].map((key) => ({ key, label: key.toUpperCase() }))
    const rail = createElement(StageRail, { stages, current: 'b', holder: '场景方', since: '2026-03-15T16:30:00.000Z' })
    expect(words(rail)).toBe('A 已完成 B 由场景方办理 2026-03-16 起 C 未开始')
    expect(html(rail).match(/aria-current="step"/g)?.length).toBe(1)
  })

  it.each([
    [3, 'tone-plain', '2026-11-25 还有 3 个工作日'],
    [2, 'tone-sand', '2026-11-25 还有 2 个工作日'],
    [0, 'tone-sand', '2026-11-25 今日到期'],
    [-2, 'tone-tile', '2026-11-25 已逾期 2 个工作日'],
  ])('the clock with %d days left', (days, tone, said) => {
    const chip = createElement(ClockChip, { dueAt: '2026-11-25', days })
    expect([words(chip), html(chip).includes(tone)]).toEqual([said, true])
  })

  it('a figure opens its rows and names its day and source', () => {
    const figure = createElement(Figure, {
      label: '公开',
      number: '6',
      unit: '项',
      href: '/x',
      asOf: '2026-11-20',
      source: '甲',
    })
    expect(words(figure)).toBe('公开 6 项 截至 2026-11-20 · 来源 甲')
    expect(html(figure)).toContain('<a href="/x">')
  })

  it('an explanation is the stack of its parts', () => {
    const parts = [
      { key: 'a', label: '条件', value: 3 },
      { key: 'b', label: '经验', value: 1 },
    ]
    const bar = html(createElement(ExplanationBar, { parts, outOf: 8 }))
    expect([...bar.matchAll(/x="([\d.]+)"[^>]*width="([\d.]+)"/g)].map((m) => [m[1], m[2]])).toEqual([
      ['0', '1000'],
      ['0', '372'],
      ['375', '122'],
    ])
    expect(words(createElement(ExplanationBar, { parts }))).toBe('条件：3，占 75% 经验：1，占 25% 合计 4')
    expect(html(createElement(ExplanationBar, { parts: [] }))).not.toContain('NaN')
  })

  it('a state is told by words and a mark, example data by a word', () => {
    const marks = (['sea', 'pine', 'sand', 'tile', 'plain'] as const).map(
      (tone) => words(createElement(StateTag, { tone, children: '甲' })).split(' ')[0],
    )
    expect(new Set(marks).size).toBe(5)
    expect(words(createElement(OrganisationChip, { name: '某厂', synthetic: true }))).toBe('某厂 示例')
    expect(html(createElement(OrganisationChip, { name: '某厂' }), 'en')).toContain('lang="zh-CN"')
  })

  it('a field without a value says so; a diff hides what is withheld; a receipt has number and time', () => {
    expect(words(createElement(FieldWithSource, { label: '地点', children: '' }))).toBe('地点 未填写')
    const changes = [
      { label: '名称', before: null, after: '新' },
      { label: '手机', withheld: true },
    ]
    expect(words(createElement(Diff, { changes }))).toBe('字段 修改前 修改后 名称 （空） 新 手机 内容不予显示')
    const receipt = createElement(Receipt, { title: '已提交', number: 'N-1', at: '2026-11-20T09:30:00.000Z' })
    expect(words(receipt)).toBe('✓ 已提交 回执编号 N-1 提交时间 2026-11-20 17:30')
  })
})
