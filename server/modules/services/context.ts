import { localDate } from '../../../engines/calendar/index.ts'
import { clockOf, holderOf, type StateOf } from '../../../engines/lifecycle/index.ts'
import { dueAt, type Platform } from '../../platform/context.ts'
import type { Reading } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Words } from '../catalog/index.ts'
import type { Attachable } from '../files/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { SetLanded } from '../organisations/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { type FirmRow, selectFirm } from './store.ts'

export type ServiceDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly attachable: Attachable
  readonly words: Words
  readonly setLanded: SetLanded
}

/** Whose turn it is in a state entered at `now`, and until when. */
export function turnIn<M extends 'service' | 'landing'>(deps: ServiceDeps, name: M, state: StateOf<M>, now: string) {
  return { holder: holderOf(name, state), due_at: dueAt(deps, now, clockOf(name, state)?.dueDays ?? null) }
}

/** What is written down has happened: by the calendar of the city. */
export function refuseFuture(deps: ServiceDeps, now: string, day: string, path: string): void {
  if (day > localDate(new Date(now), deps.pack.city.timezone))
    refuse('invalid_request', {}, [{ path, code: 'in_the_future' }])
}

/** A verified firm; an organisation the viewer cannot see answers like a missing one. */
export async function firmOf(reading: Reading, id: string): Promise<FirmRow> {
  const firm = (await selectFirm(reading, id)) ?? refuse('not_found')
  if (firm.state !== 'verified' || !['firm', 'state_firm'].includes(firm.kind ?? ''))
    refuse('invalid_request', {}, [{ path: 'organisationId', code: 'not_a_firm' }])
  return firm
}
