import { expect, test } from 'vitest'
import { type ScenarioAction, scenarioActionBodies, scenarioActions } from '../../../../contracts/scenarios.ts'
import { type ActionInput, bodyOf } from './action-form.ts'

const full: ActionInput = {
  reason: '补充数据',
  comments: [
    { path: 'problem', text: '写明现状' },
    { path: '', text: '' },
  ],
  listId: '0198c0de-0000-7000-8000-000000000001',
  closesAt: '2026-12-31T15:59:59.999Z',
  decisionId: '0198c0de-0000-7000-8000-000000000002',
}
const empty: ActionInput = { reason: ' ', comments: [], listId: '', closesAt: '', decisionId: null }

test('what the dialogs give is what the contract takes, filled in fully', () => {
  const refused = scenarioActions.filter(
    (action) => !scenarioActionBodies[action].safeParse(bodyOf(action, full)).success,
  )
  expect(refused).toEqual([])
})

test('a dialog lets one go on with nothing exactly where the contract asks for nothing', () => {
  const asks = (action: ScenarioAction) => !scenarioActionBodies[action].safeParse({}).success
  expect(scenarioActions.filter((action) => bodyOf(action, empty) === null)).toEqual(scenarioActions.filter(asks))
})

test('comments without a field or a text are not sent', () => {
  expect(bodyOf('return', full)).toEqual({ reason: '补充数据', comments: [{ path: 'problem', text: '写明现状' }] })
})
