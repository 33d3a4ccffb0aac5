import { z } from 'zod'
import {
  attachment,
  collection,
  emptyBody,
  flag,
  historyRecord,
  id,
  idParams,
  instant,
  key,
  line,
  listOf,
  members,
  pageQuery,
  prose,
  publicAccess,
  q,
  reasonBody,
  reference,
  route,
  signedIn,
} from './common.ts'
import { rungs } from './scenarios.ts'

/** Promotions 升级认定: applications to move a scenario one rung up the ladder, on evidence, decided by two, for a time. */

/** What may stand behind an application. */
export const evidenceKinds = ['agreement', 'project', 'reading', 'evaluation', 'file'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
export const promotionStates = [
  'draft',
  'applied',
  'checked',
  'in_review',
  'publicised',
  'granted',
  'refused',
  'expired',
  'revoked',
] as const
export const promotionRungs = ['laboratory', 'signature', 'super'] as const
const rung = z.enum(rungs)
/** From this many days before the end of its term on, a promotion may be renewed. */
export const renewalDays = 90

/** What a thing said: the facts of it that count, by name. */
const said = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** One piece of evidence with the frozen copy of what it said when the application was made. */
export const evidence = z.object({
  id,
  kind: z.enum(evidenceKinds),
  /** The agreement, project, reading, evaluation or file. */
  subjectId: id,
  sentence: z.string(),
  said,
  /** SHA-256 of `said` in canonical form (docs/journal.md). */
  hash: z.string(),
  frozenAt: instant,
  file: attachment.nullable(),
})
export type Evidence = z.infer<typeof evidence>

export const promotionDecision = z.object({
  id,
  outcome: z.enum(['publicise', 'refuse', 'revoke']),
  reason: z.string(),
  proposedBy: reference,
  proposedAt: instant,
  settledBy: reference.nullable(),
  settledAt: instant.nullable(),
  state: z.enum(['proposed', 'consented', 'declined', 'withdrawn']),
  note: z.string().nullable(),
})

export const promotionSummary = z.object({
  id,
  code: z.string().nullable(),
  scenario: reference.pick({ id: true }).extend({ code: z.string().nullable(), title: z.string() }),
  owner: reference,
  fromRung: rung,
  toRung: z.enum(promotionRungs),
  /** The same rung again, for another term. */
  renewal: z.boolean(),
  /** What the public reads of the statement. */
  summary: z.string().nullable(),
  state: z.enum(promotionStates),
  stateSince: instant,
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  appliedAt: instant.nullable(),
  publicisedAt: instant.nullable(),
  publicityEndsAt: instant.nullable(),
  grantedAt: instant.nullable(),
  /** null: holds for good. */
  validUntil: instant.nullable(),
  endedAt: instant.nullable(),
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
})
export type PromotionSummary = z.infer<typeof promotionSummary>

/** The optional parts are for the owner, those who run the loop and the auditor. */
export const promotion = promotionSummary.extend({
  statement: z.string().nullable().optional(),
  /** The term wished, in months. */
  validMonths: z.int().nullable().optional(),
  stateReason: z.string().nullable().optional(),
  evidence: z.array(evidence).optional(),
  decisions: z.array(promotionDecision).optional(),
  /** What still stands before it can be handed in: field paths; `evidence` with the kinds of which one is wanted. */
  missing: z.array(z.object({ path: z.string(), kinds: z.array(z.enum(evidenceKinds)) })).optional(),
  actions: z.array(z.string()),
})
export type Promotion = z.infer<typeof promotion>

const writable = {
  statement: prose(8000).nullable(),
  summary: prose(500).nullable(),
  validMonths: z.int().min(1).max(240).nullable(),
  evidence: z
    .array(z.strictObject({ kind: z.enum(evidenceKinds), subjectId: id, sentence: prose(1000).min(1) }))
    .max(50),
}
export const promotionPatch = z.strictObject(writable).partial()
export type PromotionPatch = z.infer<typeof promotionPatch>
export const promotionCreate = promotionPatch.extend({ scenarioId: id, toRung: z.enum(promotionRungs) })
export type PromotionCreate = z.infer<typeof promotionCreate>

export const promotionSorts = ['-updatedAt', 'dueAt', '-grantedAt', 'validUntil'] as const
export const promotionQuery = z.strictObject({
  q: q.optional(),
  scenario: line(64).optional(),
  toRung: listOf(z.enum(promotionRungs)).optional(),
  state: listOf(z.enum(promotionStates)).optional(),
  organisation: id.optional(),
  district: listOf(key).optional(),
  domain: listOf(key).optional(),
  overdue: flag.optional(),
  synthetic: flag.optional(),
  sort: z.enum(promotionSorts).default('-updatedAt'),
  ...pageQuery,
})
export type PromotionQuery = z.output<typeof promotionQuery>

/** Actions and what each wants to know. `publicise`, `refuse`, `revoke` are proposals until another operator consents. */
export const promotionActionBodies = {
  apply: emptyBody,
  return: reasonBody,
  check: emptyBody,
  send_to_review: emptyBody,
  publicise: reasonBody,
  grant: reasonBody,
  uphold_objection: reasonBody,
  refuse: reasonBody,
  revoke: reasonBody,
  consent: z.strictObject({ decisionId: id, note: prose(2000).optional() }),
  decline_consent: z.strictObject({ decisionId: id, note: prose(2000).min(1) }),
  withdraw_decision: z.strictObject({ decisionId: id }),
} as const
export type PromotionAction = keyof typeof promotionActionBodies
export const promotionActions = Object.keys(promotionActionBodies) as [PromotionAction, ...PromotionAction[]]

/** One thing of the scenario that may be linked. */
export const evidenceCandidate = z.object({ kind: z.enum(evidenceKinds), subjectId: id, said })
export type EvidenceCandidate = z.infer<typeof evidenceCandidate>

/** Where a scenario stands on the ladder, what it may be put forward for, and what that would rest on. */
export const promotionProspects = z.object({
  rung: rung.nullable(),
  /** What may be applied for now: the next rung, or the present one again near the end of its term. */
  offers: z.array(
    z.object({
      toRung: z.enum(promotionRungs),
      renewal: z.boolean(),
      /** From each group at least one piece. */
      evidence: z.array(z.array(z.enum(evidenceKinds))),
      /** The longest term; null: for good. */
      validMonths: z.int().nullable(),
      /** Groups for which the scenario has nothing to show yet. */
      lacking: z.array(z.array(z.enum(evidenceKinds))),
    }),
  ),
  /** Why nothing may be applied for: an error code. */
  blocked: z.enum(['promotion_open', 'promotion_scenario_state', 'promotion_top']).nullable(),
  /** The application that is under way. */
  open: z.object({ id, code: z.string().nullable(), state: z.enum(promotionStates) }).nullable(),
  candidates: z.array(evidenceCandidate),
})
export type PromotionProspects = z.infer<typeof promotionProspects>

export const promotionRoutes = {
  list: route({
    method: 'GET',
    path: '/promotions',
    summary: 'Promotions the viewer may see: the public those in publicity and granted',
    access: publicAccess,
    query: promotionQuery,
    responses: { 200: collection(promotionSummary) },
  }),
  prospects: route({
    method: 'GET',
    path: '/scenarios/{id}/promotion-prospects',
    summary: 'What a scenario may be put forward for, and the evidence it has',
    access: members('member', 'operator'),
    params: idParams,
    responses: { 200: promotionProspects },
  }),
  get: route({
    method: 'GET',
    path: '/promotions/{id}',
    summary: 'One promotion, by id or code',
    access: publicAccess,
    params: idParams,
    responses: { 200: promotion },
  }),
  create: route({
    method: 'POST',
    path: '/promotions',
    summary: 'A new application, by the owner or by an operator on its behalf',
    access: members('member', 'operator'),
    body: promotionCreate,
    responses: { 201: promotion },
  }),
  update: route({
    method: 'PATCH',
    path: '/promotions/{id}',
    summary: 'Change a draft',
    access: members('member', 'operator'),
    params: idParams,
    body: promotionPatch,
    ifMatch: true,
    responses: { 200: promotion },
  }),
  discard: route({
    method: 'DELETE',
    path: '/promotions/{id}',
    summary: 'Discard a draft that was never handed in',
    access: members('member', 'operator'),
    params: idParams,
    ifMatch: true,
    responses: { 204: null },
  }),
  act: route({
    method: 'POST',
    path: '/promotions/{id}/actions/{action}',
    summary: 'Carry out an action of the lifecycle',
    access: members('member', 'operator'),
    params: z.strictObject({ id: idParams.shape.id, action: z.enum(promotionActions) }),
    body: z.record(z.string(), z.unknown()).optional(),
    ifMatch: true,
    responses: { 200: promotion },
  }),
  history: route({
    method: 'GET',
    path: '/promotions/{id}/history',
    summary: 'Records of the promotion, newest first',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/promotions/export.xlsx',
    summary: 'The same list as a workbook',
    access: publicAccess,
    query: promotionQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
