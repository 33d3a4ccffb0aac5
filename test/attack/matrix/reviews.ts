import type { Bodies } from '../things/scene.ts'
import { district, members, open, operator, owners, type Rows, type ViewerKind } from './vocabulary.ts'

const experts: ViewerKind[] = ['expert', 'reviewer', 'chair']
const reviewer: ViewerKind[] = ['reviewer']
const chair: ViewerKind[] = ['chair']
const seated: ViewerKind[] = ['reviewer', 'chair']
const office: ViewerKind[] = ['operator', 'auditor']
/** Who meets rounds at all. */
const concerned: ViewerKind[] = [...office, ...experts]
const handling: ViewerKind[] = [...operator, ...experts]

/**
 * Experts, rounds, reviews: the office runs a round, experts see those they sit in, owners and districts never one, only what was released to them.
 * Rows by `<group>.<route>`; bodies by `<group>.<route>` or `<group>.<route>.<action>`.
 */
export const rows: Rows = {
  'experts.list': open(operator),
  'experts.exportXlsx': open(operator),
  'experts.get': {
    door: handling,
    cells: [
      { on: 'ownExpert', ok: handling },
      { on: 'foreignExpert', ok: operator },
    ],
  },
  'experts.update': { door: experts, cells: [{ on: 'ownExpert', ok: experts }, { on: 'foreignExpert' }] },

  'rounds.list': open(concerned),
  'rounds.exportXlsx': open(concerned),
  'rounds.create': open(operator),
  'rounds.get': {
    door: concerned,
    cells: [
      { on: 'plannedRound', ok: [...office, ...seated] },
      { on: 'scoringRound', ok: [...office, ...seated] },
      { on: 'releasedRound', ok: [...office, ...seated] },
    ],
  },
  'rounds.update': {
    door: operator,
    cells: [
      { on: 'plannedRound', ok: operator },
      // The rubric stands once it is scored by.
      { on: 'scoringRound', busy: operator },
    ],
  },
  'rounds.setItems': {
    door: operator,
    cells: [
      { on: 'plannedRound', ok: operator },
      { on: 'scoringRound', busy: operator },
    ],
  },
  'rounds.candidates': { door: operator, cells: [{ on: 'assigningRound', ok: operator }] },
  'rounds.assign': {
    door: operator,
    cells: [
      { on: 'assigningRound', ok: operator },
      { on: 'scoringRound', ok: operator },
      { on: 'plannedRound', busy: operator },
      { on: 'consensusRound', busy: operator },
    ],
  },
  'rounds.act': {
    door: handling,
    cells: [
      { on: 'plannedRound', action: 'assign', ok: operator, refused: seated },
      { on: 'assigningRound', action: 'start_scoring', ok: operator, refused: seated },
      { on: 'scoredRound', action: 'start_consensus', ok: [...operator, ...chair], refused: reviewer },
      { on: 'scoringRound', action: 'start_consensus', busy: [...operator, ...chair], refused: reviewer },
      { on: 'consensusRound', action: 'start_deciding', ok: chair, refused: [...operator, ...reviewer] },
      { on: 'decidingRound', action: 'release', ok: operator, refused: seated },
      { on: 'consensusRound', action: 'release', busy: [...operator, ...chair], refused: reviewer },
      { on: 'releasedRound', action: 'archive', ok: operator, refused: seated },
      { on: 'scoringRound', action: 'cancel', ok: operator, refused: seated },
    ],
  },
  'rounds.undertake': {
    door: experts,
    cells: [
      { on: 'assigningRound', ok: seated },
      { on: 'releasedRound', busy: seated },
    ],
  },
  'rounds.reviews': {
    door: concerned,
    cells: [
      { on: 'scoredRound', ok: [...office, ...seated] },
      { on: 'consensusRound', ok: [...office, ...seated] },
    ],
  },
  'rounds.recommend': {
    door: experts,
    cells: [
      { on: 'consensusRound', ok: chair, refused: reviewer },
      { on: 'decidingRound', busy: chair, refused: reviewer },
    ],
  },
  'rounds.decide': {
    door: operator,
    cells: [
      { on: 'decidingRound', ok: operator },
      { on: 'consensusRound', busy: operator },
    ],
  },
  'rounds.snapshot': { door: office, cells: [{ on: 'releasedRound', ok: office }, { on: 'decidingRound' }] },
  'rounds.results': {
    door: [...members, ...office, ...district],
    cells: [
      { on: 'reviewedScenario', ok: [...owners, ...office, 'districtOwn'] },
      { on: 'publishedScenario', ok: [...owners, ...office, 'districtOwn'] },
      { on: 'draftScenario', ok: owners },
    ],
  },
  'rounds.history': { door: office, cells: [{ on: 'scoringRound', ok: office }] },
  'rounds.exportScores': {
    door: office,
    cells: [
      { on: 'consensusRound', ok: office },
      { on: 'scoringRound', busy: office },
    ],
  },

  'reviews.list': open(handling),
  'reviews.exportXlsx': open(handling),
  'reviews.get': {
    door: handling,
    cells: [
      { on: 'invitedReview', ok: [...operator, ...seated] },
      { on: 'draftedReview', ok: [...operator, ...seated] },
      { on: 'submittedReview', ok: [...operator, ...seated] },
    ],
  },
  'reviews.save': {
    door: experts,
    cells: [
      { on: 'draftedReview', ok: reviewer, refused: chair },
      { on: 'submittedReview', busy: reviewer, refused: chair },
    ],
  },
  'reviews.act': {
    door: handling,
    cells: [
      { on: 'invitedReview', action: 'accept', ok: reviewer, refused: [...operator, ...chair] },
      { on: 'invitedReview', action: 'refuse', ok: reviewer, refused: [...operator, ...chair] },
      { on: 'invitedReview', action: 'declare_conflict', ok: reviewer, refused: [...operator, ...chair] },
      { on: 'invitedReview', action: 'recuse', ok: [...operator, ...seated] },
      { on: 'acceptedReview', action: 'start', ok: reviewer, refused: [...operator, ...chair] },
      { on: 'draftedReview', action: 'submit', ok: reviewer, refused: [...operator, ...chair] },
      { on: 'submittedReview', action: 'submit', busy: [...operator, ...seated] },
      { on: 'submittedReview', action: 'return', ok: [...operator, ...chair], refused: reviewer },
      { on: 'conferredReview', action: 'return', busy: [...operator, ...chair], refused: reviewer },
      { on: 'returnedReview', action: 'revise', ok: reviewer, refused: [...operator, ...chair] },
      { on: 'conferredReview', action: 'recuse', ok: [...operator, ...seated] },
    ],
  },
  'reviews.dissent': {
    door: experts,
    cells: [
      { on: 'conferredReview', ok: reviewer, refused: chair },
      { on: 'submittedReview', busy: reviewer, refused: chair },
    ],
  },
  'reviews.history': {
    door: handling,
    cells: [{ on: 'submittedReview', ok: [...operator, ...reviewer], refused: chair }],
  },
}

export const bodies: Bodies = {
  'experts.update': () => ({ title: '教授级高工', available: false }),
  'rounds.create': () => ({ title: '新的轮次' }),
  'rounds.update': () => ({ title: '改名的轮次' }),
  'rounds.setItems': ({ more }) => ({ scenarioIds: [more.scenarioId] }),
  'rounds.assign': ({ more }) => ({ pairs: [{ itemId: more.itemId, expertId: more.expertId }] }),
  'rounds.act.cancel': () => ({ reason: '另行安排' }),
  'rounds.undertake': () => ({ version: '2026-11' }),
  'rounds.recommend': () => ({ outcome: 'select', reason: '综合得分高' }),
  'rounds.decide': () => ({ outcome: 'select', reason: '需求真实' }),
  'reviews.save': () => ({ scores: { need: 81 } }),
  'reviews.act.refuse': () => ({ reason: '时间冲突' }),
  'reviews.act.declare_conflict': () => ({ reason: '曾任顾问' }),
  'reviews.act.return': () => ({ reason: '请补充理由' }),
  'reviews.act.recuse': () => ({ reason: '存在合作关系' }),
  'reviews.dissent': () => ({ text: '示范面偏窄' }),
}
