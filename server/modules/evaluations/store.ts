import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { PackIndicatorSystem } from '../../../contracts/city-pack.ts'
import type { EvaluationQuery } from '../../../contracts/evaluations.ts'
import { queryTokens, searchTokens } from '../../../engines/text/index.ts'
import {
  after,
  allTokens,
  type CursorKey,
  countLimit,
  type DB,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { isInside } from './policy.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const sorts = {
  '-updatedAt': { column: 'e.updated_at', direction: 'desc', cast: 'timestamptz' },
  '-publishedAt': { column: 'e.published_sort', direction: 'desc', cast: 'timestamptz' },
  code: { column: 'e.code', direction: 'asc', cast: 'text' },
} as const

/** Which of two columns a name given by hand means, and the value as it is stored. */
export function named(idOrCode: string) {
  return uuid.test(idOrCode)
    ? ({ column: 'id', value: idOrCode.toLowerCase() } as const)
    : ({ column: 'code', value: idOrCode.toUpperCase() } as const)
}

type SubjectsOf = ExpressionBuilder<DB & { s: DB['evaluation_subjects'] }, 's'>

/** The first wall: a scenario's result is shown to its parties while appeals are open, to whoever sees it once published. */
export function shownTo(viewer: Viewer, eb: SubjectsOf): Expression<SqlBool> {
  if (isInside(viewer)) return sql<boolean>`true`
  const mine = viewer.organisations.map((each) => each.id)
  const published = eb('s.shown', '=', 'published')
  if (mine.length === 0) return published
  return eb.or([
    published,
    eb.and([
      eb('s.shown', '=', 'parties'),
      eb.or([eb('s.owner_id', 'in', mine), sql<boolean>`s.provider_ids && ${mine}::uuid[]`]),
    ]),
  ])
}

function evaluations({ sql: db, viewer }: Reading) {
  return db.selectFrom('evaluations as e').select((eb) => [
    'e.id',
    'e.code',
    'e.title',
    'e.note',
    'e.system',
    'e.state',
    'e.state_since',
    'e.holder',
    'e.run',
    'e.as_of',
    'e.appeal_until',
    'e.published_at',
    'e.published_sort',
    'e.synthetic',
    'e.created_at',
    'e.updated_at',
    'e.version',
    eb
      .selectFrom('evaluation_subjects as s')
      .select((s) => s.fn.countAll<number>().as('n'))
      .whereRef('s.evaluation_id', '=', 'e.id')
      .where((s) => shownTo(viewer, s as unknown as SubjectsOf))
      .as('scenarios'),
    eb
      .selectFrom('evaluation_subjects as s')
      .select(sql<string[]>`coalesce(array_agg(distinct s.owner_id), '{}')`.as('owners'))
      .whereRef('s.evaluation_id', '=', 'e.id')
      .where((s) => shownTo(viewer, s as unknown as SubjectsOf))
      .as('owners'),
  ])
}
export type EvaluationRow = Omit<Awaited<ReturnType<typeof selectRows>>[number], 'scenarios' | 'owners'> & {
  readonly scenarios: number
  readonly owners: string[]
  readonly shown: boolean
}
const selectRows = (reading: Reading) => evaluations(reading).execute()

function placed(row: Awaited<ReturnType<typeof selectRows>>[number]): EvaluationRow {
  const scenarios = row.scenarios ?? 0
  return { ...row, scenarios, owners: row.owners ?? [], shown: scenarios > 0 }
}

/** One evaluation by id or code; null = not there for this viewer. */
export async function findEvaluation(reading: Reading, idOrCode: string): Promise<EvaluationRow | null> {
  const { column, value } = named(idOrCode)
  const row = await evaluations(reading).where(`e.${column}`, '=', value).executeTakeFirst()
  return row ? placed(row) : null
}

