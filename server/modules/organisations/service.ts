import type { z } from 'zod'
import type {
  Organisation,
  OrganisationQuery,
  organisationCreate,
  organisationPatch,
} from '../../../contracts/organisations.ts'
import { actionLabel } from '../../../engines/lifecycle/index.ts'
import { dueAt } from '../../platform/context.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { hasRole, isMember, isOrgAdmin, systemViewer, type Viewer } from '../../platform/viewer.ts'
import {
  acceptFields,
  asMember,
  asTaken,
  changesOf,
  fieldsOf,
  type Organisations,
  verifyDays,
  visible,
} from './context.ts'
import { addMember } from './members-store.ts'
import { mayAct, maySeeMembers, maySeeReason, mayUpdate, type OrganisationAction, resubmits } from './policy.ts'
import { decidedOf, presentOrganisation } from './present.ts'
import { verifiedFields } from './rules/fields.ts'
import {
  changeOrganisation,
  countOrganisations,
  creditCodeTaken,
  holdOrganisation,
  insertOrganisations,
  listOrganisations,
  searchText,
} from './store.ts'

/** From which day on the programme counts. */
function firstDay(pack: Organisations['pack']): string {
  return `${pack.programme.plan.period.from}-01-01`
}

export async function list({ database, pack }: Organisations, viewer: Viewer, query: OrganisationQuery) {
  const since = firstDay(pack)
  return database.read(viewer, async (reading) => {
    const { rows, keyOf } = await listOrganisations(reading, query, since)
    const page = pageOf(rows, query.limit, keyOf)
    const items = page.rows.map((row) => presentOrganisation(viewer, row))
    return { items, nextCursor: page.nextCursor, ...totalOf(await countOrganisations(reading, query, since)) }
  })
}

