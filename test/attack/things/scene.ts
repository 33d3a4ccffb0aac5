import { newId } from '../../../server/platform/ids.ts'
import type { Person, World } from '../../support/world.ts'
import type { ViewerKind } from '../matrix/vocabulary.ts'
import type { Places } from '../people.ts'

/** An object of the matrix: what a call needs to know of it. `id` stands for `{id}`, the others for further parameters. */
export type Made = {
  readonly id: string
  readonly version: number
  readonly more: Readonly<Record<string, string>>
}
export type Scene = {
  readonly world: World
  readonly places: Places
  readonly kind: ViewerKind
  readonly person: Person | null
  /** Somebody who is none of the viewers, and an operator who is not the one of the matrix. */
  readonly stranger: Person
  readonly colleague: Person
}
/** How the things of a group are made, each anew for every cell; `collection` is the one of an import. */
export type Things = Readonly<Record<string, (scene: Scene, collection: string) => Promise<Made>>>
/** Bodies that are right: what a cell asks is who may, so nothing else may be wrong with the call. */
export type Bodies = Readonly<Record<string, (thing: Made, scene: Scene) => unknown>>

/** A row with a new id, by a statement whose first value it is. */
export async function makeRow(scene: Scene, text: string, values: (id: string) => unknown[]): Promise<Made> {
  const id = newId()
  await scene.world.db.sql(text, values(id))
  return { id, version: 1, more: {} }
}

/** A file somebody uploaded that hangs on nothing yet. */
export async function makeFile(scene: Scene, by: Person): Promise<Made> {
  const answer = await scene.world
    .as(by)
    .upload('/files', { name: '说明.pdf', content: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n') })
  if (answer.status !== 201) throw new Error(`a test file was refused: ${JSON.stringify(answer.body)}`)
  return { id: answer.body.id, version: 1, more: {} }
}

/** Something of the right shape that is not there: whatever further parameter a path or body wants, it has an id that nothing has. */
export function missing(): Made {
  return { id: newId(), version: 1, more: new Proxy({}, { get: () => newId() }) }
}
