import { type Made, makeRow, type Scene, type Things } from './scene.ts'

let serial = 0

/** A call as rows, open from yesterday until the day `closes` from now. */
function makeCall(scene: Scene, state: string, closes = '10 days'): Promise<Made> {
  serial += 1
  return makeRow(
    scene,
    `insert into calls (id, code, title, description, criteria, opens_at, closes_at, contact, state, state_since, created_at, updated_at)
     values ($1, $2, $3, '征集说明', '[{"key": "need", "title": "需求真实", "description": "", "weight": 1}]', app_now() - interval '20 days',
       app_now() + $4::interval, '场景办公室', $5, app_now(), app_now(), app_now())`,
    (id) => [id, state === 'draft' ? null : `QDZ-2026-${700 + serial}`, `测试征集${serial}`, closes, state],
  )
}

/** Calls. What the rows of `matrix/calls.ts` are played on, by the name they call it. */
export const things = {
  draftCall: (scene) => makeCall(scene, 'draft'),
  openCall: (scene) => makeCall(scene, 'open'),
  overdueCall: (scene) => makeCall(scene, 'open', '-1 hour'),
  closedCall: (scene) => makeCall(scene, 'closed', '-1 day'),
} satisfies Things
