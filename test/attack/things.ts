import { newId } from '../../server/platform/ids.ts'
import * as accounts from './things/accounts.ts'
import * as agreements from './things/agreements.ts'
import * as calls from './things/calls.ts'
import * as evaluations from './things/evaluations.ts'
import * as projects from './things/projects.ts'
import * as promotions from './things/promotions.ts'
import * as reviews from './things/reviews.ts'
import * as scenarios from './things/scenarios.ts'
import type { Made, Scene, Things } from './things/scene.ts'
import * as services from './things/services.ts'
import * as supply from './things/supply.ts'

export { makeScenario } from './things/scenarios.ts'
export { type Made, missing, type Scene } from './things/scene.ts'
export { makeCapability } from './things/supply.ts'

const things = {
  // Routes without an object.
  none: async () => ({ id: newId(), version: 1, more: {} }),
  ...accounts.things,
  ...scenarios.things,
  ...supply.things,
  ...calls.things,
  ...reviews.things,
  ...agreements.things,
  ...projects.things,
  ...evaluations.things,
  ...promotions.things,
  ...services.things,
}
export type Thing = keyof typeof things

/** Makes the thing a cell is about, anew. */
export function make(scene: Scene, thing: Thing, collection: string): Promise<Made> {
  return (things as Things)[thing]?.(scene, collection) ?? Promise.reject(new Error(`nobody makes ${thing}`))
}
