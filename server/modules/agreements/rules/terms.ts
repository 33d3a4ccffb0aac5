import { type AgreementKind, type ProcurementRoute, publicOwnerKinds } from '../../../../contracts/agreements.ts'
import type { FieldFault } from '../../../platform/errors.ts'

/** Shares are counted in millionths, so that thirds and sevenths can be made to sum to one exactly. */
export const whole = 1_000_000

export type WantedParty = {
  readonly organisationId: string
  readonly role: 'owner' | 'provider' | 'partner'
  readonly share?: number | null | undefined
  readonly intentId?: string | null | undefined
}
export type Party = {
  readonly organisation_id: string
  readonly role: 'owner' | 'provider' | 'partner'
  readonly share_millionths: number | null
  readonly intent_id: string | null
}

/**
 * The parties as they are kept: the owner first, then the provider side in the order given, a single provider with the whole.
 * Faults: an organisation twice, another owner, nobody to provide, a share of more than six decimals, shares that do not sum to one.
 */
export function arrangeParties(
  ownerId: string,
  wanted: readonly WantedParty[],
): { ok: true; parties: Party[] } | { ok: false; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const seen = new Map<string, number>()
  wanted.forEach((party, at) => {
    const path = `parties.${at}`
    const before = seen.get(party.organisationId)
    if (before !== undefined)
      faults.push({ path: `${path}.organisationId`, code: 'duplicate', params: { where: `parties.${before}` } })
    seen.set(party.organisationId, at)
    if ((party.role === 'owner') !== (party.organisationId === ownerId))
      faults.push({ path: `${path}.role`, code: 'other_owner' })
    if (party.share && !isExact(party.share)) faults.push({ path: `${path}.share`, code: 'share_decimals' })
  })
  const providing = wanted.filter((party) => party.role !== 'owner' && party.organisationId !== ownerId)
  if (!providing.some((party) => party.role === 'provider')) faults.push({ path: 'parties', code: 'no_provider' })
  if (faults.length > 0) return { ok: false, faults }
  const alone = providing.length === 1
  const parties = providing.map((party) => ({
    organisation_id: party.organisationId,
    role: party.role,
    share_millionths: alone && party.share === undefined ? whole : millionths(party.share ?? 0),
    intent_id: party.intentId ?? null,
  }))
  const sum = parties.reduce((total, party) => total + party.share_millionths, 0)
  if (sum !== whole)
    return { ok: false, faults: [{ path: 'parties', code: 'share_sum', params: { sum: percent(sum) } }] }
  const owner = { organisation_id: ownerId, role: 'owner' as const, share_millionths: null, intent_id: null }
  return { ok: true, parties: [owner, ...parties] }
}

function millionths(share: number): number {
  return Math.round(share * whole)
}
function isExact(share: number): boolean {
  return Math.abs(share * whole - millionths(share)) < 1e-6
}
function percent(sum: number): string {
  return `${sum / (whole / 100)}%`
}

export type Terms = {
  readonly kind: AgreementKind
  readonly terms: string | null
  readonly amount_cny: number | null
  readonly effective_from: string | null
  readonly valid_until: string | null
  readonly procurement_route: string | null
  readonly procurement_ground: string | null
  readonly procurement_notice_number: string | null
}

/** What is still empty before it can be put before both sides. */
export function missingOf(terms: Terms): FieldFault[] {
  const faults: FieldFault[] = []
  if (!terms.terms) faults.push({ path: 'terms', code: 'required' })
  if (terms.kind === 'contract' && terms.amount_cny === null) faults.push({ path: 'amountCny', code: 'required' })
  return faults
}

/** What contradicts itself, whenever it is written. */
export function faultsOf(terms: Terms): FieldFault[] {
  const faults: FieldFault[] = []
  const { effective_from: from, valid_until: until } = terms
  if (from !== null && until !== null && until < from) faults.push({ path: 'validUntil', code: 'order' })
  if (terms.kind === 'letter' && terms.procurement_route !== null)
    faults.push({ path: 'procurement', code: 'letter_buys_nothing' })
  return faults
}

const shortestGround = 10

/**
 * 采购方式: a contract of a government or state-owned owner names its lawful route, with number and file of the notice, or, where no tender
 * is needed by law, with the ground in words. Empty where that is so, and for every letter and every other owner.
 */
export function procurementFaults(terms: Terms, ownerKind: string | null, hasNoticeFile: boolean): FieldFault[] {
  if (terms.kind !== 'contract' || !isPublicOwner(ownerKind)) return []
  const route = terms.procurement_route as ProcurementRoute | null
  if (route === null) return [{ path: 'procurement.route', code: 'required' }]
  const faults: FieldFault[] = []
  if (route === 'exempt') {
    const ground = terms.procurement_ground?.trim() ?? ''
    if (ground === '') faults.push({ path: 'procurement.ground', code: 'required' })
    else if (ground.length < shortestGround)
      faults.push({ path: 'procurement.ground', code: 'too_short', params: { min: shortestGround } })
    return faults
  }
  if (!terms.procurement_notice_number) faults.push({ path: 'procurement.noticeNumber', code: 'required' })
  if (!hasNoticeFile) faults.push({ path: 'procurement.noticeFileId', code: 'required' })
  return faults
}

export function isPublicOwner(kind: string | null): boolean {
  return (publicOwnerKinds as readonly (string | null)[]).includes(kind)
}

/** Scenarios on which agreements are made. */
export function takesAgreements(state: string | null): boolean {
  return state === 'published' || state === 'landing' || state === 'demonstrating'
}

/** Intents from which an agreement can be made: those in talks; a contract also after a letter or another contract. */
export function intentFits(kind: AgreementKind, state: string | null): boolean {
  return state === 'talking' || state === 'letter_signed' || (kind === 'contract' && state === 'contracted')
}
