import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOrganisation, addPerson } from '../../../test/support/served.ts'
import { createWorld, type World } from '../../../test/support/world.ts'
import { newId } from '../ids.ts'
import { systemViewer } from '../viewer.ts'
import { checkInvariants, invariants, violationsWithin } from './index.ts'

let world: World
/** Somebody with every right, who can also do what the application never would. */
let hand: pg.Client
const [open, draft, opening, far, list, decision, intent, declined, capability, user] = Array.from(
  { length: 10 },
  newId,
) as [string, string, string, string, string, string, string, string, string, string]
const [agreement, addendum] = [newId(), newId()]
const [project, reading] = [newId(), newId()]
const [round, item, review, seat] = [newId(), newId(), newId(), newId()]
const [promotion, service, landing, call] = [newId(), newId(), newId(), newId()]
const [evaluation, result, appeal] = [newId(), newId(), newId()]
let [owner, provider, one, two] = ['', '', '', '']

beforeAll(async () => {
  world = await createWorld()
  const { db } = world
  if (!db.superuserUrl) throw new Error('these tests need a superuser: set TEST_SUPERUSER_URL')
  hand = new pg.Client({ connectionString: db.superuserUrl })
  await hand.connect()
  owner = await addOrganisation(db, { kind: 'government' })
  provider = await addOrganisation(db)
  one = (await addPerson(db, { roles: ['operator'] })).id
  two = (await addPerson(db, { roles: ['operator'] })).id
  await buildCity()
  await buildRound()
  await buildProject()
  const states: [string, string, string[]][] = [
    ['scenario', open, ['draft', 'submitted', 'refining', 'in_review', 'selected', 'publicised', 'published']],
    ['scenario', draft, ['draft']],
    ['intent', intent, ['expressed']],
    ['intent', declined, ['expressed', 'declined']],
    ['agreement', agreement, ['drafting', 'under_review', 'signed']],
    ['project', project, ['planned', 'running']],
    ['reading', reading, ['reported', 'confirmed']],
    ['evaluation', evaluation, ['collecting', 'computed', 'in_appeal', 'published']],
    ['promotion', promotion, ['draft', 'applied']],
    ['service', service, ['recorded']],
    ['landing', landing, ['reported']],
    ['call', call, ['draft', 'open']],
    ['round', round, ['planned', 'assigning', 'scoring', 'consensus', 'deciding', 'released']],
    ['review', review, ['invited', 'accepted', 'drafting', 'submitted']],
    ['capability', capability, ['draft', 'published']],
    ['organisation', owner, ['unverified', 'verified']],
    ['list', list, ['composing', 'scheduled', 'released']],
  ]
  await db.database.write(systemViewer, async (tx) => {
    for (const [type, id, path] of states) {
      for (const [step, to] of path.entries()) {
        tx.record({ action: `${type}.step`, subject: { type, id }, state: { from: path[step - 1] ?? null, to } })
      }
    }
    tx.record({
      action: 'user.create',
      subject: { type: 'user', id: user },
      changes: [{ path: 'name', after: '某人' }],
      personal: { paths: ['name'], personId: user },
    })
  })
})
afterAll(async () => {
  await hand.end()
  await world.close()
})

