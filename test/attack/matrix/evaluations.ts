import type { Bodies } from '../things/scene.ts'
import {
  all,
  auditor,
  type Cell,
  members,
  open,
  operator,
  owners,
  type Rows,
  signed,
  type ViewerKind,
} from './vocabulary.ts'

const inside: ViewerKind[] = [...operator, ...auditor]
/** While appeals are open each sees the result of a scenario of his own. */
const sides: ViewerKind[] = [...owners, 'provider', ...inside]

/** Inside until appeals are opened, the parties' while they are, everybody's once published. */
function shown(everybody: readonly ViewerKind[]): Cell[] {
  return [
    { on: 'collectingEvaluation', ok: inside },
    { on: 'computedEvaluation', ok: inside },
    { on: 'openEvaluation', ok: sides },
    { on: 'publishedEvaluation', ok: everybody },
  ]
}

/** Evaluations. Rows by `<group>.<route>`; bodies by `<group>.<route>` or `<group>.<route>.<action>`. */
export const rows: Rows = {
  'evaluations.systems': open(signed),
  'evaluations.list': open(all),
  'evaluations.exportXlsx': open(all),
  'evaluations.get': { door: all, cells: shown(all) },
  'evaluations.results': { door: all, cells: shown(all) },
  'evaluations.resultsXlsx': { door: all, cells: shown(all) },
  'evaluations.create': open(operator),
  'evaluations.update': {
    door: operator,
    cells: [
      { on: 'collectingEvaluation', ok: operator },
      { on: 'publishedEvaluation', busy: operator },
    ],
  },
  'evaluations.act': {
    door: operator,
    cells: [
      { on: 'collectingEvaluation', action: 'compute', ok: operator },
      { on: 'collectingEvaluation', action: 'publish', busy: operator },
      { on: 'computedEvaluation', action: 'open_appeals', ok: operator },
      // Not while the window is open, nor with an appeal that nobody answered.
      { on: 'openEvaluation', action: 'publish', busy: operator },
      { on: 'appealedEvaluation', action: 'publish', busy: operator },
      { on: 'settledEvaluation', action: 'publish', ok: operator },
      { on: 'settledEvaluation', action: 'recompute', ok: operator },
      { on: 'publishedEvaluation', action: 'recompute', busy: operator },
    ],
  },
  'evaluations.appeals': { door: signed, cells: shown(signed) },
  'evaluations.appeal': {
    door: members,
    cells: [
      { on: 'computedEvaluation' },
      { on: 'openEvaluation', ok: owners, refused: ['provider'] },
      { on: 'settledEvaluation', busy: owners, refused: ['provider'] },
      { on: 'publishedEvaluation', busy: owners, refused: ['provider', 'other'] },
    ],
  },
  'evaluations.answerAppeal': {
    door: operator,
    cells: [
      { on: 'appealedEvaluation', action: 'uphold', ok: operator },
      { on: 'appealedEvaluation', action: 'dismiss', ok: operator },
    ],
  },
  'evaluations.history': {
    door: inside,
    cells: [
      { on: 'collectingEvaluation', ok: inside },
      { on: 'publishedEvaluation', ok: inside },
    ],
  },
}

export const bodies: Bodies = {
  'evaluations.create': (_, scene) => ({
    title: '新的评估',
    system: scene.world.app.platform.pack.evaluation.systems[0]?.key,
  }),
  'evaluations.update': () => ({ note: '补充说明' }),
  'evaluations.act.recompute': () => ({ reason: '更正读数' }),
  'evaluations.appeal': (thing) => ({ scenarioId: thing.more.scenarioId, grounds: '读数有误', remedy: '重新计算' }),
  'evaluations.answerAppeal': () => ({ reason: '经核实' }),
}
