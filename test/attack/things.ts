import { randomBytes } from 'node:crypto'
import { tokenHash } from '../../server/platform/http/identify.ts'
import { newId } from '../../server/platform/ids.ts'
import type { Person, World } from '../support/world.ts'
import type { Thing, ViewerKind } from './matrix.ts'
import type { Places } from './people.ts'

/** An object of the matrix: what a call needs to know of it. `id` stands for `{id}`, the others for further parameters. */
export type Made = {
  readonly id: string
  readonly version: number
  readonly more: Readonly<Record<string, string>>
}
export type Scene = {
  readonly world: World
  readonly places: Places
  readonly kind: ViewerKind
  readonly person: Person | null
  /** Somebody who is none of the viewers, and an operator who is not the one of the matrix. */
  readonly stranger: Person
  readonly colleague: Person
}

const states: Partial<Record<Thing, string>> = {
  draftScenario: 'draft',
  submittedScenario: 'submitted',
  refiningScenario: 'refining',
  reviewedScenario: 'in_review',
  selectedScenario: 'selected',
  publicisedScenario: 'publicised',
  publishedScenario: 'published',
}
let serial = 0

/** A scenario of the home organisation as rows, in the state the matrix names, with an opening, a contact, a comment and, in review, an open decision. */
export async function makeScenario(scene: Scene, state: string, title = '码头夜间巡检试验'): Promise<Made> {
  const { world, places } = scene
  const [id, openingId, commentId, decisionId] = [newId(), newId(), newId(), newId()]
  serial += 1
  const submitted = state === 'draft' ? 'null' : 'app_now()'
  const published = state === 'published' ? 'app_now()' : 'null'
  await world.db.sql(
    `insert into scenarios (id, code, title, owner_id, owner_district, state, stage, state_since, holder, submitted_at, published_at, opener, created_at, updated_at,
       summary, closes_at, due_at)
     values ($1, $2, $3, $4, $5, $6, 'collection', app_now(), 'operator', ${submitted}, ${published}, 'government', app_now(), app_now(), '巡检', app_now() + interval '1 year',
       app_now() - interval '1 hour')`,
    [
      id,
      state === 'draft' ? null : `QD-2026-${7000 + serial}`,
      `${title}${serial}`,
      places.home,
      places.district,
      state,
    ],
  )
  await world.db.sql(`insert into openings (id, scenario_id, position, text) values ($1, $2, 0, '巡检机器人')`, [
    openingId,
    id,
  ])
  await world.db.sql(`insert into scenario_contacts (scenario_id, name, mobile) values ($1, '赵联系', '13900001111')`, [
    id,
  ])
  await world.db.sql(
    `insert into scenario_comments (id, scenario_id, text, author_id, at) values ($1, $2, '请补充数据接口', $3, app_now())`,
    [commentId, id, scene.colleague.id],
  )
  if (state === 'in_review')
    await world.db.sql(
      `insert into scenario_decisions (id, scenario_id, outcome, reason, proposed_by, proposed_at, state) values ($1, $2, 'select', '条件清楚', $3, app_now(), 'proposed')`,
      [decisionId, id, scene.colleague.id],
    )
  return { id, version: 1, more: { openingId, commentId, decisionId } }
}

export async function makeCapability(
  scene: Scene,
  how: { state: string; visibility?: string; title?: string },
): Promise<Made> {
  const id = newId()
  serial += 1
  await scene.world.db.sql(
    `insert into capabilities (id, code, title, kind, organisation_id, visibility, state, state_since, published_at, fresh_until, description, readiness, tracks, created_at, updated_at)
     values ($1, $2, $3, 'product', $4, $5, $6, app_now(), app_now(), app_now() + interval '1 year', $7, $8, $9, app_now(), app_now())`,
    [
      id,
      how.state === 'draft' ? null : `QDC-2026-${7000 + serial}`,
      how.title ?? `巡检机器人${serial}`,
      scene.places.home,
      how.visibility ?? 'public',
      how.state,
      // A draft lacks what publishing asks for.
      how.state === 'draft' ? null : '沿轨巡检，自主充电。',
      how.state === 'draft' ? null : 8,
      how.state === 'draft' ? [] : [scene.world.app.platform.pack.classification.tracks[0]?.key],
    ],
  )
  await scene.world.db.sql(
    `insert into capability_proofs (id, capability_id, position, kind, text) values ($1, $2, 0, 'delivery', '已交付三台')`,
    [newId(), id],
  )
  return { id, version: 1, more: {} }
}

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

