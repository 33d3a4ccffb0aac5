import type { Me } from '../../../../contracts/accounts.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { type Accounts, attempt, type Origin, settle } from '../context.ts'
import { noticeVersion } from '../privacy-register.ts'
import { isWeakPassword } from '../rules/password.ts'
import { addConsent, addSecurityEvent, addUser } from '../store.ts'
import { accountOf, takeCode } from './codes.ts'
import { meOf, startSession, viewerOf } from './sessions.ts'

export function strongPassword(password: string, account: string): void {
  if (isWeakPassword(password, account)) refuse('weak_password')
}

/** Makes an account for whoever can read what is sent to the address or number, and signs it in. */
export async function signUp(
  accounts: Accounts,
  input: { account: string; code: string; password: string; name: string; consentVersion: string },
  origin: Origin,
): Promise<{ me: Me; token: string }> {
  const { database, newId, passwords } = accounts
  const account = accountOf(input.account)
  if (input.consentVersion !== noticeVersion) refuse('consent_required', { version: noticeVersion })
  strongPassword(input.password, account.value)
  const passwordHash = await passwords.hash(input.password)
  const id = newId()
  const result = await database.write({ ...systemViewer, userId: id }, (tx) => {
    const who = { subject: account.value, account: account.value, userId: null, address: origin.address }
    return attempt(accounts, tx, who, { kind: 'code_failed', detail: { purpose: 'sign_up' } }, async () => {
      if (!(await takeCode(accounts, tx, { account: account.value, purpose: 'sign_up', code: input.code })))
        return { verdict: 'wrong' as const }
      if (!(await addUser(tx, { id, name: input.name, account, passwordHash, locale: origin.locale })))
        return { verdict: 'ok' as const, value: null }
      await addConsent(tx, id, noticeVersion)
      tx.record({
        action: 'create',
        subject: { type: 'user', id },
        changes: [
          { path: 'name', after: input.name },
          { path: account.kind, after: account.value },
          { path: 'consent', after: noticeVersion },
        ],
        personal: { paths: ['name', account.kind], personId: id },
      })
      await addSecurityEvent(tx, { ...who, id: newId(), kind: 'sign_up', userId: id })
      return { verdict: 'ok' as const, value: await startSession(accounts, tx, id, origin.userAgent) }
    })
  })
  const started = settle(result, 'code_wrong') ?? refuse('account_taken')
  return { me: await meOf(accounts, await viewerOf(accounts, id, started.sessionId)), token: started.token }
}
