import type { z } from 'zod'
import type { Agreement, agreementPatch, ProcurementRoute } from '../../../../contracts/agreements.ts'
import type { Paper } from './papers.tsx'

/** One of the provider side as it stands in the form; `percent` as it is typed. */
export interface PartyRow {
  readonly organisationId: string
  readonly name: string
  readonly role: 'provider' | 'partner'
  readonly percent: string
  readonly intentId: string | null
}
export interface FormValue {
  title: string
  terms: string
  openings: string[]
  parties: PartyRow[]
  amountCny: number | null
  number: string
  effectiveFrom: string
  validUntil: string
  procurement: {
    readonly route: ProcurementRoute | ''
    readonly ground: string
    readonly noticeNumber: string
    readonly noticeFile: Paper | null
  }
  attachments: Paper[]
}
export type Patch = z.input<typeof agreementPatch>

const paper = ({ id, name, bytes }: Paper): Paper => ({ id, name, bytes })

export function fromAgreement(agreement: Agreement): FormValue {
  const { procurement } = agreement
  return {
    title: agreement.title,
    terms: agreement.terms ?? '',
    openings: agreement.openings.map((each) => each.id),
    parties: agreement.parties.flatMap((each) =>
      each.role === 'owner'
        ? []
        : [
            {
              organisationId: each.organisation.id,
              name: each.organisation.name,
              role: each.role,
              percent: percentOf(each.share ?? 0),
              intentId: each.intentId,
            },
          ],
    ),
    amountCny: agreement.amountCny,
    number: agreement.number ?? '',
    effectiveFrom: agreement.effectiveFrom ?? '',
    validUntil: agreement.validUntil ?? '',
    procurement: {
      route: procurement?.route ?? '',
      ground: procurement?.ground ?? '',
      noticeNumber: procurement?.noticeNumber ?? '',
      noticeFile: procurement?.noticeFile ? paper(procurement.noticeFile) : null,
    },
    attachments: (agreement.attachments ?? []).map(paper),
  }
}

/** 0.333333 as `33.3333`. */
export function percentOf(share: number): string {
  return String(Math.round(share * 1_000_000) / 10_000)
}

/** A typed percentage in millionths of the whole; null when it is none (0 to 100, at most four decimals). */
export function millionthsOf(percent: string): number | null {
  const text = percent
    .trim()
    .replace('．', '.')
    .replace(/[%％]$/, '')
  if (!/^\d{1,3}(?:\.\d{1,4})?$/.test(text)) return null
  const parts = Math.round(Number(text) * 10_000)
  return parts <= 1_000_000 ? parts : null
}

/** The sum of the shares in percent, and whether the provider side has the whole; rows that cannot be read count nothing. */
export function sumOf(parties: readonly PartyRow[]): { percent: string; whole: boolean } {
  const parts = parties.map((each) => millionthsOf(each.percent))
  const sum = parts.reduce<number>((total, each) => total + (each ?? 0), 0)
  return { percent: percentOf(sum / 1_000_000), whole: sum === 1_000_000 && !parts.includes(null) }
}

/** A single provider has the whole, whatever stood there before. */
export function settled(parties: readonly PartyRow[]): PartyRow[] {
  return parties.length === 1 ? parties.map((each) => ({ ...each, percent: '100' })) : [...parties]
}

/** What a public owner's contract still has to say about how it buys. */
export function unnamed(value: FormValue['procurement']): ('route' | 'ground' | 'noticeNumber' | 'noticeFile')[] {
  if (value.route === '') return ['route']
  if (value.route === 'exempt') return value.ground.trim().length < 10 ? ['ground'] : []
  return [
    ...(value.noticeNumber.trim() === '' ? (['noticeNumber'] as const) : []),
    ...(value.noticeFile === null ? (['noticeFile'] as const) : []),
  ]
}

/** The patch for these fields, in the words of the contract. */
export function toPatch(changes: Partial<FormValue>): Patch {
  const { parties, procurement, attachments, terms, number, effectiveFrom, validUntil, ...rest } = changes
  return {
    ...rest,
    ...(terms !== undefined && { terms: terms.trim() || null }),
    ...(number !== undefined && { number: number.trim() || null }),
    ...(effectiveFrom !== undefined && { effectiveFrom: effectiveFrom || null }),
    ...(validUntil !== undefined && { validUntil: validUntil || null }),
    ...(attachments && { attachments: attachments.map((each) => each.id) }),
    ...(parties && {
      parties: parties.map(({ organisationId, role, percent, intentId }) => ({
        organisationId,
        role,
        intentId,
        share: (millionthsOf(percent) ?? 0) / 1_000_000,
      })),
    }),
    ...(procurement && {
      procurement:
        procurement.route === ''
          ? null
          : {
              route: procurement.route,
              ground: procurement.ground.trim() || null,
              noticeNumber: procurement.noticeNumber.trim() || null,
              noticeFileId: procurement.noticeFile?.id ?? null,
            },
    }),
  }
}

/** As values are compared: as they would be sent. */
export function normalForm(value: FormValue): Record<keyof FormValue, unknown> {
  const sent = toPatch(value) as Record<string, unknown>
  return { ...value, ...sent, title: value.title.trim() }
}
