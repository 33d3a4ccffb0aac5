import pg from 'pg'
import type { Passwords } from './cluster.ts'

/** One name for the database and for the role that owns it. */
const name = 'scenarios'

export function urlsFor(port: number, passwords: Passwords): { url: string; superuserUrl: string } {
  return {
    url: `postgres://${name}:${passwords.owner}@127.0.0.1:${port}/${name}`,
    superuserUrl: `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/${name}`,
  }
}

async function ask(url: string, database: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const target = new URL(url)
  target.pathname = database
  const client = new pg.Client({ connectionString: target.href })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Under row-level security PostgreSQL enters an index only by operators that are declared to leak nothing; those of search words and of arrays are not
 * declared so, though they say nothing of what they compare, and every search would read the whole table.
 */
const searchUnderRowSecurity = `
  DO $$
  DECLARE f regprocedure;
  BEGIN
    FOR f IN SELECT oid FROM pg_proc WHERE NOT proleakproof AND oid IN ('ts_match_vq(tsvector, tsquery)'::regprocedure,
      'arrayoverlap(anyarray, anyarray)'::regprocedure, 'arraycontains(anyarray, anyarray)'::regprocedure)
    LOOP EXECUTE format('ALTER FUNCTION %s LEAKPROOF', f); END LOOP;
  END $$`

/**
 * Makes, unless they are there, the owner role (may sign in, make roles and databases; neither superuser nor above row-level security), its database,
 * and in the database and in the template of later ones the trigram extension and search by index under row-level security. May be cut short and run again.
 */
export async function provision(superuserUrl: string, passwords: Passwords): Promise<void> {
  await ask(superuserUrl, 'postgres', async (client) => {
    const role = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])
    const verb = role.rowCount === 0 ? 'CREATE' : 'ALTER'
    const rights = 'LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS NOREPLICATION'
    await client.query(`${verb} ROLE ${name} ${rights} PASSWORD ${client.escapeLiteral(passwords.owner)}`)
    const database = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${name}`)
  })
  for (const database of ['template1', name]) {
    await ask(superuserUrl, database, async (client) => {
      await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
      await client.query(searchUnderRowSecurity)
    })
  }
}
