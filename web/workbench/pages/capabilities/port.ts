import { type Capability, capabilityPatch, capabilityRoutes } from '../../../../contracts/capabilities.ts'
import type { Locale } from '../../../../contracts/common.ts'
import type { Port } from '../../../ui/client/autosave.ts'
import { newKey, send } from '../../../ui/client/call.ts'
import { isProblem } from '../../../ui/client/problem.ts'
import { sentenceOf } from '../scenarios/form/check.ts'
import { adoptIds, type Creation, type FormValue, fromCapability, normalForm, toPatch } from './value.ts'

/**
 * Keeps a capability as a draft on the server: the first title makes it, then only what changed is sent. A creation
 * without an answer is repeated word for word under the same key, so that a lost answer makes no second draft.
 */
export function createCapabilityPort(options: {
  capability: Capability | null
  organisationId: string | undefined
  locale: Locale
  onSaved: (capability: Capability) => void
}): Port<FormValue> {
  let { capability } = options
  let creation: { key: string; sent: Partial<FormValue>; body: Creation } | null = null

  function keep(answer: { data: Capability; etag: string | null }) {
    capability = answer.data
    options.onSaved(answer.data)
    return { value: fromCapability(answer.data), etag: answer.etag }
  }

  return {
    async save(changes, etag, whole) {
      if (capability) {
        const params = { id: capability.id }
        return keep(await send(capabilityRoutes.update, { params, body: toPatch(changes), etag }))
      }
      creation ??= {
        key: newKey(),
        sent: { ...changes, title: whole.title, kind: whole.kind },
        body: {
          ...toPatch(changes),
          title: whole.title,
          kind: whole.kind,
          ...(options.organisationId ? { organisationId: options.organisationId } : {}),
        },
      }
      try {
        const answer = await send(capabilityRoutes.create, { body: creation.body, idempotencyKey: creation.key })
        return { ...keep(answer), sent: creation.sent }
      } catch (error) {
        if (!isProblem(error) || !error.mayRetry) creation = null
        throw error
      }
    },
    async read() {
      if (!capability) throw new Error('nothing is saved yet')
      return keep(await send(capabilityRoutes.get, { params: { id: capability.id } }))
    },
    check(changes) {
      const sendable: Partial<Record<keyof FormValue, unknown>> = {}
      const faults: Record<string, string> = {}
      for (const [field, value] of Object.entries(changes)) {
        const result = capabilityPatch.safeParse(toPatch({ [field]: value }))
        if (result.success) sendable[field as keyof FormValue] = value
        else for (const issue of result.error.issues) faults[issue.path.join('.')] ??= sentenceOf(issue, options.locale)
      }
      return { sendable: sendable as Partial<FormValue>, faults }
    },
    worth: (whole) => capability !== null || whole.title.trim() !== '',
    adopt: adoptIds,
    normal: normalForm,
  }
}
