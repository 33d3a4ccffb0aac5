import type { Platform } from '../../../platform/context.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { createPasswords } from '../passwords.ts'
import { parseAccount } from '../rules/account.ts'
import { isWeakPassword } from '../rules/password.ts'
import { addSecurityEvent, addUser } from '../store.ts'

/**
 * Makes an account that administers accounts, from the command line: the first one of an installation, or another when nobody can sign in any more.
 * Refuses `invalid_account`, `weak_password`, `account_taken`. The person sets up an authenticator at the first sign-in.
 */
export async function createFirstAdministrator(
  { database, newId }: Pick<Platform, 'database' | 'newId'>,
  input: { account: string; name: string; password: string },
): Promise<{ id: string; account: string }> {
  const account = parseAccount(input.account) ?? refuse('invalid_account')
  const name = input.name.trim()
  if (!name || name.length > 40) refuse('invalid_request', {}, [{ path: 'name', code: 'required' }])
  if (isWeakPassword(input.password, account.value)) refuse('weak_password')
  const passwordHash = await createPasswords().hash(input.password)
  const id = newId()
  await database.write(systemViewer, async (tx) => {
    const roles = ['security_admin']
    if (!(await addUser(tx, { id, name, account, passwordHash, roles }))) refuse('account_taken')
    tx.record({
      action: 'create',
      subject: { type: 'user', id },
      changes: [
        { path: 'name', after: name },
        { path: account.kind, after: account.value },
        { path: 'roles', after: roles },
      ],
      personal: { paths: ['name', account.kind], personId: id },
    })
    await addSecurityEvent(tx, {
      id: newId(),
      kind: 'account_created',
      userId: id,
      account: account.value,
      detail: { by: 'command line', roles },
    })
  })
  return { id, account: account.value }
}
