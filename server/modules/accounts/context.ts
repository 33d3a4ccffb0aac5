import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Sealer } from '../../platform/secrets.ts'
import type { Words } from '../catalog/index.ts'
import type { Passwords } from './passwords.ts'
import { afterFailure, lockMinutes, minutesLocked } from './rules/lock.ts'
import { addSecurityEvent, clearFailures, keepFailures, lockFailures } from './store.ts'

/** What the use cases of this module are made with. */
export type Accounts = Pick<Platform, 'config' | 'database' | 'pack' | 'calendar' | 'newId' | 'log'> & {
  readonly passwords: Passwords
  readonly sealer: Sealer
  /** Ends a person's memberships; refuses while he alone administers an organisation that has others. */
  readonly leaveOrganisations: (tx: Writing, userId: string) => Promise<void>
  readonly words: Words
  /** Unread notifications and things waiting for the viewer. */
  readonly countsFor: (reading: Reading) => Promise<{ unread: number; todo: number }>
}

/** Where a request comes from, for the security log. */
export type Origin = { readonly address: string; readonly userAgent: string | null; readonly locale: 'zh' | 'en' }

/** The outcome of one attempt: decided under the lock of its subject, told after commit so that a failure stays counted. */
export type Attempt<T> =
  | { readonly verdict: 'ok'; readonly value: T }
  | { readonly verdict: 'wrong' }
  | { readonly verdict: 'locked'; readonly minutes: number }
  /** Neither right nor wrong: a step is missing (no one-time code yet). Not counted. */
  | { readonly verdict: 'incomplete' }

/**
 * Judges one attempt on `subject` (an account's id, or the text typed where there is none). Five wrong in a row lock it; while locked even the right answer
 * is refused, so that guesses sent at once gain nothing.
 */
export async function attempt<T>(
  { newId }: Pick<Accounts, 'newId'>,
  tx: Writing,
  who: { subject: string; account: string | null; userId: string | null; address: string },
  failed: { kind: 'sign_in_failed' | 'code_failed' | 'password_check_failed'; detail?: object },
  judge: () => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const before = await lockFailures(tx, who.subject)
  const minutes = minutesLocked(before, tx.now)
  const event = { account: who.account, userId: who.userId, address: who.address }
  if (minutes > 0) {
    await addSecurityEvent(tx, { id: newId(), kind: failed.kind, ...event, detail: { ...failed.detail, locked: true } })
    return { verdict: 'locked', minutes }
  }
  const result = await judge()
  if (result.verdict === 'ok') await clearFailures(tx, who.subject)
  if (result.verdict !== 'wrong') return result
  const after = afterFailure(before, tx.now)
  await keepFailures(tx, who.subject, after)
  await addSecurityEvent(tx, {
    id: newId(),
    kind: failed.kind,
    ...event,
    ...(failed.detail && { detail: failed.detail }),
  })
  if (after.lockedUntil) {
    await addSecurityEvent(tx, { id: newId(), kind: 'locked', ...event, detail: { until: after.lockedUntil } })
    return { verdict: 'locked', minutes: lockMinutes }
  }
  return result
}

/** Refuses what was not ok: locked says for how long, wrong says `code`. */
export function settle<T>(result: Attempt<T>, wrong: 'wrong_credentials' | 'code_wrong' | 'otp_wrong'): T {
  if (result.verdict === 'ok') return result.value
  if (result.verdict === 'locked') refuse('account_locked', { minutes: result.minutes })
  return refuse(result.verdict === 'incomplete' ? 'otp_required' : wrong)
}
