import type { Bodies } from '../things/scene.ts'
import {
  all,
  but,
  handlers,
  members,
  open,
  operator,
  owners,
  type Rows,
  signed,
  type ViewerKind,
} from './vocabulary.ts'

const writers: ViewerKind[] = [...members, 'operator']
const strangers: ViewerKind[] = ['provider', 'other']

/**
 * Promotions: a draft is its owner's, an application is for those who handle it; what is in publicity or granted is everybody's, its dossier never.
 * Owners apply, operators do the rest.
 */
export const rows: Rows = {
  'promotions.list': open(all),
  'promotions.exportXlsx': open(all),
  'promotions.get': {
    door: all,
    cells: [
      { on: 'draftPromotion', ok: owners },
      { on: 'appliedPromotion', ok: handlers },
      { on: 'proposedPromotion', ok: handlers },
      { on: 'publicisedPromotion', ok: all },
      { on: 'grantedPromotion', ok: all },
      { on: 'refusedPromotion', ok: handlers },
    ],
  },
  'promotions.prospects': {
    door: writers,
    cells: [
      { on: 'listedScenario', ok: [...owners, 'operator'], refused: strangers },
      { on: 'submittedScenario', ok: [...owners, 'operator'] },
    ],
  },
  'promotions.create': {
    door: writers,
    cells: [
      { on: 'listedScenario', ok: [...owners, 'operator'], refused: strangers },
      { on: 'submittedScenario', busy: [...owners, 'operator'] },
    ],
  },
  'promotions.update': {
    door: writers,
    cells: [
      { on: 'draftPromotion', ok: owners },
      { on: 'appliedPromotion', busy: [...owners, 'operator'] },
      { on: 'grantedPromotion', busy: [...owners, 'operator'], refused: strangers },
    ],
  },
  'promotions.discard': {
    door: writers,
    cells: [
      { on: 'draftPromotion', ok: owners },
      { on: 'appliedPromotion', busy: [...owners, 'operator'] },
      { on: 'publicisedPromotion', busy: [...owners, 'operator'], refused: strangers },
    ],
  },
  'promotions.act': {
    door: writers,
    cells: [
      // The matrix's draft rests on no agreement or project, which the rung asks for.
      { on: 'draftPromotion', action: 'apply', busy: owners },
      { on: 'appliedPromotion', action: 'return', ok: operator, refused: owners },
      { on: 'appliedPromotion', action: 'check', ok: operator, refused: owners },
      { on: 'appliedPromotion', action: 'refuse', ok: operator, refused: owners },
      { on: 'checkedPromotion', action: 'send_to_review', ok: operator, refused: owners },
      { on: 'reviewedPromotion', action: 'publicise', ok: operator, refused: owners },
      { on: 'proposedPromotion', action: 'publicise', busy: operator, refused: owners },
      { on: 'proposedPromotion', action: 'consent', ok: operator, refused: owners },
      { on: 'proposedPromotion', action: 'decline_consent', ok: operator, refused: owners },
      { on: 'proposedPromotion', action: 'withdraw_decision', refused: [...owners, 'operator'] },
      { on: 'publicisedPromotion', action: 'grant', ok: operator, refused: members },
      { on: 'publicisedPromotion', action: 'uphold_objection', ok: operator, refused: members },
      { on: 'grantedPromotion', action: 'revoke', ok: operator, refused: members },
    ],
  },
  'promotions.history': {
    door: signed,
    cells: [
      { on: 'draftPromotion', ok: owners },
      { on: 'appliedPromotion', ok: handlers },
      { on: 'grantedPromotion', ok: handlers, refused: but(signed, handlers) },
    ],
  },
}

const reason = () => ({ reason: '经核查' })
const decision: Bodies[string] = ({ more }) => ({ decisionId: more.decisionId, note: '再议' })
export const bodies: Bodies = {
  'promotions.create': ({ id }) => ({ scenarioId: id, toRung: 'laboratory' }),
  'promotions.update': () => ({ statement: '补充说明。' }),
  'promotions.act.return': reason,
  'promotions.act.refuse': reason,
  'promotions.act.publicise': reason,
  'promotions.act.grant': reason,
  'promotions.act.uphold_objection': reason,
  'promotions.act.revoke': reason,
  'promotions.act.consent': decision,
  'promotions.act.decline_consent': decision,
  'promotions.act.withdraw_decision': ({ more }) => ({ decisionId: more.decisionId }),
}
