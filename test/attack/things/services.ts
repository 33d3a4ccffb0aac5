import type { Things } from './scene.ts'

/** Services, landed firms, the cockpit. What the rows of `matrix/services.ts` are played on, by the name they call it. */
export const things = {} satisfies Things
