import type pg from 'pg'

/**
 * What the catalogs say of our schema: the readable snapshot `server/migrations/schema.sql` and the types in `schema.ts` are both made from it
 * (the embedded binaries have no pg_dump), and a test makes them anew and compares.
 */

type Column = {
  table: string
  column: string
  type: string
  nullable: boolean
  fallback: string | null
  generated: string
  identity: string
  kind: string
}

const ours = `n.nspname = 'public' and c.relname <> 'migrations'`

async function columnsOf(client: pg.ClientBase): Promise<Column[]> {
  const { rows } = await client.query(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
           pg_get_expr(d.adbin, d.adrelid) as fallback, a.attgenerated as generated, a.attidentity as identity, c.relkind as kind
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where ${ours} and c.relkind in ('r', 'v') order by c.relname collate "C", a.attnum`)
  return rows
}

async function lines(client: pg.ClientBase, text: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(text)
  return rows.map((row) => row.line)
}

export async function describeSchema(client: pg.ClientBase): Promise<string> {
  const columns = await columnsOf(client)
  const tables = new Map<string, Column[]>()
  for (const each of columns) tables.set(each.table, [...(tables.get(each.table) ?? []), each])
  const out = ['-- The schema after all migrations. Generated (npm run admin -- schema); do not edit.', '']
  for (const [table, list] of tables) {
    out.push(`${list[0]?.kind === 'v' ? 'view' : 'table'} ${table} (`)
    for (const each of list) {
      const more = [
        each.nullable ? '' : ' not null',
        each.generated === 's' ? ` generated as (${each.fallback})` : each.fallback ? ` default ${each.fallback}` : '',
        each.identity ? ' identity' : '',
      ].join('')
      out.push(`  ${each.column} ${each.type}${more}`)
    }
    out.push(')', '')
  }
  const sections: [string, string][] = [
    [
      'constraints',
      `select c.relname || ': ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and k.contype <> 'n' order by (c.relname || ': ' || k.conname) collate "C"`,
    ],
    [
      'indexes',
      `select indexdef as line from pg_indexes where schemaname = 'public' and tablename <> 'migrations' order by indexdef collate "C"`,
    ],
    [
      'row-level security',
      `select c.relname || ': enabled ' || c.relrowsecurity || ', forced ' || c.relforcerowsecurity as line from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'r' order by c.relname collate "C"`,
    ],
    [
      'policies',
      `select tablename || ': ' || policyname || ' for ' || cmd || ' to ' || array_to_string(roles, ',') || coalesce(' using ' || regexp_replace(qual, '\\s+', ' ', 'g'), '') || coalesce(' check ' || regexp_replace(with_check, '\\s+', ' ', 'g'), '') as line from pg_policies where schemaname = 'public' order by (tablename || policyname) collate "C"`,
    ],
    [
      'grants',
      `select table_name || ': ' || grantee || ' ' || string_agg(privilege_type, ',' order by privilege_type) as line from information_schema.table_privileges where table_schema = 'public' and grantee like 'scenario\\_%' group by table_name, grantee order by (table_name || grantee) collate "C"`,
    ],
    [
      'functions',
      `select regexp_replace(pg_get_functiondef(p.oid), '\\s+', ' ', 'g') as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.proname like 'app\\_%' order by p.proname collate "C"`,
    ],
    [
      'views',
      `select viewname || ': ' || regexp_replace(definition, '\\s+', ' ', 'g') as line from pg_views where schemaname = 'public' order by viewname collate "C"`,
    ],
  ]
  for (const [title, text] of sections) out.push(`-- ${title}`, ...(await lines(client, text)), '')
  return `${out.join('\n').trimEnd()}\n`
}

const scalar: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  boolean: 'boolean',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  date: 'string',
  bytea: 'Buffer',
  tsvector: 'string',
  jsonb: 'Json',
  interval: 'string',
  name: 'string',
}

function typeOf(column: Column): string {
  const base = column.type.replace(/\(\d+\)/, '')
  const many = base.endsWith('[]')
  const one = base.startsWith('timestamp') ? 'string' : scalar[many ? base.slice(0, -2) : base]
  if (!one) throw new Error(`no TypeScript type for ${column.table}.${column.column} ${column.type}`)
  const type = `${one}${many ? '[]' : ''}${column.nullable ? ' | null' : ''}`
  if (column.generated === 's' || column.identity === 'a') return `GeneratedAlways<${type}>`
  return column.fallback !== null || column.identity ? `Generated<${type}>` : type
}

/** The Kysely types of all tables and views. View columns carry no NOT NULL in the catalogs: they are nullable here unless the query says otherwise. */
export async function describeTypes(client: pg.ClientBase): Promise<string> {
  const columns = await columnsOf(client)
  const out = [
    '// Generated from the migrated database (npm run admin -- schema); do not edit.',
    "import type { Generated, GeneratedAlways } from 'kysely'",
    '',
    'export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined } | object',
    '',
    'export interface DB {',
  ]
  let table = ''
  for (const each of columns) {
    if (each.table !== table) {
      if (table) out.push('  }')
      out.push(`  ${each.table}: {`)
      table = each.table
    }
    out.push(`    ${each.column}: ${typeOf(each)}`)
  }
  out.push('  }', '}', '')
  return out.join('\n')
}
