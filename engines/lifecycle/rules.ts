import { type ActionOf, type MachineName, machines, type StateOf } from './machines.ts'
import {
  type Clock,
  type CodedReason,
  type Guard,
  guards as guardTable,
  type Holder,
  type Label,
  type Machine,
  type Party,
  parties,
  type Stage,
  type State,
  type Transition,
} from './types.ts'

export type Verdicts = Readonly<Partial<Record<Guard, boolean>>>

export interface Thing<S extends string = string> {
  readonly state: S
  /** The state that was left for this one; needed only in states with an action back to it. */
  readonly previousState?: S | null
}

/** What the asker is to this thing, and the verdicts on its guards. A guard without verdict counts as not met. */
export interface Viewer {
  readonly parties: readonly Party[]
  readonly guards?: Verdicts
}

export type Refusal =
  | { ok: false; code: 'not_in_state' | 'not_your_role'; allowed: string[] }
  | { ok: false; code: 'guard_failed'; allowed: string[]; guard: Guard }

export interface Action<M extends MachineName = MachineName> extends Label {
  action: ActionOf<M>
  to: StateOf<M>
  reason: 'none' | 'required' | 'coded'
  codes: readonly CodedReason[]
}

/** One lifecycle table, literally typed. */
export function machine<M extends MachineName>(name: M): (typeof machines)[M] {
  return machines[name]
}

/**
 * Whether a viewer may take an action now, and where it leads. Refusals in this order: `not_in_state` (also for an
 * action the machine does not know), `not_your_role`, `guard_failed` with the first unmet guard. `allowed` lists
 * what the viewer may do instead. Throws on a state the machine does not have: that is broken data, no refusal.
 */
export function can<M extends MachineName>(
  name: M,
  action: ActionOf<M> | (string & {}),
  thing: Thing<StateOf<M>>,
  viewer: Viewer,
): { ok: true; to: StateOf<M> } | Refusal {
  const verdict = judge(name, action, thing, viewer)
  if (verdict.ok) return { ok: true, to: verdict.to as StateOf<M> }
  return { ...verdict, allowed: actionsFor(name, thing, viewer).map((offered) => offered.action) }
}

/** Every action the viewer may take now, in table order; exactly those for which `can` says ok. */
export function actionsFor<M extends MachineName>(name: M, thing: Thing<StateOf<M>>, viewer: Viewer): Action<M>[] {
  return erased(name).transitions.flatMap((row) => {
    if (!sources(row).includes(thing.state)) return []
    const verdict = judge(name, row.action, thing, viewer)
    if (!verdict.ok) return []
    return [
      {
        action: row.action as ActionOf<M>,
        to: verdict.to as StateOf<M>,
        zh: row.zh,
        en: row.en,
        reason: row.reason ?? 'none',
        codes: row.codes ?? [],
      },
    ]
  })
}

/**
 * Verdicts for showing what may be tried: guards that are judged on what comes with the action count as met unless a
 * verdict is given. Use it to list actions, never to carry one out.
 */
export function presumeOnAction(verdicts: Verdicts = {}): Verdicts {
  const presumed: Partial<Record<Guard, boolean>> = {}
  for (const key of Object.keys(guardTable) as Guard[]) {
    if ('onAction' in guardTable[key]) presumed[key] = true
  }
  return { ...presumed, ...verdicts }
}

/** The states in which an action exists, in table order; empty for an unknown action. */
export function statesFor<M extends MachineName>(name: M, action: ActionOf<M> | (string & {})): StateOf<M>[] {
  const rows = erased(name).transitions.filter((row) => row.action === action)
  return rows.flatMap((row) => [...sources(row)]) as StateOf<M>[]
}

/** Stage of the loop a scenario is in; a suspended one keeps the stage it left; null where there is none. */
export function stageOf(state: StateOf<'scenario'>, previousState?: StateOf<'scenario'> | null): Stage | null {
  const own = stateOf('scenario', state).stage
  if (own) return own
  if (!previousState || !hasWayBack('scenario', state)) return null
  return stateOf('scenario', previousState).stage ?? null
}

