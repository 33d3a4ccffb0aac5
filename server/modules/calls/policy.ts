import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, type Viewer } from '../../platform/viewer.ts'
import type { CallRow } from './store.ts'

/** Once announced a call is everybody's; its draft is the office's. */
export function canSee(viewer: Viewer, call: Pick<CallRow, 'state'>): boolean {
  return call.state !== 'draft' || viewer.system || hasRole(viewer, 'operator')
}

/** Runs the call, or audits those who do: sees how many came in, and the records. */
export function isInside(viewer: Viewer): boolean {
  return viewer.system || hasRole(viewer, 'operator', 'auditor')
}

export function partiesOf(viewer: Viewer): Party[] {
  return [
    ...(hasRole(viewer, 'operator') ? (['operator'] as const) : []),
    ...(viewer.system ? (['system'] as const) : []),
  ]
}

/** `late` tells that the deadline has passed by the database's clock: then it can be closed and no more put off. */
export function actionsOf(viewer: Viewer, call: Pick<CallRow, 'state' | 'late'>): string[] {
  return actionsFor(
    'call',
    { state: call.state as StateOf<'call'> },
    { parties: partiesOf(viewer), guards: presumeOnAction({ deadline_passed: call.late }) },
  )
    .map((each) => each.action)
    .filter((action) => action !== 'extend' || !call.late)
}
