import { type Candidate, type Misfit, misfitsOf } from '../../../../contracts/calls.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { type CallDeps, wallTime } from '../context.ts'
import { admission } from '../rules/admission.ts'
import { type CallRow, findCall, lockCall } from '../store.ts'

export type Submission = Candidate & {
  /** When this scenario was first submitted into this call; null = never. */
  readonly enteredAt: string | null
}

/**
 * Lets a scenario into a call, or refuses with what to do next. Holds the call with other submitters until the transaction ends: closing and
 * extending wait for it, so what is let in was in time, and nothing is let in after the call has closed.
 */
export function admit(deps: CallDeps, tx: Writing, callId: string, submission: Submission): Promise<void> {
  // To hold a row is to be able to change it, for the database; who submits may not.
  return deps.database.write(systemViewer, async (inner) => {
    const call = await lockCall(inner, callId, 'share')
    if (!call || call.state === 'draft') return refuse('not_found')
    const window = { state: call.state, opensAt: call.opens_at, closesAt: call.closes_at }
    const verdict = admission(window, submission.enteredAt, tx.now)
    if (verdict !== 'admitted') refuseLate(deps, call, verdict)
    const faults = misfitsOf(
      { ...call, organisationKinds: call.organisation_kinds },
      submission,
      deps.keys.domainOf,
    ).map((each) => faultOf(deps, tx.viewer.locale, call, each))
    if (faults.length > 0) refuse('call_misfit', { title: call.title }, faults)
  })
}

/** Refuses a call that cannot be chosen for a draft: unknown, or over. One that opens later may be prepared for. */
export async function choosable(deps: CallDeps, tx: Writing, callId: string): Promise<void> {
  const call = await findCall(tx, callId)
  if (!call || call.state === 'draft') return refuse('invalid_request', {}, [{ path: 'callId', code: 'unknown_call' }])
  const window = { state: call.state, opensAt: call.opens_at, closesAt: call.closes_at }
  if (admission(window, null, tx.now) === 'too_late') refuseLate(deps, call, 'too_late')
}

function refuseLate(deps: CallDeps, call: CallRow, verdict: 'too_early' | 'too_late'): never {
  const fault: FieldFault = { path: 'callId', code: verdict === 'too_early' ? 'call_not_begun' : 'call_closed' }
  if (verdict === 'too_early')
    return refuse('call_not_begun', { title: call.title, opensAt: wallTime(call.opens_at, deps) }, [fault])
  return refuse('call_missed', { title: call.title, closedAt: wallTime(call.closes_at, deps) }, [fault])
}

/** Beside the field that does not fit; what the organisation is stands in no field, so it goes to the choice of the call. */
function faultOf({ words, keys }: CallDeps, locale: 'zh' | 'en', call: CallRow, misfit: Misfit): FieldFault {
  const named = (section: string, values: readonly string[]) => values.map((each) => words(locale)(section, each))
  const addressed = call.directions.filter((each) => call.domains.includes(keys.domainOf(each) ?? ''))
  switch (misfit) {
    case 'domain':
      return { path: 'domain', code: 'not_addressed', params: { options: named('domains', call.domains) } }
    case 'direction':
      return { path: 'direction', code: 'not_addressed', params: { options: named('directions', addressed) } }
    case 'opener':
      return { path: 'opener', code: 'not_addressed', params: { options: named('openers', call.openers) } }
    case 'organisationKind': {
      const options = named('organisationKinds', call.organisation_kinds)
      return { path: 'callId', code: 'not_for_organisation', params: { options } }
    }
    case 'organisationDistrict': {
      const options = named('districts', call.districts)
      return { path: 'callId', code: 'not_for_organisation', params: { options } }
    }
  }
}
