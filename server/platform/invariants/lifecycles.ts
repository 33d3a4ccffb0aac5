import {
  clockOf,
  holderOf,
  isFinal,
  type MachineName,
  machines,
  type StateOf,
  stageOf,
} from '../../../engines/lifecycle/index.ts'
import type { Invariant } from './invariant.ts'

/** Tables that keep a state with holder and due date, and what of the lifecycle a single row cannot be asked for. */
const held = [
  { name: 'scenario', table: 'scenarios', real: 'not synthetic' },
  { name: 'intent', table: 'intents', real: 'true' },
  { name: 'agreement', table: 'agreements', real: 'true' },
  { name: 'promotion', table: 'promotions', real: 'not synthetic' },
  { name: 'service', table: 'services', real: 'true' },
  { name: 'landing', table: 'landings', real: 'true' },
] as const satisfies readonly { name: MachineName; table: string; real: string }[]

const dated = [
  { name: 'scenario', table: 'scenarios' },
  { name: 'intent', table: 'intents' },
  { name: 'agreement', table: 'agreements' },
  { name: 'project', table: 'projects' },
  { name: 'reading', table: 'readings' },
  { name: 'evaluation', table: 'evaluations' },
  { name: 'promotion', table: 'promotions' },
  { name: 'service', table: 'services' },
  { name: 'landing', table: 'landings' },
  { name: 'call', table: 'calls' },
  { name: 'round', table: 'rounds' },
  { name: 'review', table: 'reviews' },
  { name: 'capability', table: 'capabilities' },
  { name: 'organisation', table: 'organisations' },
  { name: 'list', table: 'lists' },
] as const satisfies readonly { name: MachineName; table: string }[]

const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`)

/** Every holder a state may have, with whether that turn has a clock: the state's own, and the one who has the turn first. */
function turnsOf<M extends MachineName>(name: M): string {
  const before = { recommendation_open: true } as const
  const states = Object.keys(machines[name].states) as StateOf<M>[]
  const rows = states.flatMap((state) =>
    [{}, before].map((facts) => {
      const clocked = clockOf(name, state, facts) !== null
      return `(${text(state)}, ${text(holderOf(name, state, facts))}, ${clocked})`
    }),
  )
  return `(values ${[...new Set(rows)].join(', ')}) as turn (state, holder, clocked)`
}

function turnInvariants({ name, table, real }: (typeof held)[number]): Invariant[] {
  const finals = Object.keys(machines[name].states).filter((state) => isFinal(name, state as never))
  return [
    {
      name: `${name}_holder`,
      about: 'every state that is not final has the holder of its lifecycle, a final one none',
      sql: `select t.id, t.state, t.holder from ${table} t
             where (t.state in (${finals.map(text).join(', ')})) <> (t.holder is null)
                or not exists (select 1 from ${turnsOf(name)} where turn.state = t.state and turn.holder is not distinct from t.holder)`,
    },
    {
      name: `${name}_due`,
      about: 'there is a due date exactly where the turn has a clock',
      sql: `select t.id, t.state, t.holder, t.due_at from ${table} t join ${turnsOf(name)} on turn.state = t.state and turn.holder is not distinct from t.holder
             where ${real} and turn.clocked <> (t.due_at is not null)`,
    },
  ]
}

function datedInvariants({ name, table }: (typeof dated)[number]): Invariant[] {
  return [
    {
      name: `${name}_state_dated`,
      about: 'the last dated change of state led to the state it is in',
      sql: `select t.id, t.state, last.to_state from ${table} t
              join lateral (select to_state from state_changes c where c.subject_type = '${name}' and c.subject_id = t.id order by c.id desc limit 1) last on true
             where last.to_state <> t.state`,
    },
  ]
}

const stages = (Object.keys(machines.scenario.states) as StateOf<'scenario'>[])
  .filter((state) => state !== 'suspended')
  .map((state) => `(${text(state)}, ${text(stageOf(state))})`)

export const lifecycleInvariants: readonly Invariant[] = [
  ...held.flatMap(turnInvariants),
  ...dated.flatMap(datedInvariants),
  {
    name: 'scenario_stage',
    about: 'the stage of the loop is the one of the state; a suspended scenario keeps the one it left',
    sql: `select s.id, s.state, s.stage from scenarios s join (values ${stages.join(', ')}) as wanted (state, stage) on wanted.state = s.state
           where s.stage is distinct from wanted.stage`,
  },
  {
    name: 'states_joined',
    about: 'each dated change of state leaves the state that the one before it led to',
    sql: `select subject_type, subject_id, id, from_state, before from (
            select *, lag(to_state) over (partition by subject_type, subject_id order by id) as before,
                   row_number() over (partition by subject_type, subject_id order by id) as step from state_changes) as c
           where step > 1 and from_state is distinct from before`,
  },
]
