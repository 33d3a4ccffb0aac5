import type { Things } from './scene.ts'

/** Promotions. What the rows of `matrix/promotions.ts` are played on, by the name they call it. */
export const things = {} satisfies Things
