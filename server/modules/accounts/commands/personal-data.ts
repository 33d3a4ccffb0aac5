import { refuse } from '../../../platform/errors.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import type { Accounts, Origin } from '../context.ts'
import { erasePersonal, readPersonal } from '../personal-store.ts'
import { addSecurityEvent, holdAdministrators, ownRow } from '../store.ts'
import { withPassword } from './passwords.ts'

/** Everything kept about the person signed in, as JSON; for himself at a screen, not for a token of his that may have got into other hands. Hashes and sealed secrets are left out: they tell him nothing and others too much. */
export async function exportData({ database, newId }: Accounts, viewer: Viewer, origin: Origin): Promise<Buffer> {
  const userId = viewer.userId ?? refuse('unauthenticated')
  if (viewer.tokenId) refuse('forbidden')
  return database.write({ ...viewer, system: true }, async (tx) => {
    const data = await readPersonal(tx, userId)
    await addSecurityEvent(tx, { id: newId(), kind: 'data_exported', userId, address: origin.address })
    return Buffer.from(`${JSON.stringify({ exportedAt: tx.now, ...data }, null, 2)}\n`)
  })
}

/** Closes the account and erases what is personal; what was done stays in the journal, without the person's values. */
export async function erase(accounts: Accounts, viewer: Viewer, password: string, origin: Origin): Promise<void> {
  const { database, newId } = accounts
  const userId = viewer.userId ?? refuse('unauthenticated')
  await withPassword(accounts, viewer, password, origin, () =>
    database.write({ ...systemViewer, userId }, async (tx) => {
      if (viewer.roles.includes('security_admin') && (await holdAdministrators(tx)).every((id) => id === userId))
        refuse('last_administrator')
      await accounts.leaveOrganisations(tx, userId)
      const { email, mobile } = await ownRow(tx)
      const erases = await erasePersonal(tx, { id: userId, email, mobile })
      tx.record({
        action: 'erase',
        subject: { type: 'user', id: userId },
        changes: [{ path: 'state', before: 'active', after: 'erased' }],
        erases,
      })
      await addSecurityEvent(tx, { id: newId(), kind: 'erased', userId, address: origin.address })
    }),
  )
}
