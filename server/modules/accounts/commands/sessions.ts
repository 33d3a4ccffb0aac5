import { randomBytes } from 'node:crypto'
import type { Me } from '../../../../contracts/accounts.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { tokenHash, viewerFrom } from '../../../platform/http/identify.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import type { Accounts, Origin } from '../context.ts'
import { presentMe } from '../present.ts'
import { noticeVersion } from '../privacy-register.ts'
import { addSecurityEvent, addSession, endSessionOf, organisationNames, ownRow, viewerRow } from '../store.ts'

/** A session ends for good after so many hours, however busy; idle ones after 30 minutes (see identify). */
const sessionHours = 12

/** Starts a session; the token goes to the browser and nowhere else. */
export async function startSession(
  { newId }: Pick<Accounts, 'newId'>,
  tx: Writing,
  userId: string,
  userAgent: string | null,
): Promise<{ token: string; sessionId: string }> {
  const token = randomBytes(32).toString('base64url')
  const sessionId = newId()
  const endsAt = new Date(Date.parse(tx.now) + sessionHours * 3_600_000).toISOString()
  await addSession(tx, { id: sessionId, userId, tokenHash: tokenHash(token), endsAt, userAgent })
  return { token, sessionId }
}

/** Who the account's owner is as a viewer of a session just started. */
export async function viewerOf({ database }: Accounts, userId: string, sessionId: string): Promise<Viewer> {
  const row = await database.read(systemViewer, (reading) => viewerRow(reading, userId))
  return row ? viewerFrom({ ...row, sessionId }, noticeVersion) : refuse('unauthenticated')
}

export async function meOf({ database, countsFor }: Accounts, viewer: Viewer): Promise<Me> {
  return database.read(viewer, async (reading) => {
    const row = await ownRow(reading)
    const names = await organisationNames(
      reading,
      viewer.organisations.map((each) => each.id),
    )
    return presentMe(viewer, row, names, await countsFor(reading))
  })
}

export async function signOut(
  { database, newId }: Accounts,
  sessionToken: string | null,
  origin: Origin,
): Promise<void> {
  if (!sessionToken) return
  await database.write(systemViewer, async (tx) => {
    const userId = await endSessionOf(tx, tokenHash(sessionToken))
    if (userId) await addSecurityEvent(tx, { id: newId(), kind: 'sign_out', userId, address: origin.address })
  })
}
