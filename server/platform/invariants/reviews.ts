import { holderOf, machines, type StateOf } from '../../../engines/lifecycle/index.ts'
import type { Invariant } from './invariant.ts'

const text = (value: string | null) => (value === null ? 'null' : `'${value}'`)

function turnsOf(name: 'round' | 'review'): string {
  const states = Object.keys(machines[name].states)
  const rows = states.map((state) => `(${text(state)}, ${text(holderOf(name, state as StateOf<typeof name>))})`)
  return `(values ${rows.join(', ')}) as turn (state, holder)`
}

/** What must hold between a round, its items, the reviews of them, and what was released. */
export const reviewInvariants: readonly Invariant[] = [
  ...(['round', 'review'] as const).map((name) => ({
    name: `${name}_holder`,
    about: 'every state has the holder of its lifecycle',
    sql: `select t.id, t.state, t.holder from ${name}s t join ${turnsOf(name)} on turn.state = t.state where t.holder is distinct from turn.holder`,
  })),
  {
    name: 'round_items_open',
    about: 'a round has its scenarios in hand until it is released or cancelled, and no longer',
    sql: `select i.id, r.code, r.state from round_items i join rounds r on r.id = i.round_id
           where i.open <> (r.state not in ('released', 'archived', 'cancelled'))`,
  },
  {
    name: 'review_of_item',
    about: 'a review is of an item of its round, and its expert has a seat there',
    sql: `select v.id from reviews v join round_items i on i.id = v.item_id
           where (i.round_id, i.scenario_id, i.owner_id) <> (v.round_id, v.scenario_id, v.owner_id)
              or not exists (select 1 from round_experts e where e.round_id = v.round_id and e.expert_id = v.expert_id)`,
  },
  {
    name: 'review_undertaken',
    about: 'nobody accepted a review before the undertaking was signed',
    sql: `select v.id, v.state from reviews v join round_experts e on e.round_id = v.round_id and e.expert_id = v.expert_id
           where v.state in ('accepted', 'drafting', 'submitted', 'returned') and e.undertaken_at is null`,
  },
  {
    name: 'review_scored',
    about: 'a submitted review has its total and a score within the rubric for every criterion',
    sql: `select v.id from reviews v join rounds r on r.id = v.round_id left join review_sheets s on s.review_id = v.id
           where v.state = 'submitted' and (s.total is null or exists (select 1 from jsonb_array_elements(r.criteria) as c
             where (s.scores ->> (c ->> 'key')) is null or not (s.scores ->> (c ->> 'key'))::numeric between 0 and (c ->> 'max')::numeric))`,
  },
  {
    name: 'round_released_whole',
    about: 'what was released was decided so, and the snapshot of that day is kept',
    sql: `select x.item_id, r.code from round_results x join rounds r on r.id = x.round_id left join round_decisions d on d.item_id = x.item_id
           where d.outcome is distinct from x.outcome or r.state not in ('released', 'archived')
              or not exists (select 1 from round_snapshots s where s.round_id = r.id)`,
  },
  {
    name: 'round_deviation_said',
    about: 'a decision that differs from the recommendation says why',
    sql: `select d.item_id from round_decisions d join round_recommendations rec on rec.item_id = d.item_id
           where rec.outcome <> d.outcome and d.deviation is null`,
  },
]