/** One of everything, sound: a published scenario in a released list, a draft below it, two intents, a capability, a person. */
async function buildCity(): Promise<void> {
  const now = 'now(), now()'
  const put = (statement: string, values: unknown[]) => hand.query(statement, values)
  await put(
    `insert into lists (id, code, title, state, state_since, released_on, created_at, updated_at) values ($1, 'QDL-2026-77', '第七十七批', 'released', now(), '2026-11-01', ${now})`,
    [list],
  )
  await put(
    `insert into scenarios (id, code, title, owner_id, state, state_since, stage, holder, submitted_at, published_at, list_id, created_at, updated_at)
     values ($1, 'QD-2026-7777', '对接中', $2, 'published', now(), 'matching', 'operator', now(), now(), $3, ${now})`,
    [open, owner, list],
  )
  await put(
    `insert into scenarios (id, title, owner_id, state, state_since, stage, holder, parent_id, created_at, updated_at) values ($1, '草稿', $2, 'draft', now(), 'collection', 'owner', $3, ${now})`,
    [draft, owner, open],
  )
  await put(`insert into list_items (list_id, scenario_id, position, added_at) values ($1, $2, 0, now())`, [list, open])
  await put(`insert into openings (id, scenario_id, position, text) values ($1, $2, 0, '一'), ($3, $4, 0, '二')`, [
    opening,
    open,
    far,
    draft,
  ])
  await put(
    `insert into requirements (id, scenario_id, opening_id, position, text, kind, limits_providers) values ($1, $2, $3, 0, '三年业绩', 'must', true)`,
    [newId(), open, opening],
  )
  await put(
    `insert into scenario_decisions (id, scenario_id, outcome, reason, proposed_by, proposed_at, settled_by, settled_at, state) values ($1, $2, 'select', '好', $3, now(), $4, now(), 'consented')`,
    [decision, open, one, two],
  )
  for (const kind of ['confidentiality', 'fair_competition']) {
    await put(
      `insert into scenario_clearances (id, scenario_id, kind, outcome, signer, recorded_by, recorded_at) values ($1, $2, $3, 'passed', '签署人', $4, now())`,
      [newId(), open, kind, one],
    )
  }
  await put(
    `insert into capabilities (id, code, title, kind, organisation_id, state, state_since, published_at, fresh_until, created_at, updated_at)
     values ($1, 'QDC-2026-7777', '机器人', 'product', $2, 'published', now(), now(), now() + interval '1 year', ${now})`,
    [capability, provider],
  )
  await put(
    `insert into intents (id, scenario_id, opening_id, owner_id, organisation_id, capability_id, pitch, state, state_since, holder, due_at, closed_reason, created_at, updated_at)
     values ($1, $3, $4, $5, $6, $7, '能做', 'expressed', now(), 'owner', now() + interval '10 days', null, ${now}),
            ($2, $3, $4, $5, $6, null, '能做', 'declined', now(), null, null, 'not_a_fit', ${now})`,
    [intent, declined, open, opening, owner, provider, capability],
  )
  await put(
    `insert into users (id, name, email, created_at, updated_at) values ($1, '某人', 'u@example.org', ${now})`,
    [user],
  )
  await buildAgreement()
  await buildEvaluation()
  await buildRest()
  await put(`insert into credentials (user_id, password_hash) values ($1, 'x')`, [user])
}

/** A call that is open, an application for a rung, a service to confirm and a settlement to decide about. */
async function buildRest(): Promise<void> {
  const put = (statement: string, values: unknown[]) => hand.query(statement, values)
  const file = newId()
  await put(
    `insert into calls (id, code, title, criteria, opens_at, closes_at, state, state_since, holder, created_at, updated_at)
     values ($1, 'QDZ-2026-77', '征集', '[{}]', now(), now() + interval '9 days', 'open', now(), 'system', now(), now())`,
    [call],
  )
  await put(
    `insert into promotions (id, code, scenario_id, owner_id, from_rung, to_rung, state, state_since, holder, due_at, applied_at, created_at, updated_at)
     values ($1, 'QDU-2026-77', $2, $3, 'listed', 'laboratory', 'applied', now(), 'operator', now() + interval '5 days', now(), now(), now())`,
    [promotion, open, owner],
  )
  await put(
    `insert into services (id, kind, organisation_id, served_on, summary, recorded_by, state, state_since, holder, due_at, created_at, updated_at)
     values ($1, 'policy', $2, '2026-11-01', '政策咨询', $3, 'recorded', now(), 'other_side', now() + interval '10 days', now(), now())`,
    [service, provider, one],
  )
  await put(
    `insert into files (id, name, media_type, bytes, sha256, uploaded_at) values ($1, 'b.pdf', 'application/pdf', 1, 'y', now())`,
    [file],
  )
  await put(
    `insert into landings (id, organisation_id, landed_on, kind, evidence, file_id, reported_by, state, state_since, holder, due_at, created_at, updated_at)
     values ($1, $2, '2026-11-01', 'innovative_firm', '营业执照', $3, $4, 'reported', now(), 'operator', now() + interval '10 days', now(), now())`,
    [landing, provider, file, one],
  )
}

