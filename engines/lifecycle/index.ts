export { drawAll } from './draw.ts'
export { type ActionOf, type MachineName, machines, type StateOf } from './machines.ts'
export {
  type Action,
  actionLabel,
  actionsFor,
  can,
  clockOf,
  dueDaysOf,
  guardLabel,
  holderOf,
  isFinal,
  machine,
  partiesOf,
  partyLabel,
  presumeOnAction,
  type Refusal,
  stageOf,
  stateLabel,
  statesFor,
  type Thing,
  type Verdicts,
  type Viewer,
} from './rules.ts'
export type { Clock, CodedReason, Guard, Holder, Label, Machine, Party, Stage, State, Transition } from './types.ts'
