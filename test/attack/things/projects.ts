import type { Things } from './scene.ts'

/** Projects, indicators, readings. What the rows of `matrix/projects.ts` are played on, by the name they call it. */
export const things = {} satisfies Things
