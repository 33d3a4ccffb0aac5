import type { AgreementKind } from '../../../../contracts/agreements.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import type { AgreementDeps } from '../context.ts'
import { intentFits } from '../rules/terms.ts'
import { type AgreementRow, hasOtherContract, intentsOn, type PartyRow, selectIntents } from '../store.ts'

/** The intents of an organisation on the scenario from which this kind of agreement can be made, as far as the viewer sees them. */
export async function fittingIntents(
  tx: Writing,
  { kind, scenario_id }: { kind: AgreementKind; scenario_id: string },
  organisationId: string,
): Promise<string[]> {
  const intents = await intentsOn(tx, scenario_id, organisationId)
  return intents.flatMap((each) => (each.id !== null && intentFits(kind, each.state) ? [each.id] : []))
}

/** Refuses when a provider's intent has ended since it came in. Looks past the wall: one provider does not see another's intent. */
export async function checkIntents(
  deps: AgreementDeps,
  row: AgreementRow,
  parties: readonly PartyRow[],
): Promise<void> {
  const named = parties.filter((each) => each.intent_id !== null)
  const intents = await deps.database.write(systemViewer, (system) =>
    selectIntents(
      system,
      named.map((each) => each.intent_id as string),
    ),
  )
  for (const party of named) {
    const intent = intents.find((each) => each.id === party.intent_id)
    if (!intentFits(row.kind as AgreementKind, intent?.state ?? null))
      refuse('intent_not_in_talks', { organisation: party.name ?? '' })
  }
}

/** Signed: every provider's intent follows. */
export async function followSigned(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  parties: readonly PartyRow[],
): Promise<void> {
  const action = row.kind === 'letter' ? 'sign_letter' : 'sign_contract'
  for (const { intent_id } of parties) if (intent_id !== null) await deps.followIntent(tx, intent_id, action)
}

/** A signed contract ended early: the intents that rest on no other contract end with it. */
export async function followTerminated(
  deps: AgreementDeps,
  tx: Writing,
  row: AgreementRow,
  parties: readonly PartyRow[],
  reason: string,
): Promise<void> {
  if (row.kind !== 'contract' || row.signed_at === null) return
  for (const { intent_id } of parties) {
    if (intent_id === null) continue
    const others = await deps.database.write(systemViewer, (system) => hasOtherContract(system, intent_id, row.id))
    if (!others) await deps.followIntent(tx, intent_id, 'terminate', { reason })
  }
}
