import { createHash } from 'node:crypto'
import type { EvidenceCandidate, EvidenceKind } from '../../../contracts/promotions.ts'
import { canonical } from '../../../engines/journal/index.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'

export type Said = EvidenceCandidate['said']
export type Link = { readonly kind: EvidenceKind; readonly subjectId: string; readonly sentence: string }
export type Piece = Link & { readonly said: Said }

/** No scenario has more of one kind to choose from. */
const most = 200

/** Which rows of each kind count as evidence: signed, started, confirmed, published. */
const stands = {
  agreement: ['signed', 'in_force', 'fulfilled'],
  project: ['running', 'accepting', 'accepted'],
  reading: ['confirmed'],
}

/**
 * What a scenario can show, as the viewer sees it through what the other modules publish, newest first. With `ids` only these.
 * Files are found by their ids alone: they belong to whoever may see them.
 */
export async function candidatesOf(
  { sql: db }: Reading,
  scenarioId: string,
  ids: readonly string[] | null = null,
): Promise<EvidenceCandidate[]> {
  const some = ids === null ? null : ids.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...ids]
  const [agreements, projects, readings, evaluations, files] = await Promise.all([
    db
      .selectFrom('agreement_facts')
      .select(['id', 'code', 'title', 'kind', 'state', 'number', 'amount_cny', 'signed_on', 'valid_until'])
      .where('scenario_id', '=', scenarioId)
      .where('state', 'in', stands.agreement)
      .$if(some !== null, (query) => query.where('id', 'in', some as string[]))
      .orderBy('signed_on', 'desc')
      .limit(most)
      .execute(),
    db
      .selectFrom('project_facts')
      .select(['id', 'code', 'title', 'state', 'started_at', 'accepted_at'])
      .where('scenario_id', '=', scenarioId)
      .where('state', 'in', stands.project)
      .$if(some !== null, (query) => query.where('id', 'in', some as string[]))
      .orderBy('started_at', 'desc')
      .limit(most)
      .execute(),
    db
      .selectFrom('reading_facts as r')
      .innerJoin('project_facts as p', 'p.id', 'r.project_id')
      .select(['r.id', 'p.code as project', 'r.name', 'r.unit', 'r.direction', 'r.baseline', 'r.target', 'r.value'])
      .select(['r.at', 'r.state'])
      .where('r.scenario_id', '=', scenarioId)
      .where('r.state', 'in', stands.reading)
      .$if(some !== null, (query) => query.where('r.id', 'in', some as string[]))
      .orderBy('r.at', 'desc')
      .limit(most)
      .execute(),
    db
      .selectFrom('evaluation_outcomes')
      .select(['evaluation_id as id', 'code', 'score', 'grade', 'rank', 'published_at'])
      .where('scenario_id', '=', scenarioId)
      .$if(some !== null, (query) => query.where('evaluation_id', 'in', some as string[]))
      .orderBy('published_at', 'desc')
      .limit(most)
      .execute(),
    some === null
      ? []
      : db
          .selectFrom('file_facts')
          .select(['id', 'name', 'media_type', 'bytes', 'sha256', 'uploaded_at'])
          .where('id', 'in', some)
          .execute(),
  ])
  const of = <R extends { id: string | null }>(kind: EvidenceKind, rows: readonly R[], say: (row: R) => Said) =>
    rows.map((row) => ({ kind, subjectId: row.id as string, said: say(row) }))
  return [
    ...of('agreement', agreements, (row) => ({
      code: row.code,
      title: row.title,
      kind: row.kind,
      state: row.state,
      number: row.number,
      amountCny: row.amount_cny,
      signedOn: row.signed_on,
      validUntil: row.valid_until,
    })),
    ...of('project', projects, (row) => ({
      code: row.code,
      title: row.title,
      state: row.state,
      startedAt: row.started_at,
      acceptedAt: row.accepted_at,
    })),
    ...of('reading', readings, (row) => ({
      project: row.project,
      name: row.name,
      unit: row.unit,
      direction: row.direction,
      baseline: row.baseline,
      target: row.target,
      value: row.value,
      at: row.at,
      state: row.state,
    })),
    ...of('evaluation', evaluations, (row) => ({
      code: row.code,
      score: row.score,
      grade: row.grade,
      rank: row.rank,
      publishedAt: row.published_at,
    })),
    ...of('file', files, (row) => ({
      name: row.name,
      mediaType: row.media_type,
      bytes: row.bytes,
      sha256: row.sha256,
      uploadedAt: row.uploaded_at,
    })),
  ]
}

/** SHA-256 of what was said, in canonical form: whoever has the copy can check it. */
export function hashOf(said: Said): string {
  return createHash('sha256').update(canonical(said)).digest('hex')
}

/** What only those inside read of its own row. */
export async function dossierOf({ sql: db }: Reading, promotionId: string) {
  return (
    (await db
      .selectFrom('promotion_dossiers')
      .select(['statement', 'state_reason'])
      .where('promotion_id', '=', promotionId)
      .executeTakeFirst()) ?? null
  )
}

export function evidenceOf({ sql: db }: Reading, promotionId: string) {
  return db
    .selectFrom('promotion_evidence as e')
    .leftJoin('file_facts as f', 'f.id', 'e.file_id')
    .select(['e.id', 'e.kind', 'e.subject_id', 'e.sentence', 'e.said', 'e.hash', 'e.frozen_at', 'f.id as file_id'])
    .select(['f.name', 'f.media_type', 'f.bytes', 'f.sha256', 'f.uploaded_at'])
    .where('e.promotion_id', '=', promotionId)
    .orderBy('e.position')
    .execute()
}
export type EvidenceRow = Awaited<ReturnType<typeof evidenceOf>>[number]

/** Freezes each piece as it is now. */
export async function replaceEvidence(
  { sql: db, now }: Writing,
  newId: () => string,
  promotionId: string,
  pieces: readonly Piece[],
): Promise<void> {
  await db.deleteFrom('promotion_evidence').where('promotion_id', '=', promotionId).execute()
  if (pieces.length === 0) return
  await db
    .insertInto('promotion_evidence')
    .values(
      pieces.map((each, position) => ({
        id: newId(),
        promotion_id: promotionId,
        position,
        kind: each.kind,
        subject_id: each.subjectId,
        file_id: each.kind === 'file' ? each.subjectId : null,
        sentence: each.sentence,
        said: JSON.stringify(each.said),
        hash: hashOf(each.said),
        frozen_at: now,
      })),
    )
    .execute()
}
