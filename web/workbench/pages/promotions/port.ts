import type { Locale } from '../../../../contracts/common.ts'
import { type Promotion, promotionPatch, promotionRoutes } from '../../../../contracts/promotions.ts'
import type { Port } from '../../../ui/client/autosave.ts'
import { send } from '../../../ui/client/call.ts'
import { sentenceOf } from '../scenarios/form/check.ts'
import { type FormValue, fromPromotion, normalForm, toPatch } from './value.ts'

/** What of these changes the server would take, and a sentence for each field that it would not. */
export function checkPromotion(
  changes: Partial<FormValue>,
  locale: Locale,
): { sendable: Partial<FormValue>; faults: Record<string, string> } {
  const sendable: Partial<Record<keyof FormValue, unknown>> = {}
  const faults: Record<string, string> = {}
  for (const [field, value] of Object.entries(changes)) {
    const result = promotionPatch.safeParse(toPatch({ [field]: value }))
    if (result.success) sendable[field as keyof FormValue] = value
    else for (const issue of result.error.issues) faults[issue.path.join('.')] ??= sentenceOf(issue, locale)
  }
  return { sendable: sendable as Partial<FormValue>, faults }
}

/** Keeps the draft of an application on the server: only what changed is sent. */
export function createPromotionPort(options: {
  promotion: Promotion
  locale: Locale
  onSaved: (promotion: Promotion) => void
}): Port<FormValue> {
  const params = { id: options.promotion.id }
  function keep(answer: { data: Promotion; etag: string | null }) {
    options.onSaved(answer.data)
    return { value: fromPromotion(answer.data), etag: answer.etag }
  }
  return {
    save: async (changes, etag) => keep(await send(promotionRoutes.update, { params, body: toPatch(changes), etag })),
    read: async () => keep(await send(promotionRoutes.get, { params })),
    check: (changes) => checkPromotion(changes, options.locale),
    worth: () => true,
    normal: normalForm,
  }
}
