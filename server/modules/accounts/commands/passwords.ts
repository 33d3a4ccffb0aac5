import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { type Accounts, type Attempt, attempt, type Origin, settle } from '../context.ts'
import { addSecurityEvent, endSessions, findAccount, type Known, knownById, setPassword } from '../store.ts'
import { accountOf, takeCode } from './codes.ts'
import { strongPassword } from './sign-up.ts'

/** Sets a new password with a code that was sent; all sessions end. Unknown accounts answer as a wrong code does. */
export async function resetPassword(
  accounts: Accounts,
  input: { account: string; code: string; password: string },
  origin: Origin,
): Promise<void> {
  const { database, newId, passwords } = accounts
  const account = accountOf(input.account)
  strongPassword(input.password, account.value)
  const passwordHash = await passwords.hash(input.password)
  const result = await database.write(systemViewer, async (tx) => {
    const known = await findAccount(tx, account)
    const subject = known?.id ?? account.value
    const who = { subject, account: account.value, userId: known?.id ?? null, address: origin.address }
    return attempt(accounts, tx, who, { kind: 'code_failed', detail: { purpose: 'reset_password' } }, async () => {
      const right = await takeCode(accounts, tx, {
        account: account.value,
        purpose: 'reset_password',
        code: input.code,
      })
      if (!right || known?.state !== 'active') return { verdict: 'wrong' as const }
      await setPassword(tx, known.id, passwordHash)
      await endSessions(tx, known.id)
      await addSecurityEvent(tx, { ...who, id: newId(), kind: 'password_reset' })
      return { verdict: 'ok' as const, value: null }
    })
  })
  settle(result, 'code_wrong')
}

/**
 * Something that asks for the password of the person signed in once more: the hash is computed before the transaction, `work` runs in it, in the server's
 * own name, when the password is right. Wrong ones count like those of a sign-in.
 */
export async function withPassword<T>(
  accounts: Accounts,
  viewer: Viewer,
  password: string,
  origin: Origin,
  work: (tx: Writing, known: Known) => Promise<T>,
): Promise<T> {
  const { database, passwords } = accounts
  const userId = viewer.userId ?? refuse('unauthenticated')
  const before = await database.read(systemViewer, (reading) => knownById(reading, userId))
  const right = await passwords.verify(before?.passwordHash ?? null, password)
  const result = await database.write(viewer, () =>
    database.write(systemViewer, (tx) => {
      const who = { subject: userId, account: before?.account ?? null, userId, address: origin.address }
      return attempt(accounts, tx, who, { kind: 'password_check_failed' }, async (): Promise<Attempt<T>> => {
        const known = await knownById(tx, userId)
        if (!known || !right || known.passwordHash !== before?.passwordHash) return { verdict: 'wrong' as const }
        return { verdict: 'ok' as const, value: await work(tx, known) }
      })
    }),
  )
  return settle(result, 'wrong_credentials')
}

/** A new password; every other session ends. */
export async function changePassword(
  accounts: Accounts,
  viewer: Viewer,
  input: { current: string; password: string },
  origin: Origin,
): Promise<void> {
  const { newId, passwords } = accounts
  const own = await accounts.database.read(systemViewer, (reading) => knownById(reading, viewer.userId ?? ''))
  strongPassword(input.password, own?.account ?? '')
  const passwordHash = await passwords.hash(input.password)
  await withPassword(accounts, viewer, input.current, origin, async (tx, known) => {
    await setPassword(tx, known.id, passwordHash)
    await endSessions(tx, known.id, viewer.sessionId)
    await addSecurityEvent(tx, { id: newId(), kind: 'password_changed', userId: known.id, address: origin.address })
  })
}