/** A signed letter with an addendum that both signed. */
async function buildAgreement(): Promise<void> {
  const put = (statement: string, values: unknown[]) => hand.query(statement, values)
  const file = newId()
  await put(
    `insert into agreements (id, code, kind, state, state_since, holder, due_at, scenario_id, owner_id, party_ids, title, terms_hash, signed_on, signed_at, created_at, updated_at)
     values ($1, 'QDA-2026-7777', 'letter', 'signed', now(), 'both', now() + interval '10 days', $2, $3, array[$3, $4]::uuid[], '意向书', 'h', '2026-11-01', now(), now(), now())`,
    [agreement, open, owner, provider],
  )
  await put(
    `insert into agreement_parties (agreement_id, organisation_id, position, role, share_millionths, intent_id, signed_at, signed_by, signed_hash)
     values ($1, $2, 0, 'owner', null, null, now(), $4, 'h'), ($1, $3, 1, 'provider', 1000000, $5, now(), $6, 'h')`,
    [agreement, owner, provider, one, intent, two],
  )
  await put(`insert into agreement_openings (agreement_id, opening_id, position) values ($1, $2, 0)`, [
    agreement,
    opening,
  ])
  await put(
    `insert into files (id, name, media_type, bytes, sha256, uploaded_at) values ($1, 'a.pdf', 'application/pdf', 1, 'x', now())`,
    [file],
  )
  await put(
    `insert into agreement_addenda (id, agreement_id, position, state, reason, file_id, proposed_for, proposed_at) values ($1, $2, 1, 'agreed', '延长', $3, $4, now())`,
    [addendum, agreement, file, owner],
  )
  await put(
    `insert into agreement_addendum_signatures (addendum_id, organisation_id, signed_by, signed_at) values ($1, $2, $4, now()), ($1, $3, $5, now())`,
    [addendum, owner, provider, one, two],
  )
}

/** A published evaluation of one scenario, with an appeal that was dismissed. */
async function buildEvaluation(): Promise<void> {
  const put = (statement: string, values: unknown[]) => hand.query(statement, values)
  await put(
    `insert into evaluations (id, code, title, system_key, system_version, system, state, state_since, run, as_of, published_at, created_at, updated_at)
     values ($1, 'QDE-2026-7777', '评估', 'x', 1, '{}', 'published', now(), 1, now(), now(), now(), now())`,
    [evaluation],
  )
  await put(
    `insert into evaluation_subjects (evaluation_id, scenario_id, owner_id, shown, added_at) values ($1, $2, $3, 'published', now())`,
    [evaluation, open, owner],
  )
  await put(`insert into evaluation_runs (evaluation_id, number, at, results, hash) values ($1, 1, now(), 1, 'h')`, [
    evaluation,
  ])
  await put(
    `insert into evaluation_results (id, evaluation_id, run, scenario_id, shown, score, rank, leaves)
     values ($1, $2, 1, $3, 'published', 80.3, 1, '[{"key": "a", "contribution": 0.1, "rows": 1}, {"key": "b", "contribution": 80.2, "rows": 0}]')`,
    [result, evaluation, open],
  )
  await put(
    `insert into evaluation_evidence (result_id, leaf, position, type, row_id, text) values ($1, 'a', 0, 'scenario', $2, '对接中')`,
    [result, open],
  )
  await put(
    `insert into evaluation_appeals (id, evaluation_id, scenario_id, run, organisation_id, grounds, remedy, state, filed_by, filed_at, answer, answered_by, answered_at)
     values ($1, $2, $3, 1, $4, '有误', '重算', 'dismissed', $5, now(), '无误', $6, now())`,
    [appeal, evaluation, open, owner, one, two],
  )
}

