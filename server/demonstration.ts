import { sql } from 'kysely'
import { createDemoAccounts, type DemoAccount } from './modules/accounts/index.ts'
import { ensureDemoMember } from './modules/organisations/index.ts'
import type { Platform } from './platform/context.ts'
import { systemViewer } from './platform/viewer.ts'

/**
 * Accounts to try everything with, made when the database has no account yet; told again at every start for as long as they are there.
 * An installation with real people in it never gets them.
 */
export async function demonstration(platform: Platform): Promise<readonly DemoAccount[]> {
  const { rows } = await platform.database.read(systemViewer, (reading) =>
    sql<{
      people: number
      demo: number
    }>`select count(*)::int as people, count(*) filter (where demo)::int as demo from users`.execute(reading.sql),
  )
  const { people = 0, demo = 0 } = rows[0] ?? {}
  return people === 0 || demo > 0 ? createDemoAccounts(platform, { ensureDemoMember }) : []
}
