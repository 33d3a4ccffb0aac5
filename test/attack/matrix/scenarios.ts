import {
  all,
  auditor,
  but,
  district,
  handlers,
  members,
  open,
  operator,
  owners,
  type Rows,
  signed,
} from './vocabulary.ts'

export const rows: Rows = {
  // scenarios: a draft is its owner's alone, a submitted one for those who handle it, from publicity on everybody's
  'scenarios.list': open(all),
  'scenarios.get': {
    door: all,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: handlers },
      { on: 'refiningScenario', ok: handlers },
      { on: 'reviewedScenario', ok: handlers },
      { on: 'selectedScenario', ok: handlers },
      { on: 'publicisedScenario', ok: all },
      { on: 'publishedScenario', ok: all },
    ],
  },
  'scenarios.create': open(members),
  'scenarios.update': {
    door: [...members, 'operator'],
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', busy: owners, refused: operator },
      { on: 'refiningScenario', ok: [...owners, 'operator'] },
      { on: 'publishedScenario', busy: owners, refused: ['operator', 'provider', 'other'] },
    ],
  },
  'scenarios.act': {
    door: [...members, 'operator', ...district],
    cells: [
      { on: 'draftScenario', action: 'submit', busy: owners },
      { on: 'submittedScenario', action: 'recommend', ok: ['districtOwn'], refused: [...owners, 'operator'] },
      { on: 'submittedScenario', action: 'accept', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'submittedScenario', action: 'return', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'submittedScenario', action: 'reject', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'submittedScenario', action: 'withdraw', ok: owners, refused: ['operator', 'districtOwn'] },
      { on: 'refiningScenario', action: 'send_to_review', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'select', busy: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'consent', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'decline_consent', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'withdraw_decision', refused: [...owners, 'operator', 'districtOwn'] },
      { on: 'selectedScenario', action: 'publicise', busy: operator, refused: [...owners, 'districtOwn'] },
      {
        on: 'publicisedScenario',
        action: 'publish',
        ok: operator,
        refused: [...members, ...district],
      },
      { on: 'publicisedScenario', action: 'uphold_objection', ok: operator, refused: [...members, ...district] },
      { on: 'publishedScenario', action: 'suspend', ok: operator, refused: [...members, ...district] },
      {
        on: 'publishedScenario',
        action: 'withdraw',
        ok: owners,
        refused: ['provider', 'other', 'operator', ...district],
      },
    ],
  },
  'scenarios.addClearance': {
    door: operator,
    cells: [
      { on: 'draftScenario' },
      { on: 'selectedScenario', ok: operator },
      { on: 'publishedScenario', busy: operator },
    ],
  },
  'scenarios.comments': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: handlers },
      { on: 'publishedScenario', ok: handlers, refused: but(signed, handlers) },
    ],
  },
  'scenarios.addComment': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: but(handlers, auditor), refused: auditor },
      { on: 'publishedScenario', ok: but(handlers, auditor), refused: but(signed, but(handlers, auditor)) },
    ],
  },
  'scenarios.resolveComment': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: but(handlers, auditor), refused: auditor },
      { on: 'publishedScenario', ok: but(handlers, auditor), refused: but(signed, but(handlers, auditor)) },
    ],
  },
  'scenarios.history': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: handlers },
      { on: 'publishedScenario', ok: handlers, refused: but(signed, handlers) },
    ],
  },
  'scenarios.exportXlsx': open(all),
  'scenarios.exportCsv': open(all),
}
