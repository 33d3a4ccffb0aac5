import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import type { AgreementDeps } from '../context.ts'
import { missingOf, procurementFaults, takesAgreements } from '../rules/terms.ts'
import { type AgreementRow, filesOf, holdScenario, type PartyRow } from '../store.ts'
import { checkIntents } from './intents.ts'

/** What must be right whenever it is put before the parties and whenever one signs. */
export async function checkReady(deps: AgreementDeps, tx: Writing, row: AgreementRow, parties: readonly PartyRow[]) {
  const terms = { ...row, kind: row.kind as 'letter' | 'contract' }
  const missing = missingOf(terms)
  if (missing.length > 0) refuse('incomplete', {}, missing)
  const files = await filesOf(tx, row.id)
  const owner = parties.find((each) => each.role === 'owner')
  const hasNotice = files.some((each) => each.purpose === 'procurement_notice')
  const route = procurementFaults(terms, owner?.kind ?? null, hasNotice)
  if (route.length > 0) refuse('procurement_route_named', {}, route)
  // Held until commit: a withdrawal at the same instant comes wholly before or wholly after.
  const scenario = await deps.database.write(systemViewer, (system) => holdScenario(system, row.scenario_id))
  if (!takesAgreements(scenario?.state ?? null)) refuse('scenario_takes_no_agreement')
  const unverified = parties.find((each) => each.state !== 'verified')
  if (unverified) refuse('party_unverified', { organisation: unverified.name ?? '' })
  await checkIntents(deps, row, parties)
}
