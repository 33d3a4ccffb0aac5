import { challenge, proposal } from './tables/challenge.ts'
import { evaluation, objection, promotion } from './tables/evaluation.ts'
import { intent } from './tables/intent.ts'
import { agreement, project, reading } from './tables/landing.ts'
import { event, list } from './tables/publication.ts'
import { organisation, policy } from './tables/registry.ts'
import { call, review, round } from './tables/review.ts'
import { scenario } from './tables/scenario.ts'
import { landing, service } from './tables/service.ts'
import { capability, need } from './tables/supply.ts'

/** Every lifecycle by its code name, in the order of the loop. */
export const machines = {
  scenario,
  intent,
  challenge,
  proposal,
  agreement,
  project,
  reading,
  call,
  round,
  review,
  list,
  event,
  evaluation,
  promotion,
  objection,
  capability,
  need,
  organisation,
  service,
  landing,
  policy,
} as const

export type MachineName = keyof typeof machines
export type StateOf<M extends MachineName> = keyof (typeof machines)[M]['states'] & string
export type ActionOf<M extends MachineName> = (typeof machines)[M]['transitions'][number]['action']