/** Locked until the transaction ends, then read: `share` for who appeals, alone for who runs it. */
export async function lockEvaluation(
  writing: Writing,
  idOrCode: string,
  how: 'share' | 'update' = 'update',
): Promise<EvaluationRow | null> {
  const { column, value } = named(idOrCode)
  const row = writing.sql.selectFrom('evaluations').select('id').where(column, '=', value)
  const held = await (how === 'share' ? row.forShare() : row.forUpdate()).executeTakeFirst()
  return held ? findEvaluation(writing, held.id) : null
}

type Builder = ExpressionBuilder<DB & { e: DB['evaluations'] }, 'e'>

function conditions(viewer: Viewer, query: EvaluationQuery, eb: Builder) {
  const parts: Expression<SqlBool>[] = []
  const subjects = () =>
    eb.selectFrom('evaluation_subjects as s').select(sql`1`.as('one')).whereRef('s.evaluation_id', '=', 'e.id')
  if (!isInside(viewer)) {
    parts.push(eb('e.state', 'in', viewer.userId === null ? ['published'] : ['in_appeal', 'published']))
    parts.push(eb.exists(subjects().where((s) => shownTo(viewer, s as unknown as SubjectsOf))))
  }
  if (query.q) {
    const tokens = queryTokens(query.q)
    const found = tokens.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`e.search @@ ${allTokens(tokens)}`
    parts.push(eb.or([found, eb('e.code', '=', query.q.toUpperCase())]))
  }
  if (query.state) parts.push(eb('e.state', 'in', query.state))
  if (query.system) parts.push(eb('e.system_key', '=', query.system))
  if (query.scenario) {
    const { column, value } = named(query.scenario)
    parts.push(
      eb.exists(
        subjects()
          .innerJoin('scenario_landing as l', 'l.id', 's.scenario_id')
          .where(`l.${column}`, '=', value)
          .where((s) => shownTo(viewer, s as unknown as SubjectsOf)),
      ),
    )
  }
  return eb.and(parts)
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listEvaluations(reading: Reading, query: EvaluationQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = evaluations(reading)
    .where((eb) => conditions(reading.viewer, query, eb as unknown as Builder))
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('e.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = (await page.execute()).map(placed)
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('evaluations as e')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(reading.viewer, query, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const values = { '-updatedAt': 'updated_at', '-publishedAt': 'published_sort', code: 'code' } as const
  const keyOf = (row: EvaluationRow): CursorKey => ({
    sort: query.sort,
    value: row[values[query.sort]],
    id: row.id,
  })
  return { rows, count, keyOf }
}

export async function insertEvaluation(
  { sql: db, now, viewer }: Writing,
  row: {
    id: string
    code: string
    title: string
    note: string | null
    system: PackIndicatorSystem
    holder: string | null
  },
): Promise<void> {
  const { system, ...rest } = row
  await db
    .insertInto('evaluations')
    .values({
      ...rest,
      ...systemColumns(system),
      state: 'collecting',
      state_since: now,
      created_by: viewer.userId,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await writeSearch(db, row.id)
}

/** The columns that say by which system: key, version and the whole copy. */
export function systemColumns(system: PackIndicatorSystem) {
  return { system_key: system.key, system_version: system.version, system: JSON.stringify(system) }
}

export async function updateEvaluation({ sql: db, now }: Writing, id: string, set: Record<string, unknown>) {
  await db
    .updateTable('evaluations')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  if ('title' in set || 'note' in set) await writeSearch(db, id)
}

async function writeSearch(db: Writing['sql'], id: string): Promise<void> {
  const row = await db
    .selectFrom('evaluations')
    .select(['code', 'title', 'note'])
    .where('id', '=', id)
    .executeTakeFirst()
  const tokens = searchTokens([row?.code, row?.title, row?.note].filter(Boolean).join('\n'))
  await sql`update evaluations set search = array_to_tsvector(${tokens}::text[]) where id = ${id}`.execute(db)
}

/** The scenarios of an evaluation that the viewer is shown, by title. */
export function scopeOf({ sql: db, viewer }: Reading, evaluationId: string) {
  return db
    .selectFrom('evaluation_subjects as s')
    .innerJoin('scenario_landing as l', 'l.id', 's.scenario_id')
    .leftJoin('organisation_names as o', 'o.id', 's.owner_id')
    .select(['s.scenario_id', 's.owner_id', 'l.code', 'l.title', 'l.state', 'o.name as owner_name'])
    .where('s.evaluation_id', '=', evaluationId)
    .where((s) => shownTo(viewer, s as unknown as SubjectsOf))
    .orderBy('l.title')
    .orderBy('s.scenario_id')
    .execute()
}

/** Those of the ids that are scenarios in one of the states, with what a subject repeats of them. */
export function selectScenarios({ sql: db }: Reading, ids: readonly string[], states: readonly string[]) {
  return db
    .selectFrom('scenario_landing')
    .select(['id', 'owner_id', 'synthetic'])
    .where('id', 'in', [...ids])
    .where('state', 'in', [...states])
    .execute()
}

/** Chooses anew what is evaluated; only before the first run. */
export async function setScope(
  { sql: db, now }: Writing,
  evaluationId: string,
  scenarios: readonly { id: string | null; owner_id: string | null }[],
): Promise<void> {
  await db.deleteFrom('evaluation_subjects').where('evaluation_id', '=', evaluationId).execute()
  if (scenarios.length === 0) return
  await db
    .insertInto('evaluation_subjects')
    .values(
      scenarios.map((each) => ({
        evaluation_id: evaluationId,
        scenario_id: each.id as string,
        owner_id: each.owner_id as string,
        added_at: now,
      })),
    )
    .execute()
}

export async function setProviders(
  { sql: db }: Writing,
  evaluationId: string,
  providers: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const rows = JSON.stringify([...providers].map(([scenario, ids]) => ({ scenario, ids })))
  await sql`update evaluation_subjects s set provider_ids = coalesce(g.ids, '{}') from evaluation_subjects k
      left join jsonb_to_recordset(${rows}::jsonb) as g(scenario uuid, ids uuid[]) on g.scenario = k.scenario_id
    where k.evaluation_id = ${evaluationId} and s.evaluation_id = k.evaluation_id and s.scenario_id = k.scenario_id`.execute(
    db,
  )
}

/** Shows scenarios to their parties or everybody, or takes them back inside; results of a run are only ever shown wider. */
export async function show(
  { sql: db }: Writing,
  evaluationId: string,
  shown: 'inside' | 'parties' | 'published',
  run: number,
): Promise<void> {
  await db.updateTable('evaluation_subjects').set({ shown }).where('evaluation_id', '=', evaluationId).execute()
  if (shown === 'inside') return
  await db
    .updateTable('evaluation_results')
    .set({ shown })
    .where('evaluation_id', '=', evaluationId)
    .where('run', '=', run)
    .execute()
}

/** Published with this scenario in it since it was last published itself: an evaluation of an earlier turn of the loop does not count again. */
export async function isPublishedFor({ sql: db }: Reading, scenarioId: string): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from evaluation_outcomes o where o.scenario_id = ${scenarioId}
       and o.published_at > coalesce((select max(c.at) from state_changes c
         where c.subject_type = 'scenario' and c.subject_id = ${scenarioId} and c.to_state = 'published'), '-infinity') limit 1`.execute(
    db,
  )
  return rows.length > 0
}

/** The organisations on both sides of every scenario in it. */
export async function partiesIn({ sql: db }: Reading, evaluationId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct one as id from evaluation_subjects s cross join lateral unnest(array_append(s.provider_ids, s.owner_id)) as one
     where s.evaluation_id = ${evaluationId}`.execute(db)
  return rows.map((row) => row.id)
}

/** Names of people beside their ids. */
export async function personNames(
  { sql: db }: Reading,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id, name from app_person_names(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name ?? '']))
}
