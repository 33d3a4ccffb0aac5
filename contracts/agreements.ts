import { z } from 'zod'
import {
  attachment,
  cny,
  code,
  collection,
  day,
  emptyBody,
  flag,
  historyRecord,
  id,
  idOrCode,
  idParams,
  instant,
  key,
  line,
  listOf,
  members,
  pageQuery,
  prose,
  q,
  reasonBody,
  reference,
  route,
  signedIn,
} from './common.ts'

/**
 * Agreements 协议: a letter of intent 合作意向书 or a contract 合同 between the owner of a scenario and one or several providers, on one or
 * several of its openings. A letter gives no right to be bought from; a contract of a public owner names its lawful procurement route.
 */

export const agreementKinds = ['letter', 'contract'] as const
export type AgreementKind = (typeof agreementKinds)[number]
export const agreementKindLabels: Readonly<Record<AgreementKind, { zh: string; en: string }>> = {
  letter: { zh: '合作意向书', en: 'letter of intent' },
  contract: { zh: '合同', en: 'contract' },
}
export const agreementStates = [
  'drafting',
  'under_review',
  'signed',
  'in_force',
  'fulfilled',
  'terminated',
  'expired',
] as const
export const partyRoles = ['owner', 'provider', 'partner'] as const

/** Lawful routes by which a public owner buys; `exempt` 依法无需招标 says its ground, the others number and file of the notice. */
export const procurementRoutes = [
  'open_tender',
  'invited_tender',
  'competitive_consultation',
  'competitive_negotiation',
  'inquiry',
  'single_source',
  'framework',
  'innovation_procurement',
  'exempt',
] as const
export type ProcurementRoute = (typeof procurementRoutes)[number]
export const procurementLabels: Readonly<Record<ProcurementRoute, { zh: string; en: string }>> = {
  open_tender: { zh: '公开招标', en: 'open tender' },
  invited_tender: { zh: '邀请招标', en: 'invited tender' },
  competitive_consultation: { zh: '竞争性磋商', en: 'competitive consultation' },
  competitive_negotiation: { zh: '竞争性谈判', en: 'competitive negotiation' },
  inquiry: { zh: '询价', en: 'inquiry of prices' },
  single_source: { zh: '单一来源', en: 'single source' },
  framework: { zh: '框架协议', en: 'framework agreement' },
  innovation_procurement: { zh: '合作创新采购', en: 'innovation procurement' },
  exempt: { zh: '依法无需招标', en: 'exempt from tender by law' },
}
/** Owners whose contracts must name their route. */
export const publicOwnerKinds = ['government', 'state_firm'] as const

export const procurement = z.object({
  route: z.enum(procurementRoutes),
  ground: z.string().nullable(),
  noticeNumber: z.string().nullable(),
  noticeFile: attachment.nullable(),
})

/** `share` is the part of the work on the provider side, 0..1; null for the owner. */
export const agreementParty = z.object({
  organisation: reference,
  role: z.enum(partyRoles),
  share: z.number().min(0).max(1).nullable(),
  intentId: id.nullable(),
  signedAt: instant.nullable(),
  signedBy: z.object({ id, name: z.string().nullable() }).nullable(),
})

export const addendum = z.object({
  id,
  position: z.int(),
  state: z.enum(['proposed', 'agreed', 'declined', 'withdrawn']),
  /** Not for leaders; neither is the paper. */
  reason: z.string().nullable(),
  file: attachment.nullable(),
  amountCny: cny.nullable(),
  amountBefore: cny.nullable(),
  validUntil: day.nullable(),
  validUntilBefore: day.nullable(),
  proposedBy: reference,
  proposedAt: instant,
  settledAt: instant.nullable(),
  note: z.string().nullable(),
  signatures: z.array(z.object({ organisation: reference, signedAt: instant })),
})

const summaryFields = {
  id,
  /** Given when it is first put before both sides. */
  code: code.nullable(),
  kind: z.enum(agreementKinds),
  state: z.enum(agreementStates),
  stateSince: instant,
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  scenario: z.object({ id, code: code.nullable(), title: z.string() }),
  openings: z.array(z.object({ id, text: z.string() })),
  owner: reference,
  parties: z.array(agreementParty),
  title: z.string(),
  number: z.string().nullable(),
  /** The amount in force, addenda included. */
  amountCny: cny.nullable(),
  signedOn: day.nullable(),
  effectiveFrom: day.nullable(),
  validUntil: day.nullable(),
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
}
export const agreementSummary = z.object(summaryFields)
export type AgreementSummary = z.infer<typeof agreementSummary>

export const agreement = z.object({
  ...summaryFields,
  /** A government or state-owned owner: its contract names the lawful route. */
  publicOwner: z.boolean(),
  follows: z.object({ id, code: code.nullable(), title: z.string() }).nullable(),
  followedBy: z.array(z.object({ id, code: code.nullable(), title: z.string() })),
  stateReason: z.string().nullable(),
  signedAt: instant.nullable(),
  enteredAt: instant.nullable(),
  procurement: procurement.nullable(),
  addenda: z.array(addendum),
  /** For the parties and those who run the loop, not for leaders. */
  terms: z.string().nullable().optional(),
  attachments: z.array(attachment).optional(),
  signedCopy: z.array(attachment).optional(),
  /** What a signature now would stand for; goes back with `sign`. */
  termsHash: z.string().optional(),
  /** Whether the viewer may change its fields now. */
  editable: z.boolean(),
})
export type Agreement = z.infer<typeof agreement>

