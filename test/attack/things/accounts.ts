import { randomBytes } from 'node:crypto'
import { tokenHash } from '../../../server/platform/http/identify.ts'
import { newId } from '../../../server/platform/ids.ts'
import type { Person } from '../../support/world.ts'
import { type Made, makeFile, makeRow, type Scene, type Things } from './scene.ts'

async function makeOrganisation(scene: Scene, state: string): Promise<Made> {
  const { world, places, kind, person } = scene
  const id = await world.organisation({ kind: 'firm', district: places.district, state })
  const join = (user: string, role: string) =>
    world.db.sql(
      `insert into organisation_members (organisation_id, user_id, role, since) values ($1, $2, $3, app_now())`,
      [id, user, role],
    )
  const colleague = await world.person()
  await join(colleague.id, 'member')
  // Somebody else administers it too, so that nobody is the last.
  await join(scene.stranger.id, 'org_admin')
  if (person && kind === 'own') await join(person.id, 'member')
  if (person && kind === 'ownAdmin') await join(person.id, 'org_admin')
  const invitationId = newId()
  await world.db.sql(
    `insert into invitations (id, organisation_id, account, role, code_hash, invited_by, created_at, expires_at)
     values ($1, $2, 'new@example.test', 'member', $3, $4, app_now(), app_now() + interval '1 day')`,
    [invitationId, id, randomBytes(32), scene.stranger.id],
  )
  return { id, version: 1, more: { userId: colleague.id, invitationId } }
}

/** Forms are so much their writer's own that not even the server may write one in his place. */
async function makeForm(scene: Scene, by: Person): Promise<Made> {
  const id = newId()
  const kept = await scene.world.as(by).put(`/drafts/${id}`, { value: { a: 1 }, version: 0 })
  if (kept.status !== 200) throw new Error(`a test form was refused: ${JSON.stringify(kept.body)}`)
  return { id, version: 1, more: {} }
}

const notification = `insert into notifications (id, user_id, at, kind) values ($1, $2, app_now(), 'scenario.submit')`
const session = `insert into sessions (id, token_hash, user_id, created_at, seen_at, ends_at) values ($1, $2, $3, app_now(), app_now(), app_now() + interval '1 day')`
const token = `insert into api_tokens (id, user_id, name, token_hash, scopes, created_at, expires_at) values ($1, $3, '试', $2, '{read}', app_now(), app_now() + interval '1 day')`
const imports = `insert into imports (id, user_id, collection, file_name, locale, state, rows, valid, invalid, created_at) values ($1, $2, $3, 'a.xlsx', 'zh', 'checked', 1, 0, 1, app_now())`

/** Nobody has nothing of his own: what is there is a stranger's. */
const mine = (scene: Scene) => scene.person ?? scene.stranger

export const things = {
  organisation: (scene) => makeOrganisation(scene, 'verified'),
  newOrganisation: (scene) => makeOrganisation(scene, 'unverified'),
  invitation: (scene) => makeOrganisation(scene, 'verified'),
  person: async (scene) => ({ id: (await scene.world.person()).id, version: 1, more: {} }),
  ownSession: (scene) => makeRow(scene, session, (id) => [id, tokenHash(id), mine(scene).id]),
  foreignSession: (scene) => makeRow(scene, session, (id) => [id, tokenHash(id), scene.stranger.id]),
  ownToken: (scene) => makeRow(scene, token, (id) => [id, tokenHash(id), mine(scene).id]),
  foreignToken: (scene) => makeRow(scene, token, (id) => [id, tokenHash(id), scene.stranger.id]),
  ownFile: (scene) => makeFile(scene, mine(scene)),
  foreignFile: (scene) => makeFile(scene, scene.stranger),
  ownNotification: (scene) => makeRow(scene, notification, (id) => [id, mine(scene).id]),
  foreignNotification: (scene) => makeRow(scene, notification, (id) => [id, scene.stranger.id]),
  ownForm: (scene) => makeForm(scene, mine(scene)),
  foreignForm: (scene) => makeForm(scene, scene.stranger),
  ownImport: (scene, collection) => makeRow(scene, imports, (id) => [id, mine(scene).id, collection]),
  foreignImport: (scene, collection) => makeRow(scene, imports, (id) => [id, scene.stranger.id, collection]),
} satisfies Things
