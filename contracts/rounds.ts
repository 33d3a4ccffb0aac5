import { z } from 'zod'
import {
  anyRole,
  codedReference,
  collection,
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
  q,
  reference,
  route,
  uuidParams,
} from './common.ts'
import {
  conflictKinds,
  outcome,
  reason,
  reviewStates,
  roundStates,
  rubricCriterion,
  submittedReview,
} from './reviews.ts'
import { scenarioStates } from './scenarios.ts'

/** Rounds 评审轮次: scenarios judged by experts, decided by the office, told to owners on release. */

const rubric = z
  .array(
    z.strictObject({
      key,
      title: line(60),
      description: prose(1000).default(''),
      weight: z.number().gt(0).max(1),
      max: z.number().gt(0).max(1000).default(100),
      step: z.number().min(0.01).max(100).default(1),
    }),
  )
  .min(1)
  .max(20)

const roundFields = {
  id,
  code: z.string(),
  title: z.string(),
  call: codedReference.extend({ title: z.string() }).nullable(),
  state: z.enum(roundStates),
  stateSince: instant,
  stateReason: z.string().nullable(),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  deadline: instant.nullable(),
  requiredReviews: z.int(),
  chair: reference.nullable(),
  items: z.int(),
  /** Reviews assigned and submitted, for those who follow the round. */
  progress: z.object({ assigned: z.int(), submitted: z.int() }).nullable(),
  releasedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
}
export const roundSummary = z.object(roundFields)
export type RoundSummary = z.infer<typeof roundSummary>

export const roundItem = z.object({
  id,
  scenario: z.object({ id, code: z.string().nullable(), title: z.string() }),
  owner: reference,
  synthetic: z.boolean(),
  /** What became of the scenario meanwhile; null where the viewer may not see it. */
  scenarioState: z.enum(scenarioStates).nullable(),
  /** Numbers, for those who follow the round. */
  assigned: z.int().nullable(),
  submitted: z.int().nullable(),
  lost: z.int().nullable(),
  /** From consensus on, for office, chair and auditors. */
  score: z.number().nullable(),
  rank: z.int().nullable(),
  criteria: z.array(z.object({ key, mean: z.number().nullable() })),
  recommendation: z.object({ outcome, reason: z.string(), by: reference, at: instant }).nullable(),
  decision: z
    .object({
      outcome,
      reason: z.string(),
      comment: z.string(),
      deviation: z.string().nullable(),
      by: reference,
      at: instant,
    })
    .nullable(),
  /** The viewer's own review of it. */
  ownReview: z.object({ id, state: z.enum(reviewStates) }).nullable(),
  version: z.int(),
})
export type RoundItem = z.infer<typeof roundItem>

export const round = z.object({
  ...roundFields,
  criteria: z.array(rubricCriterion),
  itemList: z.array(roundItem),
  /** The viewer's undertaking in this round; null for whoever is none of its experts. */
  undertaking: z.object({ version: z.string(), signedAt: instant.nullable() }).nullable(),
  snapshotHash: z.string().nullable(),
  /** What may be done now besides the lifecycle's actions. */
  may: z.object({
    edit: z.boolean(),
    editDeadline: z.boolean(),
    nameChair: z.boolean(),
    assign: z.boolean(),
    recommend: z.boolean(),
    decide: z.boolean(),
    readReviews: z.boolean(),
  }),
  actions: z.array(z.string()),
})
export type Round = z.infer<typeof round>

const writable = {
  title: line(120),
  callId: id.nullable(),
  criteria: rubric,
  deadline: instant.nullable(),
  requiredReviews: z.int().min(1).max(20),
  chairId: id.nullable(),
}
export const roundPatch = z.strictObject(writable).partial()
export type RoundPatch = z.infer<typeof roundPatch>
export const roundCreate = z.strictObject({
  ...roundPatch.shape,
  title: writable.title,
  /** Scenarios in review; with a call and without a list, all of the call's. */
  scenarioIds: z.array(id).max(500).optional(),
})
export type RoundCreate = z.infer<typeof roundCreate>
export const roundQuery = z.strictObject({
  q: q.optional(),
  state: listOf(z.enum(roundStates)).optional(),
  call: id.optional(),
  sort: z.enum(['-updatedAt', 'title']).default('-updatedAt'),
  ...pageQuery,
})
export type RoundQuery = z.output<typeof roundQuery>

/** An expert as candidate for the items of one round. */
export const candidate = z.object({
  id,
  name: z.string(),
  title: z.string().nullable(),
  employer: z.string().nullable(),
  domains: z.array(key),
  tracks: z.array(key),
  available: z.boolean(),
  /** Open reviews in all rounds. */
  load: z.int(),
  undertakenAt: instant.nullable(),
  conflicts: z.array(z.object({ itemId: id, kind: z.enum(conflictKinds) })),
  reviews: z.array(z.object({ id, itemId: id, state: z.enum(reviewStates), version: z.int() })),
})
export type Candidate = z.infer<typeof candidate>

/** What an owner is told of one round: nothing in it names or tells apart a reviewer. */
export const roundResult = z.object({
  round: codedReference.extend({ title: z.string() }),
  scenarioId: id,
  score: z.number().nullable(),
  criteria: z.array(rubricCriterion.extend({ mean: z.number().nullable() })),
  /** Equal scores share a rank and the next one is skipped (1, 2, 2, 4). */
  rank: z.int().nullable(),
  ranked: z.int(),
  comments: z.array(z.string()),
  outcome,
  reason: z.string(),
  comment: z.string(),
  releasedAt: instant,
  synthetic: z.boolean(),
})
export type RoundResult = z.infer<typeof roundResult>

