import type { Invariant } from './invariant.ts'

/** What must hold between an agreement, its parties and what they signed. */
export const agreementInvariants: readonly Invariant[] = [
  {
    name: 'agreement_sides',
    about:
      'an agreement is between the owner of its scenario and at least one provider, and its list of parties is theirs',
    sql: `select a.id, a.code from agreements a join scenarios s on s.id = a.scenario_id
           where a.owner_id <> s.owner_id
              or not exists (select 1 from agreement_parties p where p.agreement_id = a.id and p.role = 'owner' and p.organisation_id = a.owner_id)
              or not exists (select 1 from agreement_parties p where p.agreement_id = a.id and p.role = 'provider')
              or a.party_ids <> array(select p.organisation_id from agreement_parties p where p.agreement_id = a.id order by p.position)`,
  },
  {
    name: 'agreement_shares',
    about: 'the shares of the provider side sum to one',
    sql: `select agreement_id, sum(share_millionths) from agreement_parties where role <> 'owner' group by agreement_id having sum(share_millionths) <> 1000000`,
  },
  {
    name: 'agreement_signed_by_all',
    about: 'what was signed was signed by every party, and each signed the terms as they stand',
    sql: `select a.id, p.organisation_id from agreements a join agreement_parties p on p.agreement_id = a.id
           where (a.signed_at is not null and p.signed_at is null) or p.signed_hash <> a.terms_hash
              or (a.state in ('signed', 'in_force', 'fulfilled', 'expired') and a.signed_at is null)`,
  },
  {
    name: 'agreement_of_opening',
    about: 'an agreement names openings of its own scenario, and intents of its parties on it',
    sql: `select a.id from agreements a join agreement_openings x on x.agreement_id = a.id join openings o on o.id = x.opening_id where o.scenario_id <> a.scenario_id
          union all select a.id from agreements a join agreement_parties p on p.agreement_id = a.id join intents i on i.id = p.intent_id
           where i.scenario_id <> a.scenario_id or i.organisation_id <> p.organisation_id`,
  },
  {
    name: 'addendum_signed_by_all',
    about: 'an addendum that holds was signed by every party',
    sql: `select d.id, p.organisation_id from agreement_addenda d join agreement_parties p on p.agreement_id = d.agreement_id
           where d.state = 'agreed' and not exists (select 1 from agreement_addendum_signatures g where g.addendum_id = d.id and g.organisation_id = p.organisation_id)`,
  },
]
