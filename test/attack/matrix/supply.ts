import {
  all,
  auditor,
  but,
  importRows,
  members,
  open,
  operator,
  owners,
  parties,
  type Rows,
  signed,
} from './vocabulary.ts'

export const rows: Rows = {
  // lists and libraries: what is being put together is the operators' (and auditors') alone
  'lists.list': open(all),
  'lists.get': {
    door: all,
    cells: [
      { on: 'composingList', ok: ['operator', 'auditor'] },
      { on: 'releasedList', ok: all },
    ],
  },
  'lists.items': {
    door: all,
    cells: [
      { on: 'composingList', ok: ['operator', 'auditor'] },
      { on: 'releasedList', ok: all },
    ],
  },
  'lists.create': open(operator),
  'lists.update': { door: operator, cells: [{ on: 'composingList', ok: operator }] },
  'lists.setItems': {
    door: operator,
    cells: [
      { on: 'composingList', ok: operator },
      { on: 'releasedList', busy: operator },
    ],
  },
  'lists.act': { door: operator, cells: [{ on: 'composingList', action: 'release', busy: operator }] },
  'lists.history': {
    door: signed,
    cells: [
      { on: 'composingList', ok: ['operator', 'auditor'] },
      { on: 'releasedList', ok: ['operator', 'auditor'], refused: but(signed, operator, auditor) },
    ],
  },
  'libraries.list': open(all),
  'libraries.entries': { door: all, cells: [{ on: 'library', ok: all }] },
  'libraries.enter': { door: operator, cells: [{ on: 'library', ok: operator }] },
  'libraries.leave': { door: operator, cells: [{ on: 'libraryEntry', ok: operator }] },

  // capabilities: drafts are their organisation's, `members` for people of organisations and brokers
  'capabilities.list': open(all),
  'capabilities.get': {
    door: all,
    cells: [
      { on: 'draftCapability', ok: owners },
      { on: 'publicCapability', ok: all },
      { on: 'membersCapability', ok: [...members, 'broker', 'operator', 'auditor'] },
      { on: 'withdrawnCapability', ok: [...owners, 'operator', 'auditor'] },
    ],
  },
  'capabilities.create': open(members),
  'capabilities.update': {
    door: members,
    cells: [
      { on: 'draftCapability', ok: owners },
      { on: 'publicCapability', ok: owners, refused: ['provider', 'other'] },
      { on: 'membersCapability', ok: owners, refused: ['provider', 'other'] },
      { on: 'withdrawnCapability', busy: owners },
    ],
  },
  'capabilities.act': {
    door: [...members, 'operator'],
    cells: [
      { on: 'draftCapability', action: 'publish', busy: owners },
      { on: 'publicCapability', action: 'withdraw', ok: [...owners, 'operator'], refused: ['provider', 'other'] },
      { on: 'membersCapability', action: 'withdraw', ok: [...owners, 'operator'], refused: ['provider', 'other'] },
      { on: 'publicCapability', action: 'renew', ok: owners, refused: ['provider', 'other', 'operator'] },
    ],
  },
  // The organisation a delivery names answers; to others that see the capability it is not theirs.
  'capabilities.answerProof': {
    door: members,
    cells: [
      { on: 'askedProof', action: 'confirm', ok: ['provider'], refused: [...owners, 'other'] },
      { on: 'askedProof', action: 'decline', ok: ['provider'], refused: [...owners, 'other'] },
      { on: 'publicCapability', action: 'confirm', refused: members },
    ],
  },
  'capabilities.history': {
    door: signed,
    cells: [
      { on: 'draftCapability', ok: owners },
      {
        on: 'publicCapability',
        ok: [...owners, 'operator', 'auditor'],
        refused: but(signed, owners, operator, auditor),
      },
      {
        on: 'membersCapability',
        ok: [...owners, 'operator', 'auditor'],
        refused: ['provider', 'other', 'broker'],
      },
    ],
  },
  'capabilities.exportXlsx': open(all),
  'capabilities.exportCsv': open(all),

  // intents
  'intents.list': open(signed),
  // Leaders see that two talk, neither what they wrote nor the past.
  'intents.get': { door: signed, cells: [{ on: 'intent', ok: [...parties, 'leader'] }] },
  'intents.create': {
    door: members,
    cells: [
      // Nobody answers his own scenario.
      { on: 'publishedScenario', ok: ['provider', 'other'], busy: owners },
      { on: 'draftScenario', busy: owners },
    ],
  },
  'intents.act': {
    door: members,
    cells: [
      { on: 'intent', action: 'accept', ok: owners, refused: ['provider'] },
      { on: 'intent', action: 'decline', ok: owners, refused: ['provider'] },
      { on: 'intent', action: 'withdraw', ok: ['provider'], refused: owners },
    ],
  },
  'intents.history': { door: signed, cells: [{ on: 'intent', ok: parties, refused: ['leader'] }] },
  'intents.exportXlsx': open(signed),

  ...importRows('scenarioImports', [...members, 'operator']),
  ...importRows('organisationImports', operator),
  ...importRows('capabilityImports', [...members, 'operator']),
}
