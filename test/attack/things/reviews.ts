import type { Things } from './scene.ts'

/** Experts, rounds, reviews. What the rows of `matrix/reviews.ts` are played on, by the name they call it. */
export const things = {} satisfies Things
