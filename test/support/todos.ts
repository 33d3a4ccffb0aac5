import type { Todo } from '../../contracts/desk.ts'
import type { Person, World } from './world.ts'

/** Whose turn: `type state: actions` of each thing that waits for this person. */
export async function waitsFor(world: World, person: Person): Promise<string[]> {
  const { body } = await world.as(person).get('/todos?limit=50')
  return body.items.map(
    (each: Todo) => `${each.subject.type} ${each.state}${each.overdue ? ' overdue' : ''}: ${each.actions.join(' ')}`,
  )
}
