import type { Invariant } from './invariant.ts'

/** What must hold between a project, its agreement, its indicators and their readings. */
export const projectInvariants: readonly Invariant[] = [
  {
    name: 'project_sides',
    about: 'a project is between the owner and providers of the agreement it carries out, on the same scenario',
    sql: `select p.id, p.code from projects p join agreements a on a.id = p.agreement_id
           where a.scenario_id <> p.scenario_id or a.owner_id <> p.owner_id
              or exists (select 1 from unnest(p.provider_ids) as one where not exists (select 1 from agreement_parties x
                   where x.agreement_id = a.id and x.organisation_id = one and x.role <> 'owner'))`,
  },
  {
    name: 'project_agreed',
    about: 'what was started has the word of both sides on every indicator',
    sql: `select i.id, i.project_id from indicators i join projects p on p.id = i.project_id
           where p.started_at is not null and (i.agreed_by_owner_at is null or i.agreed_by_provider_at is null)`,
  },
  {
    name: 'project_course',
    about: 'what the light of a project is computed from is what its milestones and standing readings say',
    sql: `select p.id, p.code from projects p
            left join lateral (select count(*) as total, count(*) filter (where done_on is not null or explanation is not null) as settled,
                min(due_on) filter (where done_on is null and explanation is null) as next from milestones m where m.project_id = p.id) m on true
            left join lateral (select count(*) as total, count(latest.value) as read,
                min((latest.value - i.baseline) / (i.target - i.baseline)) as lowest from indicators i
                left join lateral (select r.value from readings r where r.indicator_id = i.id and r.state in ('confirmed', 'upheld')
                  order by r.at desc, r.id desc limit 1) latest on true where i.project_id = p.id) i on true
           where (p.milestones_total, p.milestones_settled, p.indicators_total, p.indicators_read) <> (m.total, m.settled, i.total, i.read)
              or p.next_due_on is distinct from m.next or (p.lowest_progress is null) <> (i.lowest is null)
              or abs(p.lowest_progress - i.lowest) > 1e-9 * greatest(1, abs(i.lowest))`,
  },
  {
    name: 'reading_confirmed',
    about: 'a confirmed reading was confirmed for the side that did not report it',
    sql: `select r.id, r.project_id from readings r join projects p on p.id = r.project_id
           where r.state = 'confirmed' and (r.settled_for is null
              or not case r.side when 'owner' then r.settled_for = any(p.provider_ids) else r.settled_for = p.owner_id end)`,
  },
]
