import type { Bodies } from '../things/scene.ts'
import { members, open, owners, parties, type Rows, signed, type ViewerKind } from './vocabulary.ts'

const sides: ViewerKind[] = [...owners, 'provider']

/** Agreements: between the parties until they are first put before them, then also with those who run and audit; leaders see what was signed. */
export const rows: Rows = {
  'agreements.list': open(signed),
  'agreements.exportXlsx': open(signed),
  'agreements.get': {
    door: signed,
    cells: [
      { on: 'draftAgreement', ok: sides },
      { on: 'reviewedAgreement', ok: parties },
      { on: 'signedAgreement', ok: [...parties, 'leader'] },
      { on: 'forcedAgreement', ok: [...parties, 'leader'] },
    ],
  },
  'agreements.create': { door: members, cells: [{ on: 'talkingIntent', ok: sides }] },
  'agreements.update': {
    door: members,
    cells: [
      { on: 'draftAgreement', ok: sides },
      { on: 'reviewedAgreement', busy: sides },
      { on: 'signedAgreement', busy: sides },
    ],
  },
  'agreements.act': {
    door: members,
    cells: [
      { on: 'draftAgreement', action: 'send_for_review', ok: sides },
      { on: 'draftAgreement', action: 'sign', busy: sides },
      { on: 'draftAgreement', action: 'terminate', ok: sides },
      { on: 'reviewedAgreement', action: 'request_changes', ok: sides },
      { on: 'reviewedAgreement', action: 'sign', ok: sides },
      { on: 'signedAgreement', action: 'enter_into_force', ok: sides },
      { on: 'forcedAgreement', action: 'amend', ok: sides },
      { on: 'forcedAgreement', action: 'fulfil', ok: sides },
      { on: 'forcedAgreement', action: 'terminate', ok: sides },
      // The provider proposed it and has signed it.
      { on: 'amendedAgreement', action: 'amend', busy: sides },
      { on: 'amendedAgreement', action: 'sign_addendum', ok: owners, busy: ['provider'] },
      { on: 'amendedAgreement', action: 'decline_addendum', ok: owners, busy: ['provider'] },
      { on: 'amendedAgreement', action: 'withdraw_addendum', ok: ['provider'], refused: owners },
    ],
  },
  'agreements.history': {
    door: signed,
    cells: [
      { on: 'draftAgreement', ok: sides },
      { on: 'signedAgreement', ok: parties, refused: ['leader'] },
    ],
  },
}

const reason = () => ({ reason: '计划有变' })
export const bodies: Bodies = {
  'agreements.create': ({ id }) => ({ kind: 'letter', intentId: id }),
  'agreements.update': () => ({ terms: '双方在一年内共同试点，按季度通报进展。' }),
  'agreements.act.request_changes': reason,
  'agreements.act.terminate': reason,
  'agreements.act.sign': () => ({ termsHash: 'a'.repeat(64) }),
  'agreements.act.amend': ({ more }) => ({ reason: '延长试点', fileId: more.fileId }),
  'agreements.act.sign_addendum': ({ more }) => ({ addendumId: more.addendumId }),
  'agreements.act.withdraw_addendum': ({ more }) => ({ addendumId: more.addendumId }),
  'agreements.act.decline_addendum': ({ more }) => ({ addendumId: more.addendumId, reason: '不同意延长' }),
}
