import type { Invariant } from './invariant.ts'

/** What must hold between an evaluation, its runs and results, and the appeals against them. */
export const evaluationInvariants: readonly Invariant[] = [
  {
    name: 'evaluation_holder',
    about: 'who runs the programme holds an evaluation until it is published',
    sql: `select id, code, state, holder from evaluations where holder is distinct from case when state <> 'published' then 'operator' end`,
  },
  {
    name: 'evaluation_score',
    about: 'a score is the sum of what its indicators gave',
    sql: `select r.id, r.score from evaluation_results r where r.score is not null and round(r.score::numeric, 2) <>
            (select coalesce(sum((l ->> 'contribution')::numeric), 0) from jsonb_array_elements(r.leaves) as l)`,
  },
  {
    name: 'evaluation_evidence',
    about: 'every row that an indicator says it rests on is kept',
    sql: `select r.id, l ->> 'key' as leaf from evaluation_results r cross join jsonb_array_elements(r.leaves) as l
           where (l ->> 'rows')::integer <> (select count(*) from evaluation_evidence v where v.result_id = r.id and v.leaf = l ->> 'key')`,
  },
  {
    name: 'evaluation_runs',
    about:
      'the runs of an evaluation are numbered without a gap, the last one is its own, and each has a result for every scenario',
    sql: `select e.id, e.code, e.run from evaluations e
           where e.run <> (select count(*) from evaluation_runs r where r.evaluation_id = e.id)
              or e.run <> (select coalesce(max(number), 0) from evaluation_runs r where r.evaluation_id = e.id)
              or (e.state = 'collecting') <> (e.run = 0)
              or exists (select 1 from evaluation_runs r where r.evaluation_id = e.id
                   and (r.results <> (select count(*) from evaluation_results x where x.evaluation_id = e.id and x.run = r.number)
                     or r.results <> (select count(*) from evaluation_subjects s where s.evaluation_id = e.id)))`,
  },
  {
    name: 'evaluation_shown',
    about:
      'results are shown to the parties while appeals are open and to everybody once they are published, and to nobody outside before',
    sql: `select e.id, s.scenario_id, e.state, s.shown from evaluations e join evaluation_subjects s on s.evaluation_id = e.id
            left join evaluation_results r on r.evaluation_id = e.id and r.run = e.run and r.scenario_id = s.scenario_id
           where s.shown <> case e.state when 'in_appeal' then 'parties' when 'published' then 'published' else 'inside' end or r.shown <> s.shown`,
  },
  {
    name: 'evaluation_settled',
    about: 'nothing is published over an appeal that waits for an answer, or that was upheld and not computed again',
    sql: `select e.id, a.id as appeal from evaluations e join evaluation_appeals a on a.evaluation_id = e.id and a.run = e.run
           where e.state = 'published' and a.state <> 'dismissed'`,
  },
]
