import { type Attachable, attachable } from './attachable.ts'

export type { Attachable } from './attachable.ts'

/** Files: uploaded once, attached by id. */
export function createFiles(): { attachable: Attachable } {
  return { attachable }
}
