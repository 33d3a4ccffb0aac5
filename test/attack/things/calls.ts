import type { Things } from './scene.ts'

/** Calls. What the rows of `matrix/calls.ts` are played on, by the name they call it. */
export const things = {} satisfies Things
