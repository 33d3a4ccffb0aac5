import type { Things } from './scene.ts'

/** Agreements. What the rows of `matrix/agreements.ts` are played on, by the name they call it. */
export const things = {} satisfies Things
