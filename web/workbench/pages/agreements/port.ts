import { type Agreement, agreementPatch, agreementRoutes } from '../../../../contracts/agreements.ts'
import type { Locale } from '../../../../contracts/common.ts'
import type { Port } from '../../../ui/client/autosave.ts'
import { send } from '../../../ui/client/call.ts'
import { sentenceOf } from '../scenarios/form/check.ts'
import { type FormValue, fromAgreement, millionthsOf, normalForm, sumOf, toPatch } from './value.ts'

/** Keeps the draft of an agreement on the server: only what changed is sent, and what cannot stand yet stays here with its sentence. */
export function createAgreementPort(options: {
  id: string
  locale: Locale
  sentences: { shareBad: string; shareSumBad: (sum: string) => string }
  onSaved: (agreement: Agreement) => void
}): Port<FormValue> {
  function keep(answer: { data: Agreement; etag: string | null }) {
    options.onSaved(answer.data)
    return { value: fromAgreement(answer.data), etag: answer.etag }
  }
  const params = { id: options.id }
  return {
    async save(changes, etag) {
      return keep(await send(agreementRoutes.update, { params, body: toPatch(changes), etag }))
    },
    async read() {
      return keep(await send(agreementRoutes.get, { params }))
    },
    check(changes) {
      const sendable: Partial<Record<keyof FormValue, unknown>> = {}
      const faults: Record<string, string> = {}
      for (const [field, value] of Object.entries(changes)) {
        if (field === 'parties') {
          const parties = value as FormValue['parties']
          parties.forEach((each, at) => {
            if (millionthsOf(each.percent) === null) faults[`parties.${at}.share`] = options.sentences.shareBad
          })
          const sum = sumOf(parties)
          if (!sum.whole) faults.parties = options.sentences.shareSumBad(sum.percent)
          if (!sum.whole) continue
        }
        const result = agreementPatch.safeParse(toPatch({ [field]: value }))
        if (result.success) sendable[field as keyof FormValue] = value
        else for (const issue of result.error.issues) faults[issue.path.join('.')] ??= sentenceOf(issue, options.locale)
      }
      return { sendable: sendable as Partial<FormValue>, faults }
    },
    worth: () => true,
    normal: normalForm,
  }
}
