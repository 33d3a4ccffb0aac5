import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { drawAll, type Machine, machines } from './index.ts'
import { faultsOf } from './soundness.ts'
import { guards } from './types.ts'

const tables = Object.values(machines) as unknown as Machine[]

/** Written by hand from the product description; never derived from the tables. */
const statesByHand: Record<string, string> = {
  scenario:
    'draft submitted refining in_review selected publicised published landing demonstrating evaluating concluded rejected withdrawn suspended closed terminated',
  intent: 'expressed talking letter_signed contracted landed declined withdrawn expired broken_off terminated',
  challenge: 'draft announced open closed unsealed judging publicity awarded failed cancelled',
  proposal: 'draft sealed unsealed valid invalid awarded not_awarded withdrawn',
  agreement: 'drafting under_review signed in_force fulfilled terminated expired',
  project: 'planned running accepting accepted suspended terminated',
  reading: 'reported confirmed disputed corrected upheld',
  call: 'draft open closed archived',
  round: 'planned assigning scoring consensus deciding released archived cancelled',
  review: 'invited accepted refused conflicted drafting submitted returned recused',
  list: 'composing scheduled released',
  event: 'planned registering planning scheduled held closed cancelled',
  evaluation: 'collecting computed in_appeal published',
  promotion: 'draft applied checked in_review publicised granted refused expired revoked',
  objection: 'filed admitted inadmissible answered',
  capability: 'draft published stale withdrawn',
  need: 'draft published stale withdrawn',
  organisation: 'unverified verified refused suspended',
  service: 'recorded confirmed disputed withdrawn',
  landing: 'reported confirmed refused revoked',
  policy: 'draft consulting issued effective reviewed revised repealed',
}

const scenarioZh =
  '草稿 待受理 打磨中 评审中 已入选 公示中 对接中 落地中 示范中 评估中 已结项 未入选 已撤回 已中止 已关闭 已终止'
const intentZh = '已表达 洽谈中 已签意向 已签合同 已落地 已婉拒 已撤回 已过期 已中断 已终止'
const challengeZh = '草稿 已发榜 揭榜中 已截止 已启封 评榜中 公示中 已定榜 流榜 撤榜'

/** action: from > to (parties), by hand. */
const scenarioRows = `
draft submit submitted owner
submitted recommend submitted district_operator
submitted accept refining operator
submitted return draft operator
submitted reject rejected operator
refining send_to_review in_review operator
refining return draft operator
in_review select selected operator
in_review revise refining operator
in_review reject rejected operator
selected publicise publicised operator
publicised publish published operator
publicised uphold_objection refining operator
published start_landing landing system,operator
published close closed system,operator
landing start_demonstration demonstrating owner,operator
landing fall_through published owner,operator
demonstrating start_evaluation evaluating operator
demonstrating fall_through published operator
evaluating conclude concluded operator
concluded reopen published operator
closed reopen published operator
draft withdraw withdrawn owner
submitted withdraw withdrawn owner
refining withdraw withdrawn owner
in_review withdraw withdrawn owner
selected withdraw withdrawn owner
publicised withdraw withdrawn owner
published withdraw withdrawn owner
published suspend suspended operator
landing suspend suspended operator
demonstrating suspend suspended operator
published terminate terminated operator
landing terminate terminated operator
demonstrating terminate terminated operator
suspended terminate terminated operator
suspended resume previous operator`

const intentRows = `
expressed accept talking owner
expressed decline declined owner
expressed withdraw withdrawn provider
expressed expire expired system
talking break_off broken_off owner,provider
letter_signed break_off broken_off owner,provider
talking sign_letter letter_signed owner,provider
talking sign_contract contracted owner,provider
letter_signed sign_contract contracted owner,provider
contracted land landed owner,system
contracted terminate terminated owner,provider`

const challengeRows = `
draft announce announced
announced open open
open close closed
closed unseal unsealed
closed fail failed
unsealed judge judging
judging propose_award publicity
judging fail failed
publicity award awarded
publicity uphold judging
awarded default publicity
failed reopen draft
draft cancel cancelled
announced cancel cancelled
open cancel cancelled
closed cancel cancelled
unsealed cancel cancelled
judging cancel cancelled
publicity cancel cancelled`

function rowsOf(table: Machine, withParties: boolean): string[] {
  return table.transitions
    .flatMap((row) =>
      [row.from].flat().map((from) => {
        const step = `${from} ${row.action} ${row.to}`
        return withParties ? `${step} ${row.who.join(',')}` : step
      }),
    )
    .sort()
}

const lines = (text: string) => text.trim().split('\n').sort()
const zhOf = (table: Machine) =>
  Object.values(table.states)
    .map((state) => state.zh)
    .join(' ')

