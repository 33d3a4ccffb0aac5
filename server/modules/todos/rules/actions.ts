import { type MachineName, machines, presumeOnAction, type Transition } from '../../../../engines/lifecycle/index.ts'

/**
 * Names of the actions somebody may try on a thing whose turn is his, by its lifecycle alone: what the thing's own page refuses for a reason
 * only it knows (an unsigned review, a date not reached) is left out here when the lifecycle asks for it beforehand.
 */
export function actionsOn(type: string, state: string, parties: readonly string[]): string[] {
  if (!Object.hasOwn(machines, type)) return []
  // A district that holds a submitted scenario holds it because its recommendation is asked for.
  const presumed = presumeOnAction({ recommendation_open: parties.includes('district_operator') })
  const rows = machines[type as MachineName].transitions as readonly Transition[]
  return rows
    .filter((row) => (typeof row.from === 'string' ? row.from === state : row.from.includes(state)))
    .filter((row) => row.who.some((party) => parties.includes(party)))
    .filter((row) => (row.guards ?? []).every((guard) => presumed[guard] === true))
    .map((row) => row.action)
}
