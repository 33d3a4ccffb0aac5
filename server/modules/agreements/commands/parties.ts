import type { AgreementKind } from '../../../../contracts/agreements.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import { isMember } from '../../../platform/viewer.ts'
import { arrangeParties, type Party, type WantedParty, whole } from '../rules/terms.ts'
import {
  type AgreementRow,
  openingsOf,
  type PartyRow,
  partiesOf,
  selectAgreement,
  selectOrganisations,
} from '../store.ts'
import { fittingIntents } from './intents.ts'

type Draft = Pick<AgreementRow, 'scenario_id' | 'owner_id'> & { readonly kind: AgreementKind }

/** The parties as they may stand: exact shares, verified newcomers, providers in talks on this scenario, one's own organisation among them. */
export async function checkedParties(
  tx: Writing,
  draft: Draft,
  wanted: readonly WantedParty[],
  standing: readonly WantedParty[],
): Promise<Party[]> {
  const arranged = arrangeParties(draft.owner_id, wanted)
  if (!arranged.ok) return refuse('invalid_request', {}, arranged.faults)
  const { parties } = arranged
  const at = (id: string) => wanted.findIndex((each) => each.organisationId === id)
  const faults: FieldFault[] = []
  if (!parties.some((each) => isMember(tx.viewer, each.organisation_id)))
    faults.push({ path: 'parties', code: 'own_party' })
  const known = new Map(standing.map((each) => [each.organisationId, each.intentId ?? null]))
  const fresh = parties.filter((each) => !known.has(each.organisation_id) && each.role !== 'owner')
  const organisations = fresh.length
    ? await selectOrganisations(
        tx,
        fresh.map((each) => each.organisation_id),
      )
    : []
  for (const party of fresh) {
    const found = organisations.find((each) => each.id === party.organisation_id)
    const path = `parties.${at(party.organisation_id)}.organisationId`
    if (found?.state !== 'verified') faults.push({ path, code: 'unverified' })
  }
  const settled: Party[] = []
  for (const party of parties) {
    if (party.role === 'owner') settled.push({ ...party, intent_id: null })
    else {
      const kept = known.get(party.organisation_id)
      if (kept && (party.intent_id === null || party.intent_id === kept)) settled.push({ ...party, intent_id: kept })
      else {
        const fitting = await fittingIntents(tx, draft, party.organisation_id)
        const chosen = party.intent_id ? fitting.find((id) => id === party.intent_id) : fitting[0]
        if (!chosen && (party.role === 'provider' || party.intent_id))
          faults.push({ path: `parties.${at(party.organisation_id)}.organisationId`, code: 'not_in_talks' })
        settled.push({ ...party, intent_id: chosen ?? null })
      }
    }
  }
  if (faults.length > 0) refuse('invalid_request', {}, faults)
  return settled
}

export async function letterToFollow(tx: Writing, id: string, scenarioId: string) {
  const letter = await selectAgreement(tx, id)
  const signed = letter && ['signed', 'in_force', 'fulfilled', 'expired'].includes(letter.state)
  if (letter?.kind !== 'letter' || letter.scenario_id !== scenarioId || !signed)
    return refuse('invalid_request', {}, [{ path: 'followsId', code: 'other_scenario' }])
  const parties = await partiesOf(tx, [letter.id])
  return {
    parties: parties.map(wordsOf),
    openings: (await openingsOf(tx, [letter.id])).map((each) => each.opening_id),
  }
}

export async function isSynthetic(tx: Writing, scenario: boolean, parties: readonly Party[]): Promise<boolean> {
  if (scenario) return true
  const organisations = await selectOrganisations(
    tx,
    parties.map((each) => each.organisation_id),
  )
  return organisations.some((each) => each.synthetic === true)
}

/** A party in the words of the contract. */
export function wordsOf(party: PartyRow) {
  return {
    organisationId: party.organisation_id,
    role: party.role as Party['role'],
    share: party.share_millionths === null ? null : party.share_millionths / whole,
    intentId: party.intent_id,
  }
}