async function makeFile(scene: Scene, by: Person): Promise<Made> {
  const answer = await scene.world
    .as(by)
    .upload('/files', { name: '说明.pdf', content: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n') })
  if (answer.status !== 201) throw new Error(`a test file was refused: ${JSON.stringify(answer.body)}`)
  return { id: answer.body.id, version: 1, more: {} }
}

async function attach(scene: Scene, state: string, purpose: string): Promise<Made> {
  const file = await makeFile(scene, scene.stranger)
  const scenario = await makeScenario(scene, state)
  await scene.world.db.sql(
    `insert into scenario_files (scenario_id, file_id, purpose, position) values ($1, $2, $3, 0)`,
    [scenario.id, file.id, purpose],
  )
  return file
}

async function makeRow(scene: Scene, text: string, values: (id: string) => unknown[]): Promise<Made> {
  const id = newId()
  await scene.world.db.sql(text, values(id))
  return { id, version: 1, more: {} }
}

async function makeList(scene: Scene, state: string): Promise<Made> {
  serial += 1
  return makeRow(
    scene,
    `insert into lists (id, code, title, state, state_since, created_at, updated_at, released_on) values ($1, $2, '测试清单', $3, app_now(), app_now(), app_now(), $4)`,
    (id) => [id, `QDL-2026-${700 + serial}`, state, state === 'released' ? '2026-11-01' : null],
  )
}

async function libraryOf(scene: Scene): Promise<string> {
  const [row] = await scene.world.db.sql<{ id: string }>('select id from libraries order by key limit 1')
  if (!row) throw new Error('the pack brought no library')
  return row.id
}

async function makeIntent(scene: Scene): Promise<Made> {
  const scenario = await makeScenario(scene, 'published')
  const made = await makeRow(
    scene,
    `insert into intents (id, scenario_id, opening_id, owner_id, owner_district, organisation_id, pitch, state, state_since, holder, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, '我们有三台同类设备在港区运行一年，可先试用一个月。', 'expressed', app_now(), 'owner', app_now(), app_now())`,
    (id) => [
      id,
      scenario.id,
      scenario.more.openingId,
      scene.places.home,
      scene.places.district,
      scene.places.providing,
    ],
  )
  await scene.world.db.sql(
    `insert into intent_contacts (intent_id, name, mobile) values ($1, '钱供给', '13800002222')`,
    [made.id],
  )
  return made
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

/** Makes the thing a cell is about, anew; null where a viewer cannot have such a thing (nobody owns nothing). */
export async function make(scene: Scene, thing: Thing, collection: string): Promise<Made> {
  const { person, stranger } = scene
  const mine = person ?? stranger
  const state = states[thing]
  if (state) return makeScenario(scene, state)
  switch (thing) {
    case 'organisation':
    case 'invitation':
      return makeOrganisation(scene, 'verified')
    case 'newOrganisation':
      return makeOrganisation(scene, 'unverified')
    case 'person':
      return { id: (await scene.world.person()).id, version: 1, more: {} }
    case 'ownSession':
      return makeRow(scene, session, (id) => [id, tokenHash(id), mine.id])
    case 'foreignSession':
      return makeRow(scene, session, (id) => [id, tokenHash(id), stranger.id])
    case 'ownToken':
      return makeRow(scene, token, (id) => [id, tokenHash(id), mine.id])
    case 'foreignToken':
      return makeRow(scene, token, (id) => [id, tokenHash(id), stranger.id])
    case 'composingList':
      return makeList(scene, 'composing')
    case 'releasedList':
      return makeList(scene, 'released')
    case 'library':
      return {
        id: await libraryOf(scene),
        version: 1,
        more: { scenarioId: (await makeScenario(scene, 'published')).id },
      }
    case 'libraryEntry': {
      const scenario = await makeScenario(scene, 'published')
      const entry = await makeRow(
        scene,
        `insert into library_entries (id, library_id, scenario_id, entered_at, entered_reason) select $1, id, $2, app_now(), '重点' from libraries order by key limit 1`,
        (id) => [id, scenario.id],
      )
      return { id: await libraryOf(scene), version: 1, more: { entryId: entry.id } }
    }
    case 'draftCapability':
      return makeCapability(scene, { state: 'draft' })
    case 'publicCapability':
      return makeCapability(scene, { state: 'published' })
    case 'membersCapability':
      return makeCapability(scene, { state: 'published', visibility: 'members' })
    case 'withdrawnCapability':
      return makeCapability(scene, { state: 'withdrawn' })
    case 'intent':
      return makeIntent(scene)
    case 'ownFile':
      return makeFile(scene, mine)
    case 'foreignFile':
      return makeFile(scene, stranger)
    case 'materialFile':
      return attach(scene, 'published', 'material')
    case 'stampedFile':
      return attach(scene, 'published', 'stamped_form')
    case 'draftFile':
      return attach(scene, 'draft', 'material')
    case 'ownNotification':
      return makeRow(scene, notification, (id) => [id, mine.id])
    case 'foreignNotification':
      return makeRow(scene, notification, (id) => [id, stranger.id])
    case 'ownForm':
      return makeForm(scene, mine)
    case 'foreignForm':
      return makeForm(scene, stranger)
    case 'ownImport':
      return makeRow(scene, imports, (id) => [id, mine.id, collection])
    case 'foreignImport':
      return makeRow(scene, imports, (id) => [id, stranger.id, collection])
    default:
      return { id: newId(), version: 1, more: {} }
  }
}

/** Something of the right shape that is not there. */
export function missing(): Made {
  const id = newId
  return {
    id: id(),
    version: 1,
    more: {
      commentId: id(),
      decisionId: id(),
      openingId: id(),
      userId: id(),
      invitationId: id(),
      entryId: id(),
      scenarioId: id(),
    },
  }
}
