import type { Bodies } from '../things/scene.ts'
import type { Rows } from './vocabulary.ts'

/** Projects, indicators, readings. Rows by `<group>.<route>`; bodies by `<group>.<route>` or `<group>.<route>.<action>`. */
export const rows: Rows = {}

export const bodies: Bodies = {}
