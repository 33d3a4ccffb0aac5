import { z } from 'zod'
import { criterion as callCriterion } from './calls.ts'
import {
  anyRole,
  attachment,
  codedReference,
  collection,
  flag,
  historyRecord,
  id,
  instant,
  key,
  listOf,
  pageQuery,
  prose,
  reference,
  route,
  uuidParams,
} from './common.ts'
import { opening, requirement, scenario } from './scenarios.ts'

/** Reviews 评审: one expert's judgement of one scenario in a round, blind to the others until they confer. */

export const roundStates = [
  'planned',
  'assigning',
  'scoring',
  'consensus',
  'deciding',
  'released',
  'archived',
  'cancelled',
] as const
export const reviewStates = [
  'invited',
  'accepted',
  'refused',
  'conflicted',
  'drafting',
  'submitted',
  'returned',
  'recused',
] as const
export const outcomes = ['select', 'revise', 'reject'] as const
export type Outcome = (typeof outcomes)[number]
/** Why an expert may not judge an item; found from memberships, the profile and who submitted it. */
export const conflictKinds = ['member', 'employer', 'opener'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** The text of 保密与廉洁承诺 that is signed now; the text itself stands in the messages under this version. */
export const undertakingVersion = '2026-11'

/** A criterion of the rubric: scores run from 0 to `max` in steps of `step`; weights of all add up to 1. */
export const rubricCriterion = callCriterion.extend({ max: z.number(), step: z.number() })
export type RubricCriterion = z.infer<typeof rubricCriterion>
export const outcome = z.enum(outcomes)
const scores = z.record(key, z.number())
/** Reviewers without names are numbered within their item. */
const who = z.object({ id: id.nullable(), name: z.string().nullable(), number: z.int() })

const sheetFields = {
  scores,
  total: z.number().nullable(),
  commentOwner: z.string(),
  /** For the office alone. */
  commentOffice: z.string(),
}
/** A submitted review as those who may read it see it. */
export const submittedReview = z.object({
  id,
  itemId: id,
  reviewer: who,
  ...sheetFields,
  dissent: z.string().nullable(),
  submittedAt: instant.nullable(),
  /** Null where the viewer may do nothing with it. */
  version: z.int().nullable(),
  actions: z.array(z.string()),
})
export type SubmittedReview = z.infer<typeof submittedReview>

const reviewFields = {
  id,
  round: codedReference.extend({ title: z.string(), state: z.enum(roundStates), deadline: instant.nullable() }),
  scenario: z.object({ id, code: z.string().nullable(), title: z.string() }),
  owner: reference,
  expert: reference,
  state: z.enum(reviewStates),
  stateSince: instant,
  stateReason: z.string().nullable(),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  submittedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
}
export const reviewSummary = z.object(reviewFields)
export type ReviewSummary = z.infer<typeof reviewSummary>

/** What an expert reads of the scenario. */
export const material = z.object({
  ...scenario.pick({
    summary: true,
    problem: true,
    domain: true,
    direction: true,
    tracks: true,
    districts: true,
    opener: true,
    place: true,
    startsOn: true,
    endsOn: true,
    opportunityCny: true,
    budgetCny: true,
    cooperationModes: true,
  }).shape,
  openings: z.array(opening),
  requirements: z.array(requirement.omit({ limitsProviders: true })),
  attachments: z.array(attachment),
})
export type Material = z.infer<typeof material>

export const review = z.object({
  ...reviewFields,
  criteria: z.array(rubricCriterion),
  undertaking: z.object({ version: z.string(), signedAt: instant.nullable() }),
  conflicts: z.array(z.enum(conflictKinds)),
  /** Absent until the undertaking is signed and no conflict declared, and after recusal. */
  material: material.nullable(),
  /** The viewer's own sheet, or a submitted one. */
  sheet: z.object(sheetFields).nullable(),
  dissent: z.string().nullable(),
  /** While they confer: what the others wrote, without names, and the chair's recommendation. */
  peers: z.array(submittedReview),
  recommendation: z.object({ outcome, reason: z.string() }).nullable(),
  mayDissent: z.boolean(),
  /** The expert's other reviews of the round, in its order. */
  siblings: z.array(z.object({ id, title: z.string(), state: z.enum(reviewStates) })),
  actions: z.array(z.string()),
})
export type Review = z.infer<typeof review>
export const reviewQuery = z.strictObject({
  round: id.optional(),
  state: listOf(z.enum(reviewStates)).optional(),
  open: flag.optional(),
  sort: z.enum(['-updatedAt', 'dueAt']).default('-updatedAt'),
  ...pageQuery,
})
export type ReviewQuery = z.output<typeof reviewQuery>
export const sheetPatch = z.strictObject({ scores, commentOwner: prose(4000), commentOffice: prose(4000) }).partial()
export type SheetPatch = z.infer<typeof sheetPatch>

export const reviewActions = [
  'accept',
  'refuse',
  'declare_conflict',
  'start',
  'submit',
  'return',
  'revise',
  'recuse',
] as const
export type ReviewAction = (typeof reviewActions)[number]

/** Body of an action whose reason the lifecycle may ask for. */
export const reason = z.strictObject({ reason: prose(2000).optional() }).default({})
const experts = anyRole('expert')
export const reviewRoutes = {
  list: route({
    method: 'GET',
    path: '/reviews',
    summary: 'One’s own reviews; operators see all',
    access: anyRole('operator', 'expert'),
    query: reviewQuery,
    responses: { 200: collection(reviewSummary) },
  }),
  get: route({
    method: 'GET',
    path: '/reviews/{id}',
    summary: 'One review with its material and sheet',
    access: anyRole('operator', 'expert'),
    params: uuidParams,
    responses: { 200: review },
  }),
  save: route({
    method: 'PATCH',
    path: '/reviews/{id}',
    summary: 'Save the draft of one’s own review',
    access: experts,
    params: uuidParams,
    body: sheetPatch,
    ifMatch: true,
    responses: { 200: review },
  }),
  act: route({
    method: 'POST',
    path: '/reviews/{id}/actions/{action}',
    summary: 'Accept, refuse, declare a conflict, start, submit, return, revise, recuse',
    access: anyRole('operator', 'expert'),
    params: z.strictObject({ id, action: z.enum(reviewActions) }),
    body: reason,
    ifMatch: true,
    responses: { 200: review },
  }),
  dissent: route({
    method: 'POST',
    path: '/reviews/{id}/dissent',
    summary: 'Record a dissenting opinion while they confer',
    access: experts,
    params: uuidParams,
    body: z.strictObject({ text: prose(4000).min(1) }),
    responses: { 200: review },
  }),
  history: route({
    method: 'GET',
    path: '/reviews/{id}/history',
    summary: 'Records of the review, newest first',
    access: anyRole('operator', 'expert'),
    params: uuidParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/reviews/export.xlsx',
    summary: 'The list as a workbook',
    access: anyRole('operator', 'expert'),
    query: reviewQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
