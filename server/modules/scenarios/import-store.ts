import { sql } from 'kysely'
import { holderOf, stageOf } from '../../../engines/lifecycle/index.ts'
import { searchTokens } from '../../../engines/text/index.ts'
import type { Writing } from '../../platform/database/index.ts'

export type ScenarioDraft = {
  readonly id: string
  readonly title: string
  readonly summary: string | null
  readonly problem: string | null
  readonly domain: string | null
  readonly direction: string | null
  readonly tracks: readonly string[]
  readonly districts: readonly string[]
  readonly opener: string | null
  readonly opportunityCny: number | null
  readonly budgetCny: number | null
  readonly cooperationModes: readonly string[]
  readonly place: string | null
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly ownerId: string
  readonly ownerName: string
  readonly ownerDistrict: string | null
  readonly openings: readonly { readonly id: string; readonly text: string }[]
  readonly requirements: readonly { readonly id: string; readonly text: string; readonly kind: 'must' | 'wish' }[]
  readonly contact: { readonly name: string; readonly mobile: string | null; readonly email: string | null } | null
}

/** Many new drafts with what hangs on them, four statements whatever their number. */
export async function insertScenarioDrafts({ sql: db, now }: Writing, rows: readonly ScenarioDraft[]): Promise<void> {
  const values = rows.map(({ openings, requirements, contact: _, ...row }) => ({
    ...row,
    tokens: searchTokens(
      [
        row.title,
        row.summary,
        row.problem,
        row.place,
        row.ownerName,
        ...openings.map((each) => each.text),
        ...requirements.map((each) => each.text),
      ]
        .filter(Boolean)
        .join(' '),
    ),
  }))
  await sql`
    insert into scenarios (id, title, summary, problem, domain, direction, tracks, districts, opener, opportunity_cny, budget_cny, cooperation_modes,
      place, starts_on, ends_on, owner_id, owner_district, state, stage, holder, state_since, search, created_at, updated_at)
    select id, title, summary, problem, domain, direction, tracks, districts, opener, "opportunityCny", "budgetCny", "cooperationModes",
      place, "startsOn", "endsOn", "ownerId", "ownerDistrict", 'draft', ${stageOf('draft')}, ${holderOf('scenario', 'draft')}, ${now},
      array_to_tsvector(tokens), ${now}, ${now}
      from json_to_recordset(${JSON.stringify(values)}) as r (id uuid, title text, summary text, problem text, domain text, direction text,
        tracks text[], districts text[], opener text, "opportunityCny" bigint, "budgetCny" bigint, "cooperationModes" text[], place text,
        "startsOn" date, "endsOn" date, "ownerId" uuid, "ownerDistrict" text, tokens text[])`.execute(db)
  const parts = <T extends object>(of: (row: ScenarioDraft) => readonly T[]) =>
    JSON.stringify(rows.flatMap((row) => of(row).map((each, position) => ({ ...each, of: row.id, position }))))
  await sql`
    insert into openings (id, scenario_id, position, text)
    select id, of, position, text from json_to_recordset(${parts((row) => row.openings)}) as r (id uuid, of uuid, position int, text text)`.execute(
    db,
  )
  await sql`
    insert into requirements (id, scenario_id, position, text, kind)
    select id, of, position, text, kind
      from json_to_recordset(${parts((row) => row.requirements)}) as r (id uuid, of uuid, position int, text text, kind text)`.execute(
    db,
  )
  await sql`
    insert into scenario_contacts (scenario_id, name, mobile, email)
    select of, name, mobile, email
      from json_to_recordset(${parts((row) => (row.contact ? [row.contact] : []))}) as r (of uuid, name text, mobile text, email text)`.execute(
    db,
  )
}