/** Who holds the next action, null in final states. Verdicts matter where another party has the turn first. */
export function holderOf<M extends MachineName>(name: M, state: StateOf<M>, verdicts: Verdicts = {}): Holder | null {
  return turnOf(name, state, verdicts).holder
}

/** The parties behind a holder: `both` are owner and provider. */
export function partiesOf(holder: Holder | null): Party[] {
  if (holder === null) return []
  return holder === 'both' ? ['owner', 'provider'] : [holder]
}

/** The clock of a state (working days since it was entered), null where no number stands. */
export function clockOf<M extends MachineName>(name: M, state: StateOf<M>, verdicts: Verdicts = {}): Clock | null {
  return turnOf(name, state, verdicts).clock ?? null
}

/** Working days the holder has, null where no number stands. */
export function dueDaysOf<M extends MachineName>(name: M, state: StateOf<M>, verdicts: Verdicts = {}): number | null {
  return clockOf(name, state, verdicts)?.dueDays ?? null
}

/** Whether nothing is awaited any more. */
export function isFinal<M extends MachineName>(name: M, state: StateOf<M>): boolean {
  return stateOf(name, state).final === true
}

/** Chinese and English name of a state. */
export function stateLabel<M extends MachineName>(name: M, state: StateOf<M>): Label {
  const { zh, en } = stateOf(name, state)
  return { zh, en }
}

/** Chinese and English verb of an action. */
export function actionLabel<M extends MachineName>(name: M, action: ActionOf<M>): Label {
  const row = erased(name).transitions.find((candidate) => candidate.action === action)
  if (!row) throw new RangeError(`${name} has no action ${action}`)
  return { zh: row.zh, en: row.en }
}

/** Chinese and English name of a party. */
export function partyLabel(party: Holder): Label {
  return parties[party]
}

/** What a guard demands, as a sentence in Chinese and English. */
export function guardLabel(guard: Guard): Label {
  const { zh, en } = guardTable[guard]
  return { zh, en }
}

type Verdict =
  | { ok: true; to: string }
  | { ok: false; code: 'not_in_state' | 'not_your_role' }
  | { ok: false; code: 'guard_failed'; guard: Guard }

function judge(name: MachineName, action: string, thing: Thing, viewer: Viewer): Verdict {
  stateOf(name, thing.state)
  const row = erased(name).transitions.find((r) => r.action === action && sources(r).includes(thing.state))
  if (!row) return { ok: false, code: 'not_in_state' }
  if (!row.who.some((party) => viewer.parties.includes(party))) return { ok: false, code: 'not_your_role' }
  const guard = row.guards?.find((key) => viewer.guards?.[key] !== true)
  if (guard) return { ok: false, code: 'guard_failed', guard }
  return { ok: true, to: row.to === 'previous' ? wayBack(name, thing) : row.to }
}

function wayBack(name: MachineName, thing: Thing): string {
  const { state, previousState } = thing
  const origins = originsOf(erased(name), state)
  if (!previousState || !origins.includes(previousState)) {
    throw new RangeError(`${name} in ${state} does not know the state it left: ${previousState ?? 'none'}`)
  }
  return previousState
}

/** The states from which one step leads into `state`, leaving out steps from itself. */
export function originsOf(table: Machine, state: string): string[] {
  const into = table.transitions.filter((row) => row.to === state)
  return [...new Set(into.flatMap((row) => [...sources(row)]))].filter((origin) => origin !== state)
}

function turnOf(name: MachineName, key: string, verdicts: Verdicts): { holder: Holder | null; clock?: Clock } {
  const state = stateOf(name, key)
  return state.first && verdicts[state.first.while] === true ? state.first : state
}

function hasWayBack(name: MachineName, state: string): boolean {
  return erased(name).transitions.some((row) => row.to === 'previous' && sources(row).includes(state))
}

function stateOf(name: MachineName, key: string): State {
  const states = erased(name).states
  const state = Object.hasOwn(states, key) ? states[key] : undefined
  if (!state) throw new RangeError(`${name} has no state ${key}`)
  return state
}

/** The states a row leaves from, whichever way it is written. */
export function sources(row: Transition): readonly string[] {
  return typeof row.from === 'string' ? [row.from] : row.from
}

function erased(name: MachineName): Machine {
  return machines[name] as unknown as Machine
}
