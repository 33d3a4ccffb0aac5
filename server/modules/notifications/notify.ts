import type { Writing } from '../../platform/database/index.ts'
import { findRecipients, insertNotifications, type Recipients } from './store.ts'

/**
 * Tells people something, in the transaction in which it happens: `to` names persons, the members of an organisation, and the holders of a
 * role (of one district); all of them together, each once, never the actor. `kind` is one of `messages.ts`; `params` fill its sentence.
 */
export type Notify = (
  tx: Writing,
  message: {
    readonly to: Recipients
    readonly kind: string
    readonly subject?: { readonly type: string; readonly id: string; readonly title: string }
    readonly params?: Readonly<Record<string, unknown>>
  },
) => Promise<void>

export function createNotify({ newId }: { newId: () => string }): Notify {
  return async (tx, { to, kind, subject = null, params = {} }) => {
    const people = (await findRecipients(tx, to)).filter((person) => person !== tx.viewer.userId)
    if (people.length === 0) return
    await insertNotifications(tx, { ids: people.map(newId), people, kind, subject, params })
  }
}
