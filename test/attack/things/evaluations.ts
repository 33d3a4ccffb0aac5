import type { Things } from './scene.ts'

/** Evaluations. What the rows of `matrix/evaluations.ts` are played on, by the name they call it. */
export const things = {} satisfies Things
