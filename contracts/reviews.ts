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
import { opening, requirement, scenario, scenarioStates } from './scenarios.ts'

/** Rounds 评审轮次 and reviews 评审: scenarios judged by experts, blind to one another, decided by the office, told to owners on release. */

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

const outcome = z.enum(outcomes)
const scores = z.record(key, z.number())
/** Reviewers without names are numbered within their item. */
const who = z.object({ id: id.nullable(), name: z.string().nullable(), number: z.int() })

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

export const expert = z.object({
  id,
  name: z.string(),
  title: z.string().nullable(),
  employer: z.string().nullable(),
  bio: z.string().nullable(),
  domains: z.array(key),
  tracks: z.array(key),
  /** Organisations of the last three years. */
  employers: z.array(reference),
  available: z.boolean(),
  availability: z.string().nullable(),
  /** Open reviews in all rounds. */
  load: z.int(),
  updatedAt: instant.nullable(),
  version: z.int(),
})
export type Expert = z.infer<typeof expert>
export const expertPatch = z
  .strictObject({
    title: line(60).nullable(),
    employer: line(120).nullable(),
    bio: prose(2000).nullable(),
    domains: z.array(key).max(20),
    tracks: z.array(key).max(20),
    employerIds: z.array(id).max(20),
    available: z.boolean(),
    availability: prose(300).nullable(),
  })
  .partial()
export type ExpertPatch = z.infer<typeof expertPatch>
export const expertQuery = z.strictObject({
  q: q.optional(),
  domain: listOf(key).optional(),
  track: listOf(key).optional(),
  available: flag.optional(),
  /** At most so many open reviews. */
  maxLoad: z.coerce.number().int().min(0).max(1000).optional(),
  ...pageQuery,
})
export type ExpertQuery = z.output<typeof expertQuery>

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

const reason = z.strictObject({ reason: prose(2000).optional() }).default({})
const itemParams = z.strictObject({ id: idParams.shape.id, itemId: id })
const experts = anyRole('expert')
/** Who meets rounds at all. */
const concerned = anyRole('operator', 'auditor', 'expert')

export const expertRoutes = {
  list: route({
    method: 'GET',
    path: '/experts',
    summary: 'The pool: everybody with the role',
    access: anyRole('operator'),
    query: expertQuery,
    responses: { 200: collection(expert) },
  }),
  get: route({
    method: 'GET',
    path: '/experts/{id}',
    summary: 'One expert; an expert sees himself',
    access: anyRole('operator', 'expert'),
    params: uuidParams,
    responses: { 200: expert },
  }),
  update: route({
    method: 'PATCH',
    path: '/experts/{id}',
    summary: 'Change one’s own profile; the first version is 0',
    access: experts,
    params: uuidParams,
    body: expertPatch,
    ifMatch: true,
    responses: { 200: expert },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/experts/export.xlsx',
    summary: 'The list as a workbook',
    access: anyRole('operator'),
    query: expertQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}

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
    access: experts,
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
    access: experts,
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
