import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actionLabel,
  actionsFor,
  can,
  clockOf,
  dueDaysOf,
  type Guard,
  guardLabel,
  holderOf,
  isFinal,
  type Machine,
  type MachineName,
  machine,
  machines,
  type Party,
  partiesOf,
  partyLabel,
  presumeOnAction,
  stageOf,
  stateLabel,
  statesFor,
  type Viewer,
} from './index.ts'
import { originsOf } from './rules.ts'
import { guards, parties } from './types.ts'

const operator: Viewer = { parties: ['operator'] }
const owner: Viewer = { parties: ['owner'] }

describe('can', () => {
  test('lets the right party act in the right state', () => {
    expect(can('scenario', 'accept', { state: 'submitted' }, operator)).toEqual({ ok: true, to: 'refining' })
    expect(can('intent', 'accept', { state: 'expressed' }, owner)).toEqual({ ok: true, to: 'talking' })
  })

  test('one of the parties named is enough, whatever else the viewer is', () => {
    const breakOff = (...parties: Party[]) => can('intent', 'break_off', { state: 'talking' }, { parties }).ok
    expect([breakOff('owner'), breakOff('provider'), breakOff('provider', 'operator'), breakOff('operator')]).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  test('refuses an action of another state, or of no state, and says what is possible', () => {
    const refusal = { ok: false, code: 'not_in_state', allowed: ['accept', 'return', 'reject'] }
    expect(can('scenario', 'publish', { state: 'submitted' }, operator)).toEqual(refusal)
    expect(can('scenario', 'toString', { state: 'submitted' }, operator)).toEqual(refusal)
  })

  test('refuses another party', () => {
    expect(can('scenario', 'accept', { state: 'submitted' }, owner)).toEqual({
      ok: false,
      code: 'not_your_role',
      allowed: ['withdraw'],
    })
    expect(can('scenario', 'accept', { state: 'submitted' }, { parties: [] })).toEqual({
      ok: false,
      code: 'not_your_role',
      allowed: [],
    })
  })

  test('refuses an unmet guard, names the first, and takes a missing verdict for unmet', () => {
    const publicise = (verdicts: Partial<Record<Guard, boolean>>) =>
      can('scenario', 'publicise', { state: 'selected' }, { parties: ['operator'], guards: verdicts })
    const refused = (guard: Guard) => ({ ok: false, code: 'guard_failed', allowed: [], guard })
    expect(publicise({})).toEqual(refused('confidentiality_reviewed'))
    expect(publicise({ confidentiality_reviewed: true })).toEqual(refused('fair_competition_reviewed'))
    expect(publicise({ confidentiality_reviewed: true, fair_competition_reviewed: false })).toEqual(
      refused('fair_competition_reviewed'),
    )
    expect(publicise({ confidentiality_reviewed: true, fair_competition_reviewed: true })).toEqual({
      ok: true,
      to: 'publicised',
    })
  })

  test('a suspended scenario resumes where it was', () => {
    for (const previousState of ['published', 'landing', 'demonstrating'] as const) {
      expect(can('scenario', 'resume', { state: 'suspended', previousState }, operator)).toEqual({
        ok: true,
        to: previousState,
      })
    }
    const lost = /does not know the state it left/
    expect(() => can('scenario', 'resume', { state: 'suspended' }, operator)).toThrow(lost)
    expect(() => can('scenario', 'resume', { state: 'suspended', previousState: 'draft' }, operator)).toThrow(lost)
  })

  test('a state that does not exist is a fault', () => {
    expect(() => can('scenario', 'accept', { state: 'gone' as 'draft' }, operator)).toThrow(
      'scenario has no state gone',
    )
    expect(() => isFinal('scenario', 'constructor' as 'draft')).toThrow('scenario has no state constructor')
  })

  test('says ok exactly for what actionsFor offers, and leads where it says', () => {
    const names = Object.keys(machines) as MachineName[]
    const anything = fc.constantFrom(...names).chain((name) => {
      const table = machines[name] as unknown as Machine
      return fc.constantFrom(...Object.keys(table.states)).chain((state) => {
        const origins = originsOf(table, state)
        return fc.record({
          name: fc.constant(name),
          action: fc.constantFrom(...table.transitions.map((row) => row.action), 'no_such_action'),
          thing: fc.record({
            state: fc.constant(state),
            previousState: fc.constantFrom(...origins, ...(origins.length ? [] : [null])),
          }),
          viewer: fc.record({
            parties: fc.subarray(Object.keys(parties).filter((party) => party !== 'both') as Party[]),
            guards: fc.dictionary(fc.constantFrom(...Object.keys(guards)), fc.boolean()),
          }),
        })
      })
    })
    fc.assert(
      fc.property(anything, ({ name, action, thing, viewer }) => {
        const verdict = can(name, action, thing as never, viewer as Viewer)
        const offered = actionsFor(name, thing as never, viewer as Viewer)
        const match = offered.find((candidate) => candidate.action === action)
        expect(verdict.ok).toBe(match !== undefined)
        if (verdict.ok) expect(verdict.to).toBe(match?.to)
        else expect(verdict.allowed).toEqual(offered.map((candidate) => candidate.action))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('what may be tried', () => {
  test('guards judged on the action are presumed, the others never', () => {
    const offered = (viewer: Viewer) => actionsFor('scenario', { state: 'draft' }, viewer).map((one) => one.action)
    expect(offered(owner)).toEqual(['withdraw'])
    expect(offered({ ...owner, guards: presumeOnAction() })).toEqual(['submit', 'withdraw'])
    expect(offered({ ...owner, guards: presumeOnAction({ nothing_missing: false }) })).toEqual(['withdraw'])
    expect(presumeOnAction({ term_over: true })).toEqual({
      nothing_missing: true,
      assignment_complete: true,
      scoring_over: true,
      recommendations_complete: true,
      decisions_complete: true,
      decision_backed: true,
      plan_agreed: true,
      procurement_route_named: true,
      second_operator: true,
      signed_by_both: true,
      term_over: true,
    })
  })

  test('an action says what reason it asks for', () => {
    const [accept, decline] = actionsFor('intent', { state: 'expressed' }, owner)
    expect(accept).toEqual({ action: 'accept', to: 'talking', zh: '同意洽谈', en: 'Accept', reason: 'none', codes: [] })
    expect(decline?.reason).toBe('coded')
    expect(decline?.codes.map((reason) => reason.code)).toEqual([
      'not_a_fit',
      'condition_unmet',
      'too_little_information',
      'already_engaged',
      'not_ready',
      'opening_changed',
      'other',
    ])
  })
})

describe('whose turn it is', () => {
  test('the holder and the days', () => {
    expect(holderOf('intent', 'expressed')).toBe('owner')
    expect(dueDaysOf('intent', 'expressed')).toBe(10)
    expect(clockOf('intent', 'expressed')).toEqual({ dueDays: 10, remindAtDays: 7, expireAfterDays: 15 })
    expect(holderOf('intent', 'declined')).toBe(null)
    expect(dueDaysOf('intent', 'talking')).toBe(null)
    expect(partiesOf(holderOf('intent', 'talking'))).toEqual(['owner', 'provider'])
    expect(partiesOf(holderOf('scenario', 'submitted'))).toEqual(['operator'])
    expect(partiesOf(null)).toEqual([])
  })

  test('the district has the turn before the operator while a recommendation is open', () => {
    expect(holderOf('scenario', 'submitted', { recommendation_open: true })).toBe('district_operator')
    expect(holderOf('scenario', 'submitted', { recommendation_open: false })).toBe('operator')
    expect(dueDaysOf('scenario', 'submitted', { recommendation_open: true })).toBe(5)
  })
})

test('stages of the loop', () => {
  const stages = Object.keys(machine('scenario').states).map((state) => [state, stageOf(state as 'draft')])
  expect(Object.fromEntries(stages)).toEqual({
    draft: 'collection',
    submitted: 'collection',
    refining: 'refinement',
    in_review: 'refinement',
    selected: 'refinement',
    publicised: 'refinement',
    published: 'matching',
    landing: 'landing',
    demonstrating: 'landing',
    evaluating: 'evaluation',
    concluded: 'evaluation',
    rejected: null,
    withdrawn: null,
    suspended: null,
    closed: null,
    terminated: null,
  })
  expect(stageOf('suspended', 'landing')).toBe('landing')
  expect(stageOf('suspended', 'published')).toBe('matching')
  expect(stageOf('terminated', 'landing')).toBe(null)
})

test('states for an action, labels and finality', () => {
  expect(statesFor('scenario', 'return')).toEqual(['submitted', 'refining'])
  expect(statesFor('scenario', 'fall_through')).toEqual(['landing', 'demonstrating'])
  expect(statesFor('scenario', 'no_such_action')).toEqual([])
  expect(isFinal('scenario', 'concluded')).toBe(true)
  expect(isFinal('scenario', 'suspended')).toBe(false)
  expect(stateLabel('scenario', 'in_review')).toEqual({ zh: '评审中', en: 'in review' })
  expect(actionLabel('scenario', 'submit')).toEqual({ zh: '提交', en: 'Submit' })
  expect(partyLabel('both')).toEqual({ zh: '双方', en: 'both sides' })
  expect(guardLabel('no_agreement_left')).toEqual({ zh: '已无有效协议', en: 'no agreement is left' })
})
