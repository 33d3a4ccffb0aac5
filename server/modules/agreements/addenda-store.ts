import type { Insertable } from 'kysely'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'

/** Oldest first. */
export function addendaOf({ sql: db }: Reading, agreementId: string) {
  return db
    .selectFrom('agreement_addenda as d')
    .leftJoin('organisation_names as o', 'o.id', 'd.proposed_for')
    .select([
      'd.id',
      'd.agreement_id',
      'd.position',
      'd.state',
      'd.reason',
      'd.file_id',
      'd.amount_cny',
      'd.amount_before',
      'd.valid_until',
      'd.valid_until_before',
      'd.proposed_by',
      'd.proposed_for',
      'o.name as proposed_for_name',
      'd.proposed_at',
      'd.settled_at',
      'd.note',
    ])
    .where('d.agreement_id', '=', agreementId)
    .orderBy('d.position')
    .execute()
}
export type AddendumRow = Awaited<ReturnType<typeof addendaOf>>[number]

export async function signaturesOf({ sql: db }: Reading, agreementId: string) {
  return db
    .selectFrom('agreement_addendum_signatures as g')
    .innerJoin('agreement_addenda as d', 'd.id', 'g.addendum_id')
    .leftJoin('organisation_names as o', 'o.id', 'g.organisation_id')
    .select(['g.addendum_id', 'g.organisation_id', 'o.name', 'g.signed_at', 'g.signed_by'])
    .where('d.agreement_id', '=', agreementId)
    .orderBy('g.signed_at')
    .execute()
}
export type SignatureRow = Awaited<ReturnType<typeof signaturesOf>>[number]

/** The open addenda of these agreements, with who has signed them. */
export async function openAddenda({ sql: db }: Reading, agreementIds: readonly string[]) {
  if (agreementIds.length === 0) return []
  return db
    .selectFrom('agreement_addenda as d')
    .innerJoin('agreement_addendum_signatures as g', 'g.addendum_id', 'd.id')
    .select(['d.id', 'd.agreement_id', 'd.proposed_for', 'g.organisation_id'])
    .where('d.agreement_id', 'in', agreementIds)
    .where('d.state', '=', 'proposed')
    .execute()
}
export type OpenAddendumRow = Awaited<ReturnType<typeof openAddenda>>[number]

/** False when another one is open: the constraint decides, also between two at once. */
export async function insertAddendum({ sql: db }: Writing, row: Insertable<DB['agreement_addenda']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('agreement_addenda')
    .values(row)
    .onConflict((on) => on.column('agreement_id').where('state', '=', 'proposed').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function signAddendum(
  { sql: db, now, viewer }: Writing,
  id: string,
  organisationId: string,
): Promise<void> {
  await db
    .insertInto('agreement_addendum_signatures')
    .values({ addendum_id: id, organisation_id: organisationId, signed_by: viewer.userId as string, signed_at: now })
    .execute()
}

export async function settleAddendum(
  { sql: db, now }: Writing,
  id: string,
  state: 'agreed' | 'declined' | 'withdrawn',
  note: string | null = null,
): Promise<void> {
  await db.updateTable('agreement_addenda').set({ state, settled_at: now, note }).where('id', '=', id).execute()
}