/** A released round over one scenario, with one review of it. */
async function buildRound(): Promise<void> {
  const put = (statement: string, values: unknown[]) => hand.query(statement, values)
  await put(
    `insert into rounds (id, code, title, state, state_since, holder, criteria, chair_id, released_at, created_at, updated_at)
     values ($1, 'QDR-2026-77', '评审', 'released', now(), 'operator', '[{"key": "a", "title": "甲", "description": "", "weight": 1, "max": 10, "step": 1}]', $2, now(), now(), now())`,
    [round, two],
  )
  await put(
    `insert into round_items (id, round_id, scenario_id, position, title, owner_id, content, open) values ($1, $2, $3, 1, '场景', $4, 1, false)`,
    [item, round, open, owner],
  )
  await put(
    `insert into round_experts (id, round_id, expert_id, undertaking_version, undertaken_at, added_at) values ($1, $2, $3, '1', now(), now())`,
    [seat, round, two],
  )
  await put(
    `insert into reviews (id, round_id, item_id, scenario_id, owner_id, expert_id, state, state_since, submitted_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'submitted', now(), now(), now(), now())`,
    [review, round, item, open, owner, two],
  )
  await put(`insert into review_sheets (review_id, scores, total) values ($1, '{"a": 8}', 80)`, [review])
  await put(
    `insert into round_recommendations (item_id, round_id, outcome, reason, recommended_by, recommended_at) values ($1, $2, 'select', '可行', $3, now())`,
    [item, round, two],
  )
  await put(
    `insert into round_decisions (item_id, round_id, owner_id, outcome, reason, deviation, decided_by, decided_at)
     values ($1, $2, $3, 'revise', '再议', '条件不具备', $4, now())`,
    [item, round, owner, one],
  )
  await put(
    `insert into round_results (item_id, round_id, scenario_id, owner_id, round_code, round_title, score, criteria, rank, ranked, comments, outcome, reason, comment, released_at)
     values ($1, $2, $3, $4, 'QDR-2026-77', '评审', 80, '[]', 1, 1, '[]', 'revise', '再议', '', now())`,
    [item, round, open, owner],
  )
  await put(`insert into round_snapshots (round_id, taken_at, hash, content) values ($1, now(), 'h', '{}')`, [round])
}

/** A running project under the agreement, half way by a reading that the owner confirmed. */
async function buildProject(): Promise<void> {
  const put = (statement: string, values: unknown[]) => hand.query(statement, values)
  const indicator = newId()
  await put(
    `insert into projects (id, code, title, scenario_id, agreement_id, owner_id, provider_id, provider_ids, state, state_since, holder, started_at, time_zone,
       milestones_total, next_due_on, indicators_total, indicators_read, lowest_progress, created_at, updated_at)
     values ($1, 'QDP-2026-7777', '试点', $2, $3, $4, $5, array[$5]::uuid[], 'running', now(), 'provider', now(), 'Asia/Shanghai', 1, '2026-12-01', 1, 1, 0.5, now(), now())`,
    [project, open, agreement, owner, provider],
  )
  await put(
    `insert into milestones (id, project_id, position, title, due_on, responsible) values ($1, $2, 0, '进场', '2026-12-01', 'provider')`,
    [newId(), project],
  )
  await put(
    `insert into indicators (id, project_id, position, name, unit, baseline, target, direction, method, agreed_by_owner_at, agreed_by_provider_at)
     values ($1, $2, 0, '时长', '分钟', 30, 10, 'down', '平均', now(), now())`,
    [indicator, project],
  )
  await put(
    `insert into readings (id, indicator_id, project_id, value, at, day, state, state_since, side, reported_for, reported_by, reported_at, settled_for, settled_by, settled_at, updated_at)
     values ($1, $2, $3, 20, now(), current_date, 'confirmed', now(), 'provider', $4, $5, now(), $6, $7, now(), now())`,
    [reading, indicator, project, provider, one, owner, two],
  )
}

