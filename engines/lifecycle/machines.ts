import { intent } from './tables/intent.ts'
import { scenario } from './tables/scenario.ts'

/** Every lifecycle by its code name. */
export const machines = { scenario, intent } as const

export type MachineName = keyof typeof machines
export type StateOf<M extends MachineName> = keyof (typeof machines)[M]['states'] & string
export type ActionOf<M extends MachineName> = (typeof machines)[M]['transitions'][number]['action']