export const roundActions = [
  'assign',
  'start_scoring',
  'start_consensus',
  'start_deciding',
  'release',
  'archive',
  'cancel',
] as const
export type RoundAction = (typeof roundActions)[number]
const itemParams = z.strictObject({ id: idParams.shape.id, itemId: id })
/** Who meets rounds at all. */
const concerned = anyRole('operator', 'auditor', 'expert')

export const roundRoutes = {
  list: route({
    method: 'GET',
    path: '/rounds',
    summary: 'Rounds; experts see theirs',
    access: concerned,
    query: roundQuery,
    responses: { 200: collection(roundSummary) },
  }),
  get: route({
    method: 'GET',
    path: '/rounds/{id}',
    summary: 'One round, by id or code',
    access: concerned,
    params: idParams,
    responses: { 200: round },
  }),
  create: route({
    method: 'POST',
    path: '/rounds',
    summary: 'Plan a round',
    access: anyRole('operator'),
    body: roundCreate,
    responses: { 201: round },
  }),
  update: route({
    method: 'PATCH',
    path: '/rounds/{id}',
    summary: 'Change it; once scoring has begun only the deadline, to a later one, and the chair',
    access: anyRole('operator'),
    params: idParams,
    body: roundPatch,
    ifMatch: true,
    responses: { 200: round },
  }),
  setItems: route({
    method: 'PUT',
    path: '/rounds/{id}/items',
    summary: 'Choose the scenarios, before scoring',
    access: anyRole('operator'),
    params: idParams,
    body: z.strictObject({ scenarioIds: z.array(id).max(500) }),
    ifMatch: true,
    responses: { 200: round },
  }),
  candidates: route({
    method: 'GET',
    path: '/rounds/{id}/candidates',
    summary: 'Experts with load, conflicts and reviews in this round',
    access: anyRole('operator'),
    params: idParams,
    responses: { 200: z.object({ items: z.array(candidate) }) },
  }),
  assign: route({
    method: 'POST',
    path: '/rounds/{id}/assignments',
    summary: 'Invite experts to review items',
    access: anyRole('operator'),
    params: idParams,
    body: z.strictObject({
      pairs: z
        .array(z.strictObject({ itemId: id, expertId: id }))
        .min(1)
        .max(500),
    }),
    responses: { 200: z.object({ items: z.array(candidate) }) },
  }),
  act: route({
    method: 'POST',
    path: '/rounds/{id}/actions/{action}',
    summary: 'Take the round on',
    access: anyRole('operator', 'expert'),
    params: z.strictObject({ id: idParams.shape.id, action: z.enum(roundActions) }),
    body: reason,
    ifMatch: true,
    responses: { 200: round },
  }),
  undertake: route({
    method: 'POST',
    path: '/rounds/{id}/undertaking',
    summary: 'Sign the integrity and confidentiality undertaking',
    access: anyRole('expert'),
    params: idParams,
    body: z.strictObject({ version: z.string().max(20) }),
    responses: { 200: round },
  }),
  reviews: route({
    method: 'GET',
    path: '/rounds/{id}/reviews',
    summary: 'Submitted reviews, as far as they may be read now',
    access: concerned,
    params: idParams,
    responses: { 200: z.object({ items: z.array(submittedReview) }) },
  }),
  recommend: route({
    method: 'PUT',
    path: '/rounds/{id}/items/{itemId}/recommendation',
    summary: 'The chair’s recommendation on an item',
    access: anyRole('expert'),
    params: itemParams,
    body: z.strictObject({ outcome, reason: prose(4000).min(1) }),
    ifMatch: true,
    responses: { 200: roundItem },
  }),
  decide: route({
    method: 'PUT',
    path: '/rounds/{id}/items/{itemId}/decision',
    summary: 'The office’s decision on an item; If-Match is the item’s version',
    access: anyRole('operator'),
    params: itemParams,
    body: z.strictObject({
      outcome,
      reason: prose(4000).min(1),
      comment: prose(4000).default(''),
      /** Why it differs from the recommendation. */
      deviation: prose(2000).min(1).nullable().default(null),
    }),
    ifMatch: true,
    responses: { 200: roundItem },
  }),
  snapshot: route({
    method: 'GET',
    path: '/rounds/{id}/snapshot',
    summary: 'What was known when the round was released, with the hash that stands in the journal',
    access: anyRole('operator', 'auditor'),
    params: idParams,
    responses: {
      200: z.object({ takenAt: instant, hash: z.string(), content: z.record(z.string(), z.unknown()) }),
    },
  }),
  results: route({
    method: 'GET',
    path: '/scenarios/{id}/results',
    summary: 'Results of released rounds: for the owner and those who handle the scenario',
    access: members('member', 'operator', 'auditor', 'district_operator'),
    params: uuidParams,
    responses: { 200: z.object({ items: z.array(roundResult) }) },
  }),
  history: route({
    method: 'GET',
    path: '/rounds/{id}/history',
    summary: 'Records of the round, newest first',
    access: anyRole('operator', 'auditor'),
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/rounds/export.xlsx',
    summary: 'The list as a workbook',
    access: concerned,
    query: roundQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
  exportScores: route({
    method: 'GET',
    path: '/rounds/{id}/scores.xlsx',
    summary: 'Scores, recommendations and decisions as a workbook, from consensus on',
    access: anyRole('operator', 'auditor'),
    params: idParams,
    produces: 'binary',
    responses: { 200: null },
  }),
}