/** Name, what breaks it, and how many rows then do (one, unless said). */
const plants: [string, () => string, number?][] = [
  ['scenario_holder', () => `update scenarios set holder = null where id = '${open}'`],
  ['scenario_holder', () => `update scenarios set holder = 'operator' where id = '${draft}'`],
  ['scenario_due', () => `update scenarios set due_at = now() where id = '${open}'`],
  ['intent_holder', () => `update intents set holder = 'provider', due_at = null where id = '${intent}'`],
  ['intent_holder', () => `update intents set holder = 'owner' where id = '${declined}'`],
  ['intent_due', () => `update intents set due_at = null where id = '${intent}'`],
  ['landed_by_evidence', () => `update organisations set landed_at = '2026-01-02' where id = '${provider}'`],
  ['agreement_holder', () => `update agreements set holder = null, due_at = null where id = '${agreement}'`],
  ['agreement_due', () => `update agreements set due_at = null where id = '${agreement}'`],
  ['agreement_state_dated', () => `update agreements set state = 'in_force', due_at = null where id = '${agreement}'`],
  ['agreement_sides', () => `update agreements set party_ids = array[owner_id] where id = '${agreement}'`],
  ['agreement_shares', () => `update agreement_parties set share_millionths = 900000 where role = 'provider'`],
  ['agreement_signed_by_all', () => `update agreements set terms_hash = 'changed' where id = '${agreement}'`, 2],
  ['agreement_of_opening', () => `update agreement_openings set opening_id = '${far}'`],
  ['agreement_of_opening', () => `update agreement_parties set intent_id = '${intent}' where role = 'owner'`],
  ['addendum_signed_by_all', () => `delete from agreement_addendum_signatures where organisation_id = '${provider}'`],
  [
    'project_sides',
    () => `update projects set provider_ids = array[provider_id, '${project}']::uuid[] where id = '${project}'`,
  ],
  ['project_agreed', () => `update indicators set agreed_by_owner_at = null where project_id = '${project}'`],
  ['project_course', () => `update milestones set done_on = current_date where project_id = '${project}'`],
  ['project_course', () => `update projects set lowest_progress = 0.6 where id = '${project}'`],
  ['reading_confirmed', () => `update readings set settled_for = reported_for where id = '${reading}'`],
  ['project_state_dated', () => `update projects set state = 'suspended' where id = '${project}'`],
  ['reading_state_dated', () => `update readings set state = 'upheld' where id = '${reading}'`],
  ['evaluation_holder', () => `update evaluations set holder = 'operator' where id = '${evaluation}'`],
  [
    'evaluation_state_dated',
    () => `delete from state_changes where id = (select max(id) from state_changes where subject_id = '${evaluation}')`,
  ],
  [
    'evaluation_score',
    () =>
      `alter table evaluation_results disable trigger results_guard; update evaluation_results set score = 80.31 where id = '${result}'`,
  ],
  ['evaluation_evidence', () => `delete from evaluation_evidence where result_id = '${result}'`],
  ['evaluation_runs', () => `update evaluation_runs set results = 2 where evaluation_id = '${evaluation}'`],
  [
    'evaluation_runs',
    () =>
      `insert into evaluation_runs (evaluation_id, number, at, results, hash) values ('${evaluation}', 2, now(), 0, 'h')`,
  ],
  ['evaluation_shown', () => `update evaluation_results set shown = 'inside' where id = '${result}'`],
  ['evaluation_settled', () => `update evaluation_appeals set state = 'upheld' where id = '${appeal}'`],
  ['promotion_holder', () => `update promotions set holder = 'owner' where id = '${promotion}'`],
  ['promotion_due', () => `update promotions set due_at = null where id = '${promotion}'`],
  ['promotion_state_dated', () => `update promotions set state = 'checked' where id = '${promotion}'`],
  ['service_holder', () => `update services set holder = 'operator' where id = '${service}'`],
  ['service_due', () => `update services set due_at = null where id = '${service}'`],
  [
    'service_state_dated',
    () => `update services set state = 'disputed', holder = 'reporting_side' where id = '${service}'`,
  ],
  ['landing_holder', () => `update landings set holder = null, due_at = null where id = '${landing}'`],
  ['landing_due', () => `update landings set due_at = null where id = '${landing}'`],
  [
    'landing_state_dated',
    () =>
      `delete from state_changes where subject_id = '${landing}'; insert into state_changes (subject_type, subject_id, from_state, to_state, at) values ('landing', '${landing}', null, 'confirmed', now())`,
  ],
  ['call_state_dated', () => `update calls set state = 'closed' where id = '${call}'`],
  ['round_holder', () => `update rounds set holder = null where id = '${round}'`],
  ['review_holder', () => `update reviews set holder = 'expert' where id = '${review}'`],
  [
    'round_state_dated',
    () => `delete from state_changes where id = (select max(id) from state_changes where subject_id = '${round}')`,
  ],
  [
    'review_state_dated',
    () => `delete from state_changes where id = (select max(id) from state_changes where subject_id = '${review}')`,
  ],
  ['round_items_open', () => `update round_items set open = true where id = '${item}'`],
  ['review_of_item', () => `update reviews set scenario_id = '${draft}' where id = '${review}'`],
  ['review_of_item', () => `update reviews set expert_id = '${one}' where id = '${review}'`],
  [
    'review_undertaken',
    () => `update round_experts set undertaken_at = null, undertaking_version = null where id = '${seat}'`,
  ],
  ['review_scored', () => `update review_sheets set scores = '{"a": 11}' where review_id = '${review}'`],
  ['review_scored', () => `delete from review_sheets where review_id = '${review}'`],
  ['round_released_whole', () => `update round_results set outcome = 'reject' where item_id = '${item}'`],
  ['round_released_whole', () => `delete from round_snapshots where round_id = '${round}'`],
  ['round_deviation_said', () => `update round_decisions set deviation = null where item_id = '${item}'`],
  [
    'scenario_state_dated',
    () => `delete from state_changes where id = (select max(id) from state_changes where subject_id = '${open}')`,
  ],
  [
    'intent_state_dated',
    () => `delete from state_changes where id = (select max(id) from state_changes where subject_id = '${declined}')`,
  ],
  ['capability_state_dated', () => `update capabilities set state = 'stale' where id = '${capability}'`],
  ['organisation_state_dated', () => `update organisations set state = 'suspended' where id = '${owner}'`],
  [
    'list_state_dated',
    () => `delete from state_changes where id = (select max(id) from state_changes where subject_id = '${list}')`,
  ],
  ['scenario_stage', () => `update scenarios set stage = 'landing' where id = '${open}'`],
  ['states_joined', () => `delete from state_changes where subject_id = '${open}' and to_state = 'refining'`],
  [
    'decision_by_two',
    () =>
      `alter table scenario_decisions drop constraint decision_by_two; update scenario_decisions set settled_by = proposed_by where id = '${decision}'`,
  ],
  ['selected_by_decision', () => `update scenario_decisions set state = 'declined' where id = '${decision}'`],
  [
    'confidentiality_cleared',
    () => `delete from scenario_clearances where scenario_id = '${open}' and kind = 'confidentiality'`,
  ],
  [
    'fair_competition_cleared',
    () =>
      `update scenario_clearances set outcome = 'refused' where scenario_id = '${open}' and kind = 'fair_competition'`,
  ],
  ['nothing_unfinished_public', () => `update scenarios set published_at = now() where id = '${draft}'`],
  ['published_has_number', () => `update scenarios set code = null where id = '${open}'`],
  ['intent_sides', () => `update intents set opening_id = '${far}' where id = '${intent}'`],
  [
    'intent_sides',
    () =>
      `update intents set owner_id = (select id from organisations where id not in ('${owner}', '${provider}') limit 1) where id = '${intent}'`,
  ],
  ['intent_capability', () => `update capabilities set organisation_id = '${owner}' where id = '${capability}'`],
  ['intent_closed_for_a_reason', () => `update intents set closed_reason = null where id = '${declined}'`],
  [
    'listed_is_published',
    () => `insert into list_items (list_id, scenario_id, position, added_at) values ('${list}', '${draft}', 1, now())`,
  ],
  ['list_agrees', () => `delete from list_items where scenario_id = '${open}'`],
  ['released_list_dated', () => `update lists set released_on = null where id = '${list}'`],
  ['capability_published', () => `update capabilities set fresh_until = null where id = '${capability}'`],
  ['requirement_of_opening', () => `update requirements set opening_id = '${far}' where scenario_id = '${open}'`],
  ['scenario_family', () => `update scenarios set parent_id = '${draft}' where id = '${open}'`, 2],
  [
    'exclusive_roles',
    () =>
      `alter table users drop constraint users_exclusive_roles; update users set roles = '{operator,auditor}' where id = '${one}'`,
  ],
  ['erased_is_gone', () => `update users set state = 'erased' where id = '${user}'`],
  [
    'erased_is_gone',
    () =>
      `update users set state = 'erased', email = null where id = '${user}'; delete from credentials where user_id = '${user}'`,
  ],
  ['journal_head', () => `update journal_head set hash = repeat('a', 64)`],
  ['journal_head', () => 'delete from journal_head'],
  ['journal_head', () => `delete from journal_records where seq = 1`],
]

test('the city pack and a city in order break nothing', async () => {
  expect(await checkInvariants(hand)).toEqual([])
})

test('the check reads in the application’s own name and leaves the connection as it was', async () => {
  await checkInvariants(hand)
  const { rows } = await hand.query(
    `select current_user = session_user as own, current_setting('app.roles', true) as roles`,
  )
  expect(rows).toEqual([{ own: true, roles: '' }])
})

test.each(plants)('%s is named when it is broken (%#)', async (name, plant, broken = 1) => {
  await hand.query('begin')
  try {
    await hand.query(plant())
    const found = await violationsWithin(hand)
    expect(found.map((each) => each.name)).toEqual([name])
    expect(found[0]?.rows.length).toBe(broken)
  } finally {
    await hand.query('rollback')
  }
})

test('every invariant was broken once', () => {
  expect(new Set(plants.map(([name]) => name))).toEqual(new Set(invariants.map(({ name }) => name)))
})
