import { addsUp, type Call, callPatch, callRoutes, weightSum } from '../../../../contracts/calls.ts'
import type { Locale } from '../../../../contracts/common.ts'
import { fieldErrors, sentenceWith } from '../../../../contracts/errors.ts'
import type { Port } from '../../../ui/client/autosave.ts'
import { newKey, send } from '../../../ui/client/call.ts'
import { isProblem } from '../../../ui/client/problem.ts'
import { sentenceOf } from '../scenarios/form/check.ts'
import { criteriaOf, type FormValue, fromCall, normalForm, toPatch } from './value.ts'

/**
 * What of these changes the server would take, and a sentence for each field that it would not: criteria whose weights do not add up yet wait
 * here, everything else is saved.
 */
export function checkCall(
  changes: Partial<FormValue>,
  whole: Pick<FormValue, 'opensAt' | 'closesAt'>,
  timeZone: string,
  locale: Locale,
): { sendable: Partial<FormValue>; faults: Record<string, string> } {
  const sendable: Partial<Record<keyof FormValue, unknown>> = {}
  const faults: Record<string, string> = {}
  for (const [field, value] of Object.entries(changes)) {
    const result = callPatch.safeParse(toPatch({ [field]: value }, timeZone))
    if (!result.success)
      for (const issue of result.error.issues) faults[issue.path.join('.')] ??= sentenceOf(issue, locale)
    else sendable[field as keyof FormValue] = value
  }
  if ((changes.opensAt || changes.closesAt) && whole.opensAt && whole.closesAt && whole.closesAt <= whole.opensAt) {
    delete sendable.opensAt
    delete sendable.closesAt
    faults.closesAt = sentenceWith(fieldErrors.order, {}, locale)
  }
  const criteria = criteriaOf(changes.criteria ?? [])
  if (sendable.criteria && criteria.length > 0 && !addsUp(criteria)) {
    delete sendable.criteria
    faults.criteria = sentenceWith(fieldErrors.weights_sum, { sum: weightSum(criteria) }, locale)
  }
  return { sendable: sendable as Partial<FormValue>, faults }
}

/** Keeps a call as a draft on the server: the first title makes it, then only what changed is sent. */
export function createCallPort(options: {
  call: Call | null
  timeZone: string
  locale: Locale
  onSaved: (call: Call) => void
}): Port<FormValue> {
  const { timeZone } = options
  let { call } = options
  let creation: { key: string; sent: Partial<FormValue>; body: ReturnType<typeof toPatch> & { title: string } } | null =
    null

  function keep(answer: { data: Call; etag: string | null }) {
    call = answer.data
    options.onSaved(answer.data)
    return { value: fromCall(answer.data, timeZone), etag: answer.etag }
  }

  return {
    async save(changes, etag, whole) {
      if (call)
        return keep(await send(callRoutes.update, { params: { id: call.id }, body: toPatch(changes, timeZone), etag }))
      creation ??= {
        key: newKey(),
        sent: { ...changes, title: whole.title },
        body: { ...toPatch(changes, timeZone), title: whole.title },
      }
      try {
        const answer = await send(callRoutes.create, { body: creation.body, idempotencyKey: creation.key })
        return { ...keep(answer), sent: creation.sent }
      } catch (error) {
        if (!isProblem(error) || !error.mayRetry) creation = null
        throw error
      }
    },
    async read() {
      if (!call) throw new Error('nothing is saved yet')
      return keep(await send(callRoutes.get, { params: { id: call.id } }))
    },
    check: (changes, whole) => checkCall(changes, whole, timeZone, options.locale),
    worth: (whole) => call !== null || whole.title.trim() !== '',
    adopt: (mine) => mine,
    normal: normalForm,
  }
}
