import * as accounts from './matrix/accounts.ts'
import * as agreements from './matrix/agreements.ts'
import * as calls from './matrix/calls.ts'
import * as desk from './matrix/desk.ts'
import * as evaluations from './matrix/evaluations.ts'
import * as matches from './matrix/matches.ts'
import * as projects from './matrix/projects.ts'
import * as promotions from './matrix/promotions.ts'
import * as reviews from './matrix/reviews.ts'
import * as scenarios from './matrix/scenarios.ts'
import * as services from './matrix/services.ts'
import * as supply from './matrix/supply.ts'
import type { Rows } from './matrix/vocabulary.ts'

export type { Cell, Row, ViewerKind } from './matrix/vocabulary.ts'
export { viewers } from './matrix/vocabulary.ts'

/** Who may do what, for every route: the groups' rows together. How to read one stands in `matrix/vocabulary.ts`. */
export const matrix: Rows = {
  ...accounts.rows,
  ...scenarios.rows,
  ...supply.rows,
  ...desk.rows,
  ...calls.rows,
  ...reviews.rows,
  ...agreements.rows,
  ...projects.rows,
  ...evaluations.rows,
  ...promotions.rows,
  ...services.rows,
  ...matches.rows,
}
