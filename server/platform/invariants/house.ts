import { exclusiveRoles } from '../../../contracts/common.ts'
import type { Invariant } from './invariant.ts'

/** Scenarios that came the ordinary way: not from the city pack, not made for scale or demonstration. */
const ordinary = 's.submitted_at is not null and s.pack_key is null and not s.synthetic'
const decided = `('selected', 'publicised', 'published', 'landing', 'demonstrating', 'evaluating', 'concluded', 'closed')`
const shown = `(s.published_at is not null or s.state = 'publicised')`

function clearance(kind: string, where: string): string {
  return `select s.id, s.state from scenarios s where ${ordinary} and ${shown} and ${where}
     and (select c.outcome from scenario_clearances c where c.scenario_id = s.id and c.kind = '${kind}' order by c.recorded_at desc, c.id desc limit 1) is distinct from 'passed'`
}

/** What must hold between tables, whatever happened; constraints say what they can, this says the rest (and the rest of what somebody took off). */
export const houseInvariants: readonly Invariant[] = [
  {
    name: 'decision_by_two',
    about: 'a decision was consented to by somebody else than who proposed it',
    sql: `select id, scenario_id from scenario_decisions where state = 'consented' and (settled_by is null or settled_at is null or settled_by = proposed_by)`,
  },
  {
    name: 'selected_by_decision',
    about:
      'a scenario past review carries a decision to select it: one that was consented to, or the one of a released round',
    sql: `select s.id, s.state from scenarios s where ${ordinary} and s.state in ${decided}
            and not exists (select 1 from scenario_decisions d where d.scenario_id = s.id and d.outcome = 'select' and d.state = 'consented')
            and not exists (select 1 from round_results r where r.scenario_id = s.id and r.outcome = 'select')`,
  },
  {
    name: 'confidentiality_cleared',
    about: 'what is shown to the public passed the confidentiality review',
    sql: clearance('confidentiality', 'true'),
  },
  {
    name: 'fair_competition_cleared',
    about: 'what limits who may answer passed the fair-competition review before it was shown',
    sql: clearance(
      'fair_competition',
      'exists (select 1 from requirements r where r.scenario_id = s.id and r.limits_providers)',
    ),
  },
  {
    name: 'nothing_unfinished_public',
    about: 'a scenario that is still being made or was rejected is not public',
    sql: `select id, state from scenarios where is_public and state in ('draft', 'submitted', 'refining', 'in_review', 'selected', 'rejected')`,
  },
  {
    name: 'published_has_number',
    about: 'what is open to answers was published on a day, has a number and an opening',
    sql: `select s.id, s.code from scenarios s where s.state in ('published', 'landing', 'demonstrating')
            and (s.published_at is null or s.code is null or not exists (select 1 from openings o where o.scenario_id = s.id))`,
  },
  {
    name: 'landed_by_evidence',
    about: 'an organisation counts as landed since the day its confirmed settlement says, and only then',
    sql: `select o.id, o.landed_at, l.landed_on from organisations o
            full join (select organisation_id, landed_on from landings where state = 'confirmed') l on l.organisation_id = o.id
           where o.landed_at is distinct from l.landed_on`,
  },
  {
    name: 'intent_sides',
    about: 'an intent names the owner of its scenario, an opening of it, and a provider that is not the owner',
    sql: `select i.id from intents i join scenarios s on s.id = i.scenario_id join openings o on o.id = i.opening_id
           where i.owner_id <> s.owner_id or o.scenario_id <> i.scenario_id or i.organisation_id = s.owner_id`,
  },
  {
    name: 'intent_capability',
    about: 'the capability an intent offers is the provider’s own',
    sql: `select i.id from intents i join capabilities c on c.id = i.capability_id where c.organisation_id <> i.organisation_id`,
  },
  {
    name: 'intent_closed_for_a_reason',
    about: 'a declined or broken-off intent says why',
    sql: `select id, state from intents where state in ('declined', 'broken_off') and closed_reason is null`,
  },
  {
    name: 'listed_is_published',
    about: 'everything in a released list is published',
    sql: `select i.list_id, i.scenario_id from list_items i join lists l on l.id = i.list_id join scenarios s on s.id = i.scenario_id
           where l.state = 'released' and s.published_at is null`,
  },
  {
    name: 'list_agrees',
    about: 'the list a scenario names holds it',
    sql: `select s.id, s.list_id from scenarios s where s.list_id is not null
            and not exists (select 1 from list_items i where i.list_id = s.list_id and i.scenario_id = s.id)`,
  },
  {
    name: 'released_list_dated',
    about: 'a released list has its day',
    sql: `select id, code from lists where state = 'released' and released_on is null`,
  },
  {
    name: 'capability_published',
    about: 'a published capability has a number, the day it was published, and an end of its freshness',
    sql: `select id, state from capabilities where state = 'published' and (code is null or published_at is null or fresh_until is null)`,
  },
  {
    name: 'requirement_of_opening',
    about: 'a requirement names an opening of its own scenario',
    sql: `select r.id from requirements r join openings o on o.id = r.opening_id where o.scenario_id <> r.scenario_id`,
  },
  {
    name: 'scenario_family',
    about: 'no scenario is its own ancestor',
    sql: `with recursive up (id, ancestor, steps) as (
            select id, parent_id, 1 from scenarios where parent_id is not null
            union all select up.id, s.parent_id, up.steps + 1 from up join scenarios s on s.id = up.ancestor where s.parent_id is not null and up.ancestor <> up.id and up.steps < 100)
          select distinct id from up where ancestor = id or steps >= 100`,
  },
  {
    name: 'exclusive_roles',
    about: 'nobody runs the programme and audits it, or makes accounts and uses them',
    sql: `select id, roles from users where cardinality(array(select unnest(roles) intersect select unnest('{${exclusiveRoles.join(',')}}'::text[]))) > 1`,
  },
  {
    name: 'erased_is_gone',
    about: 'of an erased person nothing is left to sign in with, to write to, or to read in the journal',
    sql: `select u.id from users u where u.state = 'erased' and (u.email is not null or u.mobile is not null
            or exists (select 1 from credentials c where c.user_id = u.id and (c.password_hash is not null or c.otp_secret is not null))
            or exists (select 1 from sessions s where s.user_id = u.id and s.ends_at > app_now())
            or exists (select 1 from journal_personal p where p.person_id = u.id))`,
  },
  {
    name: 'journal_head',
    about: 'the head of the journal is its last record',
    sql: `select h.seq, h.hash from (select coalesce(max(seq), 0) as seq, count(*) as held from journal_records) last
            left join journal_head h on true left join journal_records r on r.seq = last.seq
           where h.seq is distinct from last.seq or last.held <> last.seq or (last.seq > 0 and h.hash is distinct from r.hash)`,
  },
]
