import { newId } from '../../../server/platform/ids.ts'
import { type Made, makeFile, type Scene, type Things } from './scene.ts'
import { makeIntent } from './supply.ts'

const termsHash = 'a'.repeat(64)
let serial = 0

async function makeTalks(scene: Scene): Promise<Made> {
  const intent = await makeIntent(scene)
  await scene.world.db.sql(`update intents set state = 'talking', holder = 'both' where id = $1`, [intent.id])
  return intent
}

/** A letter of intent between the home organisation and the providing one, as rows, in a state; its number comes with the first review. */
async function makeAgreement(scene: Scene, state: string): Promise<Made> {
  const { world, places, stranger } = scene
  const { sql } = world.db
  const intent = await makeTalks(scene)
  const file = await makeFile(scene, stranger)
  serial += 1
  const id = newId()
  const was = ['signed', 'in_force'].includes(state)
  await sql(
    `insert into agreements (id, code, kind, state, state_since, holder, due_at, scenario_id, owner_id, owner_district, party_ids, title, terms, terms_hash, signed_on, signed_at,
       created_at, updated_at)
     select $1, $2, 'letter', $3, app_now(), 'both', case when $3 in ('under_review', 'signed') then app_now() + interval '10 days' end, i.scenario_id, i.owner_id, i.owner_district,
       array[i.owner_id, i.organisation_id], '夜间巡检试点意向书', '双方共同试点一年。', $4, case when $5 then date '2026-11-01' end, case when $5 then app_now() end, app_now(), app_now()
       from intents i where i.id = $6`,
    [id, state === 'drafting' ? null : `QDA-2026-${7000 + serial}`, state, termsHash, was, intent.id],
  )
  await sql(
    `insert into agreement_parties (agreement_id, organisation_id, position, role, share_millionths, intent_id)
     values ($1, $2, 0, 'owner', null, null), ($1, $3, 1, 'provider', 1000000, $4)`,
    [id, places.home, places.providing, intent.id],
  )
  await sql(
    `insert into agreement_openings (agreement_id, opening_id, position) select $1, opening_id, 0 from intents where id = $2`,
    [id, intent.id],
  )
  await sql(`insert into agreement_files (agreement_id, file_id, purpose, position) values ($1, $2, 'attachment', 0)`, [
    id,
    file.id,
  ])
  return { id, version: 1, more: { termsHash, fileId: file.id } }
}

async function makeAmended(scene: Scene): Promise<Made> {
  const made = await makeAgreement(scene, 'in_force')
  const addendumId = newId()
  await scene.world.db.sql(
    `insert into agreement_addenda (id, agreement_id, position, state, reason, file_id, proposed_for, proposed_at) values ($1, $2, 1, 'proposed', '延长试点', $3, $4, app_now())`,
    [addendumId, made.id, made.more.fileId, scene.places.providing],
  )
  await scene.world.db.sql(
    `insert into agreement_addendum_signatures (addendum_id, organisation_id, signed_by, signed_at) values ($1, $2, $3, app_now())`,
    [addendumId, scene.places.providing, scene.stranger.id],
  )
  return { ...made, more: { ...made.more, addendumId } }
}

/** Agreements. What the rows of `matrix/agreements.ts` are played on, by the name they call it. */
export const things = {
  talkingIntent: makeTalks,
  draftAgreement: (scene) => makeAgreement(scene, 'drafting'),
  reviewedAgreement: (scene) => makeAgreement(scene, 'under_review'),
  signedAgreement: (scene) => makeAgreement(scene, 'signed'),
  forcedAgreement: (scene) => makeAgreement(scene, 'in_force'),
  amendedAgreement: makeAmended,
} satisfies Things
