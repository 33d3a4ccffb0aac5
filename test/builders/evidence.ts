import { newId } from '../../server/platform/ids.ts'
import type { World } from '../support/world.ts'

let serial = 0

/** What a scenario has to show, as rows: an agreement in force, a running project, a confirmed reading and one that is not, a published evaluation. */
export async function plantEvidence(
  { db }: Pick<World, 'db'>,
  given: { scenarioId: string; ownerId: string; providerId: string },
): Promise<{ agreement: string; project: string; reading: string; unconfirmed: string; evaluation: string }> {
  serial += 1
  const [agreement, project, indicator, reading, unconfirmed, evaluation] = Array.from({ length: 6 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const { scenarioId, ownerId, providerId } = given
  const parties = [ownerId, providerId]
  await db.sql(
    `insert into agreements (id, code, kind, state, state_since, scenario_id, owner_id, party_ids, title, amount_cny, number, terms_hash, signed_on, signed_at, entered_at, created_at, updated_at)
     values ($1, $2, 'contract', 'in_force', app_now(), $3, $4, $5, '视觉质检合同', 1200000, 'HT-1', 'x', '2026-01-05', app_now(), app_now(), app_now(), app_now())`,
    [agreement, `T-A-${serial}`, scenarioId, ownerId, parties],
  )
  await db.sql(
    `insert into projects (id, code, title, scenario_id, agreement_id, owner_id, provider_id, provider_ids, state, state_since, started_at, time_zone, created_at, updated_at)
     values ($1, $2, '视觉质检试点', $3, $4, $5, $6, $7, 'running', app_now(), app_now(), 'Asia/Shanghai', app_now(), app_now())`,
    [project, `T-P-${serial}`, scenarioId, agreement, ownerId, providerId, [providerId]],
  )
  await db.sql(
    `insert into indicators (id, project_id, position, name, unit, baseline, target, direction, method) values ($1, $2, 0, '检出率', '%', 80, 95, 'up', '抽检')`,
    [indicator, project],
  )
  const report = (id: string, state: string, day: string) =>
    db.sql(
      `insert into readings (id, indicator_id, project_id, value, at, day, state, state_since, side, reported_for, reported_at, updated_at)
       values ($1, $2, $3, 91.5, $4::date, $4, $5, app_now(), 'provider', $6, app_now(), app_now())`,
      [id, indicator, project, day, state, providerId],
    )
  await report(reading, 'confirmed', '2026-03-01')
  await report(unconfirmed, 'reported', '2026-04-01')
  await db.sql(
    `insert into evaluations (id, code, title, system_key, system_version, system, state, state_since, run, published_at, created_at, updated_at)
     values ($1, $2, '年度评估', 'x', 1, '{}', 'published', app_now(), 1, app_now(), app_now(), app_now())`,
    [evaluation, `T-E-${serial}`],
  )
  await db.sql(
    `insert into evaluation_subjects (evaluation_id, scenario_id, owner_id, shown, added_at) values ($1, $2, $3, 'published', app_now())`,
    [evaluation, scenarioId, ownerId],
  )
  await db.sql(
    `insert into evaluation_runs (evaluation_id, number, at, results, hash) values ($1, 1, app_now(), 1, 'x')`,
    [evaluation],
  )
  await db.sql(
    `insert into evaluation_results (id, evaluation_id, run, scenario_id, shown, score, grade, rank, leaves) values ($1, $2, 1, $3, 'published', 86.5, 'A', 1, '[]')`,
    [newId(), evaluation, scenarioId],
  )
  return { agreement, project, reading, unconfirmed, evaluation }
}