/** Every organisation of the list, page by page, each page its own short transaction. */
export async function* listAll(
  { database, pack }: Organisations,
  viewer: Viewer,
  query: OrganisationQuery,
): AsyncGenerator<Organisation> {
  let cursor: string | undefined
  do {
    const page = await database.read(viewer, async (reading) => {
      const { rows, keyOf } = await listOrganisations(reading, { ...query, cursor, limit: 1000 }, firstDay(pack))
      return pageOf(rows, 1000, keyOf)
    })
    for (const row of page.rows) yield presentOrganisation(viewer, row)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

export async function get({ database }: Organisations, viewer: Viewer, id: string): Promise<Organisation> {
  return database.read(viewer, async (reading) => presentOrganisation(viewer, await visible(reading, id)))
}

/** Registers an organisation; its maker administers it, and with a credit code it waits for an operator. */
export async function register(
  { database, keys, newId, notify, ...platform }: Organisations,
  viewer: Viewer,
  body: z.output<typeof organisationCreate>,
): Promise<Organisation> {
  const userId = viewer.userId ?? refuse('unauthenticated')
  const fields = acceptFields(body, keys)
  const id = newId()
  return database
    .write(viewer, async (tx) => {
      if (fields.creditCode && (await creditCodeTaken(tx, fields.creditCode, null))) refuse('credit_code_taken')
      const due = fields.creditCode ? dueAt(platform, tx.now, verifyDays) : null
      await insertOrganisations(tx, [{ ...fields, id, state: 'unverified', dueAt: due }])
      // A person joins nothing by himself: the server adds the first administrator.
      await database.write(systemViewer, (system) => addMember(system, id, userId, 'org_admin'))
      tx.record({
        action: 'create',
        subject: { type: 'organisation', id },
        changes: changesOf({}, fields),
        state: { from: null, to: 'unverified' },
      })
      if (fields.creditCode) await tellOperators(notify, tx, id, fields.name)
      const row = await database.read(systemViewer, (reading) => visible(reading, id))
      return presentOrganisation(asMember(viewer, row, 'org_admin'), row)
    })
    .catch(asTaken)
}

function tellOperators(
  notify: Organisations['notify'],
  tx: Parameters<Organisations['notify']>[0],
  id: string,
  title: string,
) {
  const subject = { type: 'organisation', id, title }
  return notify(tx, { to: { role: 'operator' }, kind: 'organisation_registered', subject })
}

export async function update(
  { database, keys, notify, renamed, ...platform }: Organisations,
  viewer: Viewer,
  id: string,
  body: z.output<typeof organisationPatch>,
  ifMatch: number | null,
): Promise<Organisation> {
  const fields = acceptFields(body, keys)
  return database
    .write(viewer, async (tx) => {
      await visible(tx, id)
      if (!mayUpdate(viewer, id)) refuse('forbidden')
      const row = (await holdOrganisation(tx, id)) ?? refuse('not_found')
      if (row.version !== ifMatch) refuse('stale', { version: row.version })
      const before = fieldsOf(row)
      const changes = changesOf(before, fields)
      const touchesVerified = changes.some(({ path }) => (verifiedFields as readonly string[]).includes(path))
      if (touchesVerified && ['verified', 'suspended'].includes(row.state) && !hasRole(viewer, 'operator'))
        refuse('forbidden')
      if (fields.creditCode && (await creditCodeTaken(tx, fields.creditCode, id))) refuse('credit_code_taken')
      const again = resubmits(viewer, decidedOf(row))
      if (changes.length > 0 || again) {
        const after = { ...before, ...fields }
        const waits = again || (row.state === 'unverified' && !before.creditCode)
        const handedIn = waits && after.creditCode !== null
        await changeOrganisation(tx, id, {
          fields,
          search: searchText(after),
          ...(again && { state: 'unverified', reason: null }),
          ...(handedIn && { dueAt: dueAt(platform, tx.now, verifyDays) }),
        })
        tx.record({
          action: again ? 'resubmit' : 'update',
          subject: { type: 'organisation', id },
          changes: [...changes, ...(again ? [{ path: 'state', before: row.state, after: 'unverified' }] : [])],
          ...(again && { state: { from: row.state, to: 'unverified' } }),
        })
        if (handedIn) await tellOperators(notify, tx, id, after.name)
        if (changes.some(({ path }) => path === 'name' || path === 'district')) await renamed(tx, id)
      }
      return presentOrganisation(viewer, await visible(tx, id))
    })
    .catch(asTaken)
}

export async function act(
  { database, notify }: Organisations,
  viewer: Viewer,
  id: string,
  action: OrganisationAction,
  { reason }: { reason?: string | undefined },
  ifMatch: number | null,
  locale: 'zh' | 'en',
): Promise<Organisation> {
  return database.write(viewer, async (tx) => {
    await visible(tx, id)
    const row = (await holdOrganisation(tx, id)) ?? refuse('forbidden')
    if (row.version !== ifMatch) refuse('stale', { version: row.version })
    if (hasRole(viewer, 'operator') && isMember(viewer, id)) refuse('second_person_required')
    const verdict = mayAct(viewer, decidedOf(row), action)
    if (!verdict.ok) {
      if (verdict.code === 'not_your_role') refuse('forbidden')
      refuse('action_not_allowed', {
        allowed: verdict.allowed.map((each) => actionLabel('organisation', each as 'verify')[locale]),
        actions: verdict.allowed.map((each) => (each === 'resume' ? 'restore' : each)),
      })
    }
    if ((action === 'refuse' || action === 'suspend') && !reason)
      refuse('incomplete', {}, [{ path: 'reason', code: 'required' }])
    await changeOrganisation(tx, id, { state: verdict.to, reason: reason ?? null, dueAt: null })
    tx.record({
      action,
      subject: { type: 'organisation', id },
      ...(reason && { reason }),
      changes: [{ path: 'state', before: row.state, after: verdict.to }],
      state: { from: row.state, to: verdict.to },
    })
    await notify(tx, {
      to: { organisation: id },
      kind: `organisation_${told[action]}`,
      subject: { type: 'organisation', id, title: row.name },
      ...(reason && { params: { reason } }),
    })
    // The dated state is written when the transaction ends; what was left is known here.
    return presentOrganisation(viewer, { ...(await visible(tx, id)), previous_state: row.state })
  })
}
const told = { verify: 'verified', refuse: 'refused', suspend: 'suspended', restore: 'restored' } as const

/** For its own people and those who decide or audit; whom it invited is for those who invite. */
export async function history(
  { database, historyOf }: Organisations,
  viewer: Viewer,
  id: string,
  page: { cursor?: string | undefined; limit: number },
) {
  return database.read(viewer, async (reading) => {
    await visible(reading, id)
    if (!maySeeMembers(viewer, id) && !maySeeReason(viewer, id)) refuse('forbidden')
    const invites = isOrgAdmin(viewer, id) || hasRole(viewer, 'operator', 'auditor')
    return historyOf(reading, { type: 'organisation', id }, page, {
      withhold: (path) => path === 'invitation' && !invites,
    })
  })
}