export const agreementPatch = z.strictObject({
  title: line(120).optional(),
  terms: prose(20_000).nullable().optional(),
  openings: z.array(id).min(1).max(50).optional(),
  /** The whole list; the owner may be left out. A single provider has the share 1; several say theirs, at most six decimals, summing to 1. */
  parties: z
    .array(
      z.strictObject({
        organisationId: id,
        role: z.enum(partyRoles),
        share: z.number().min(0).max(1).nullable().optional(),
        intentId: id.nullable().optional(),
      }),
    )
    .min(1)
    .max(20)
    .optional(),
  amountCny: cny.nullable().optional(),
  number: line(80).nullable().optional(),
  effectiveFrom: day.nullable().optional(),
  validUntil: day.nullable().optional(),
  procurement: z
    .strictObject({
      route: z.enum(procurementRoutes),
      ground: prose(2000).nullable().optional(),
      noticeNumber: line(80).nullable().optional(),
      noticeFileId: id.nullable().optional(),
    })
    .nullable()
    .optional(),
  attachments: z.array(id).max(20).optional(),
})
export const agreementCreate = agreementPatch.extend({
  kind: z.enum(agreementKinds),
  /** An intent in talks: the agreement begins with its scenario, its opening and its two sides. */
  intentId: id,
  /** The letter of intent that this contract carries out. */
  followsId: id.nullable().optional(),
})

const agreementSorts = ['-createdAt', '-signedOn', '-amountCny', 'validUntil'] as const
export const agreementQuery = z.strictObject({
  q: q.optional(),
  kind: z.enum(agreementKinds).optional(),
  state: listOf(z.enum(agreementStates)).optional(),
  scenario: idOrCode.optional(),
  opening: id.optional(),
  intent: id.optional(),
  organisation: id.optional(),
  signedFrom: day.optional(),
  signedTo: day.optional(),
  synthetic: flag.optional(),
  overdue: flag.optional(),
  /** Of the scenario. */
  domain: listOf(key).optional(),
  direction: listOf(key).optional(),
  district: listOf(key).optional(),
  sort: z.enum(agreementSorts).default('-createdAt'),
  ...pageQuery,
})
export type AgreementQuery = z.output<typeof agreementQuery>

export const agreementActionBodies = {
  send_for_review: emptyBody,
  request_changes: reasonBody,
  /** The last signature needs the day on the paper and its scan, from whichever party. `organisationId`: which of one's organisations signs. */
  sign: z.strictObject({
    termsHash: z.string().length(64),
    organisationId: id.optional(),
    signedOn: day.optional(),
    signedCopyIds: z.array(id).min(1).max(10).optional(),
  }),
  enter_into_force: emptyBody,
  /** Proposes an addendum 补充协议, signed at once by whoever proposes it; it holds when every party has signed. */
  amend: z.strictObject({
    reason: prose(2000).min(1),
    fileId: id,
    amountCny: cny.optional(),
    validUntil: day.optional(),
    organisationId: id.optional(),
  }),
  sign_addendum: z.strictObject({ addendumId: id, organisationId: id.optional() }),
  decline_addendum: z.strictObject({ addendumId: id, reason: prose(2000).min(1) }),
  withdraw_addendum: z.strictObject({ addendumId: id }),
  fulfil: z.strictObject({ reason: prose(2000).optional() }).default({}),
  terminate: reasonBody,
} as const
export type AgreementAction = keyof typeof agreementActionBodies
export const agreementActions = Object.keys(agreementActionBodies) as [AgreementAction, ...AgreementAction[]]

export const agreementRoutes = {
  list: route({
    method: 'GET',
    path: '/agreements',
    summary: 'Agreements of one’s organisation, or those one runs, audits or leads',
    access: signedIn,
    query: agreementQuery,
    responses: { 200: collection(agreementSummary) },
  }),
  get: route({
    method: 'GET',
    path: '/agreements/{id}',
    summary: 'One agreement',
    access: signedIn,
    params: idParams,
    responses: { 200: agreement },
  }),
  create: route({
    method: 'POST',
    path: '/agreements',
    summary: 'Begin a letter of intent or a contract from an intent in talks',
    access: members(),
    body: agreementCreate,
    responses: { 201: agreement },
  }),
  update: route({
    method: 'PATCH',
    path: '/agreements/{id}',
    summary: 'Change the draft',
    access: members(),
    params: idParams,
    ifMatch: true,
    body: agreementPatch,
    responses: { 200: agreement },
  }),
  act: route({
    method: 'POST',
    path: '/agreements/{id}/actions/{action}',
    summary: 'Send for review, request changes, sign, bring into force, amend, fulfil, terminate',
    access: members(),
    params: z.strictObject({ id: idOrCode, action: z.enum(agreementActions) }),
    ifMatch: true,
    /** As `agreementActionBodies` says for the action. */
    body: z.record(z.string(), z.unknown()).optional(),
    responses: { 200: agreement },
  }),
  history: route({
    method: 'GET',
    path: '/agreements/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/agreements/export.xlsx',
    summary: 'The list as a workbook',
    access: signedIn,
    query: agreementQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
