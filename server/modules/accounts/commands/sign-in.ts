import type { Me } from '../../../../contracts/accounts.ts'
import { tokenHash } from '../../../platform/http/identify.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { takeOneTimeCode } from '../authenticator.ts'
import { type Accounts, type Attempt, attempt, type Origin, settle } from '../context.ts'
import { parseAccount } from '../rules/account.ts'
import { addSecurityEvent, endSessionOf, findAccount, knownById } from '../store.ts'
import { meOf, startSession, viewerOf } from './sessions.ts'

/**
 * Signs in with a password, and a one-time code where one is set up. An unknown account, a disabled one and a wrong password answer alike: the same words,
 * the same work (a hash is computed for each), the same lock.
 */
export async function signIn(
  accounts: Accounts,
  input: { account: string; password: string; otp?: string | undefined },
  origin: Origin,
  formerToken: string | null,
): Promise<{ me: Me; token: string }> {
  const { database, newId, passwords } = accounts
  const parsed = parseAccount(input.account)
  const found = parsed ? await database.read(systemViewer, (reading) => findAccount(reading, parsed)) : null
  const right = await passwords.verify(found?.passwordHash ?? null, input.password)
  const typed = parsed?.value ?? input.account.toLowerCase()

  const result = await database.write(systemViewer, async (tx) => {
    const who = { subject: found?.id ?? typed, account: typed, userId: found?.id ?? null, address: origin.address }
    const detail: { step: string } = { step: 'password' }
    return attempt(accounts, tx, who, { kind: 'sign_in_failed', detail }, async (): Promise<Attempt<Started>> => {
      // Read again under the lock: the password or the state may have changed while it was hashed.
      const known = found && (await knownById(tx, found.id))
      if (!known || !right || known.passwordHash !== found.passwordHash || known.state !== 'active')
        return { verdict: 'wrong' }
      if (known.otpConfirmed && !known.demo) {
        if (!input.otp) return { verdict: 'incomplete' }
        detail.step = 'otp'
        if (!(await takeOneTimeCode(accounts, tx, known, input.otp))) return { verdict: 'wrong' }
      }
      if (formerToken) await endSessionOf(tx, tokenHash(formerToken))
      const started = await startSession(accounts, tx, known.id, origin.userAgent)
      await addSecurityEvent(tx, { ...who, id: newId(), kind: 'sign_in', detail: { otp: known.otpConfirmed } })
      return { verdict: 'ok', value: { ...started, userId: known.id, step: detail.step } }
    }).then((outcome) => ({ outcome, step: detail.step }))
  })
  const { userId, sessionId, token } = settle(result.outcome, result.step === 'otp' ? 'otp_wrong' : 'wrong_credentials')
  return { me: await meOf(accounts, await viewerOf(accounts, userId, sessionId)), token }
}

type Started = { token: string; sessionId: string; userId: string; step: string }
