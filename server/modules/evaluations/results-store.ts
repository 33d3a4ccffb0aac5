import { sql } from 'kysely'
import type { ResultQuery } from '../../../contracts/evaluations.ts'
import {
  after,
  type CursorKey,
  countLimit,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import { isAnonymous } from '../../platform/viewer.ts'
import { isInside } from './policy.ts'
import type { Evidence } from './rules/facts.ts'
import { named } from './store.ts'

/** A leaf as it is kept: what the engine found, and how many rows it rests on. */
export type KeptLeaf = {
  key: string
  raw: number | null
  missing: boolean
  normalised: number | null
  weight: number
  contribution: number
  rows: number
}
export type NewResult = {
  readonly id: string
  readonly scenarioId: string
  readonly score: number | null
  readonly grade: string | null
  readonly rank: number | null
  readonly leaves: readonly KeptLeaf[]
  readonly evidence: readonly (Evidence & { leaf: string; position: number })[]
}

export async function insertRun(
  { sql: db, now, viewer }: Writing,
  run: { evaluationId: string; number: number; reason: string | null; hash: string },
  results: readonly NewResult[],
): Promise<void> {
  const { evaluationId, number, reason, hash } = run
  await db
    .insertInto('evaluation_runs')
    .values({
      evaluation_id: evaluationId,
      number,
      at: now,
      by_id: viewer.userId,
      reason,
      results: results.length,
      hash,
    })
    .execute()
  const rows = JSON.stringify(
    results.map(({ evidence: _, scenarioId, ...each }) => ({ ...each, scenario_id: scenarioId })),
  )
  await sql`insert into evaluation_results (id, evaluation_id, run, scenario_id, score, grade, rank, leaves)
    select id, ${evaluationId}::uuid, ${number}::integer, scenario_id, score, grade, rank, leaves
      from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, scenario_id uuid, score double precision, grade text, rank integer, leaves jsonb)`.execute(
    db,
  )
  const evidence = JSON.stringify(
    results.flatMap((result) =>
      result.evidence.map(({ id, ...each }) => ({ ...each, row_id: id, result_id: result.id })),
    ),
  )
  await sql`insert into evaluation_evidence (result_id, leaf, position, type, row_id, text, value, at)
    select result_id, leaf, position, type, row_id, text, value, at
      from jsonb_to_recordset(${evidence}::jsonb) as v(result_id uuid, leaf text, position integer, type text, row_id uuid, text text, value text, at timestamptz)`.execute(
    db,
  )
}

export async function runsOf({ sql: db, viewer }: Reading, evaluationId: string) {
  if (isAnonymous(viewer)) return []
  return db
    .selectFrom('evaluation_runs')
    .selectAll()
    .where('evaluation_id', '=', evaluationId)
    .where((eb) =>
      isInside(viewer)
        ? sql<boolean>`true`
        : eb.exists(
            eb
              .selectFrom('evaluation_results as r')
              .select(sql`1`.as('one'))
              .whereRef('r.evaluation_id', '=', 'evaluation_runs.evaluation_id')
              .whereRef('r.run', '=', 'evaluation_runs.number')
              .where('r.shown', '<>', 'inside'),
          ),
    )
    .orderBy('number', 'desc')
    .execute()
}

const sorts = {
  rank: { column: 'r.rank_sort', cast: 'integer' },
  title: { column: 'l.title', cast: 'text' },
} as const

function results({ sql: db, viewer }: Reading, evaluationId: string, run: number, query: Partial<ResultQuery>) {
  const mine = viewer.organisations.map((each) => each.id)
  let found = db
    .selectFrom('evaluation_results as r')
    .innerJoin('evaluation_subjects as s', (join) =>
      join.onRef('s.evaluation_id', '=', 'r.evaluation_id').onRef('s.scenario_id', '=', 'r.scenario_id'),
    )
    .innerJoin('scenario_landing as l', 'l.id', 'r.scenario_id')
    .leftJoin('organisation_names as o', 'o.id', 's.owner_id')
    .where('r.evaluation_id', '=', evaluationId)
    .where('r.run', '=', run)
  // The first wall: published results are everybody's who sees the scenario, those open to appeal its parties'.
  if (!isInside(viewer))
    found = found.where((eb) =>
      mine.length === 0
        ? eb('r.shown', '=', 'published')
        : eb.or([
            eb('r.shown', '=', 'published'),
            eb.and([
              eb('r.shown', '=', 'parties'),
              eb('s.shown', '<>', 'inside'),
              eb.or([eb('s.owner_id', 'in', mine), sql<boolean>`s.provider_ids && ${mine}::uuid[]`]),
            ]),
          ]),
    )
  if (query.scenario) {
    const { column, value } = named(query.scenario)
    found = found.where(`l.${column}`, '=', value)
  }
  if (query.grade) found = found.where('r.grade', 'in', query.grade)
  return found
}

/** One page of a run and the capped count; what the score rests on is not for nobody. */
export async function listResults(reading: Reading, evaluationId: string, run: number, query: ResultQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = results(reading, evaluationId, run, query)
    .select([
      'r.id',
      'r.run',
      'r.scenario_id',
      'r.score',
      'r.grade',
      'r.rank',
      'r.rank_sort',
      'l.code',
      'l.title',
      'l.owner_district',
      's.owner_id',
      's.provider_ids',
      'o.name as owner_name',
    ])
    .select(isAnonymous(reading.viewer) ? sql<null>`null`.as('leaves') : 'r.leaves')
    .orderBy(sql.ref(sort.column))
    .orderBy(query.sort === 'rank' ? 'r.id' : 'l.id')
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, 'asc', cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom(
      results(reading, evaluationId, run, query)
        .select(sql`1`.as('one'))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: (typeof rows)[number]): CursorKey =>
    query.sort === 'rank'
      ? { sort: 'rank', value: row.rank_sort, id: row.id }
      : { sort: 'title', value: row.title, id: row.scenario_id }
  return { rows, count, keyOf }
}
export type ResultRow = Awaited<ReturnType<typeof listResults>>['rows'][number]

/** The run before the given one that the viewer is shown, of these scenarios. */
export async function previousOf(reading: Reading, evaluationId: string, run: number, scenarioIds: readonly string[]) {
  if (run < 2 || scenarioIds.length === 0 || isAnonymous(reading.viewer)) return []
  return results(reading, evaluationId, run - 1, {})
    .select(['r.scenario_id', 'r.run', 'r.score', 'r.grade', 'r.rank', 'r.leaves'])
    .where('r.scenario_id', 'in', [...scenarioIds])
    .execute()
}

/** The rows that results rest on, as far as the viewer sees them: row-level security compares each with the row itself. */
export async function evidenceOf({ sql: db, viewer }: Reading, resultIds: readonly string[]) {
  if (resultIds.length === 0 || isAnonymous(viewer)) return []
  return db
    .selectFrom('evaluation_evidence')
    .select(['result_id', 'leaf', 'type', 'row_id', 'text', 'value', 'at'])
    .where('result_id', 'in', [...resultIds])
    .orderBy('result_id')
    .orderBy('leaf')
    .orderBy('position')
    .execute()
}

/** What came out for one scenario, by evaluation. */
export async function outcomesFor(reading: Reading, evaluationIds: readonly string[], scenario: string) {
  if (evaluationIds.length === 0)
    return new Map<string, { score: number | null; grade: string | null; rank: number | null }>()
  const { column, value } = named(scenario)
  const rows = await reading.sql
    .selectFrom('evaluation_results as r')
    .innerJoin('evaluations as e', (join) => join.onRef('e.id', '=', 'r.evaluation_id').onRef('e.run', '=', 'r.run'))
    .innerJoin('scenario_landing as l', 'l.id', 'r.scenario_id')
    .select(['r.evaluation_id', 'r.score', 'r.grade', 'r.rank'])
    .where('r.evaluation_id', 'in', [...evaluationIds])
    .where(`l.${column}`, '=', value)
    .execute()
  return new Map(rows.map(({ evaluation_id, ...each }) => [evaluation_id, each]))
}
