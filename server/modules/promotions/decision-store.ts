import type { Reading, Writing } from '../../platform/database/index.ts'

/** Decisions of two: proposed by one operator, carried out with another's consent. */

export function decisionsOf({ sql: db }: Reading, promotionId: string) {
  return db
    .selectFrom('promotion_decisions')
    .selectAll()
    .where('promotion_id', '=', promotionId)
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}
export type DecisionRow = Awaited<ReturnType<typeof decisionsOf>>[number]

export async function openDecision({ sql: db }: Reading, promotionId: string): Promise<DecisionRow | null> {
  return (
    (await db
      .selectFrom('promotion_decisions')
      .selectAll()
      .where('promotion_id', '=', promotionId)
      .where('state', '=', 'proposed')
      .executeTakeFirst()) ?? null
  )
}

export async function insertDecision(
  { sql: db, now, viewer }: Writing,
  row: { id: string; promotionId: string; outcome: string; reason: string },
): Promise<void> {
  await db
    .insertInto('promotion_decisions')
    .values({
      id: row.id,
      promotion_id: row.promotionId,
      outcome: row.outcome,
      reason: row.reason,
      proposed_by: viewer.userId as string,
      proposed_at: now,
      state: 'proposed',
    })
    .execute()
}

export async function settleDecision(
  { sql: db, now, viewer }: Writing,
  id: string,
  state: 'consented' | 'declined' | 'withdrawn',
  note: string | null,
): Promise<void> {
  await db
    .updateTable('promotion_decisions')
    .set({ state, note, settled_by: viewer.userId, settled_at: now })
    .where('id', '=', id)
    .execute()
}