describe('the tables say what the product says', () => {
  test('the states of every lifecycle', () => {
    const states = Object.fromEntries(tables.map((table) => [table.name, Object.keys(table.states).join(' ')]))
    expect(states).toEqual(statesByHand)
  })

  test('the Chinese names of scenario, intent and challenge states', () => {
    expect([machines.scenario, machines.intent, machines.challenge].map((t) => zhOf(t as unknown as Machine))).toEqual([
      scenarioZh,
      intentZh,
      challengeZh,
    ])
  })

  test('every step of a scenario, an intent and a challenge', () => {
    expect(rowsOf(machines.scenario as unknown as Machine, true)).toEqual(lines(scenarioRows))
    expect(rowsOf(machines.intent as unknown as Machine, true)).toEqual(lines(intentRows))
    expect(rowsOf(machines.challenge as unknown as Machine, false)).toEqual(lines(challengeRows))
  })

  test('the clocks, in working days', () => {
    const clocks = tables.flatMap((table) =>
      Object.entries(table.states).flatMap(([key, state]) =>
        state.clock ? [[`${table.name} ${key}`, state.clock.dueDays]] : [],
      ),
    )
    expect(Object.fromEntries(clocks)).toEqual({
      'review invited': 5,
      'call closed': 10,
      'scenario submitted': 5,
      'scenario refining': 10,
      'scenario in_review': 20,
      'scenario selected': 5,
      'scenario publicised': 5,
      'scenario evaluating': 20,
      'scenario suspended': 60,
      'intent expressed': 10,
      'agreement under_review': 10,
      'agreement signed': 10,
      'project accepting': 10,
      'reading reported': 10,
      'reading disputed': 10,
      'promotion applied': 5,
      'promotion checked': 5,
      'promotion in_review': 20,
      'promotion publicised': 5,
      'service recorded': 10,
      'service disputed': 10,
      'landing reported': 10,
    })
    expect(machines.intent.states.expressed.clock).toEqual({ dueDays: 10, remindAtDays: 7, expireAfterDays: 15 })
  })
})

describe('the tables are sound', () => {
  test.each(tables.map((table) => [table.name, table] as const))('%s', (name, table) => {
    expect(faultsOf(table)).toEqual([])
    expect(machines[name as keyof typeof machines].name).toBe(name)
  })

  test('every guard is used and explained', () => {
    const used = new Set(
      tables.flatMap((table) => [
        ...table.transitions.flatMap((row) => row.guards ?? []),
        ...Object.values(table.states).flatMap((state) => (state.first ? [state.first.while] : [])),
      ]),
    )
    expect([...used].sort()).toEqual(Object.keys(guards).sort())
  })

  test('the check finds each planted fault', () => {
    const sound: Machine = {
      name: 'lamp',
      zh: '灯',
      en: 'lamp',
      initial: 'off',
      states: {
        off: { zh: '关', en: 'off', holder: 'owner' },
        on: { zh: '开', en: 'on', holder: 'owner' },
        broken: { zh: '坏', en: 'broken', holder: null, final: true },
      },
      transitions: [
        { from: 'off', action: 'light', to: 'on', who: ['owner'], zh: '开', en: 'Light' },
        { from: 'on', action: 'burn_out', to: 'broken', who: ['system'], zh: '烧坏', en: 'Burn out' },
      ],
    }
    const [light, burnOut] = sound.transitions as [Machine['transitions'][number], Machine['transitions'][number]]
    const plant = (change: Partial<Machine>) => faultsOf({ ...sound, ...change })
    expect(faultsOf(sound)).toEqual([])
    expect(plant({ transitions: [light] })).toEqual(['on cannot be left', 'broken is not reachable'])
    expect(plant({ transitions: [light, burnOut, light] })).toEqual(['off has two rows for light'])
    expect(plant({ transitions: [light, { ...burnOut, en: '' }] })).toEqual(['burn_out has no label'])
    expect(plant({ transitions: [light, burnOut, { ...light, from: 'on', zh: '亮' }] })).toEqual([
      'light has two labels',
    ])
    expect(plant({ transitions: [light, { ...burnOut, who: [] }] })).toEqual(['burn_out has nobody to take it'])
    expect(plant({ transitions: [light, { ...burnOut, reason: 'coded' }] })).toEqual([
      'burn_out: codes and reason differ',
    ])
    expect(
      plant({ transitions: [light, burnOut, { ...light, from: 'on', action: 'undo', to: 'previous', zh: '退' }] }),
    ).toEqual([])
    const { off, on, broken } = sound.states as Record<'off' | 'on' | 'broken', Machine['states'][string]>
    expect(plant({ states: { off, on: { ...on, holder: null }, broken } })).toEqual(['on has no holder'])
    expect(plant({ states: { off, on, broken: { ...broken, holder: 'owner' } } })).toEqual(['broken is final but held'])
    expect(plant({ states: { off, on, broken: { ...broken, zh: '' } } })).toEqual(['broken has no label'])
  })
})

test('docs/lifecycles.md is what the tables draw', () => {
  expect(readFileSync(new URL('../../docs/lifecycles.md', import.meta.url), 'utf8')).toBe(drawAll())
})
