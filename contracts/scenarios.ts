import { z } from 'zod'
import { callStates } from './calls.ts'
import {
  anyRole,
  attachment,
  cny,
  code,
  codedReference,
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
  publicAccess,
  q,
  reasonBody,
  reference,
  route,
  signedIn,
} from './common.ts'

/** Scenarios 场景: opened real problems, their openings 开放方向 and requirements 需求条件, and their path to publication. */

export const scenarioStates = [
  'draft',
  'submitted',
  'refining',
  'in_review',
  'selected',
  'publicised',
  'published',
  'landing',
  'demonstrating',
  'evaluating',
  'concluded',
  'rejected',
  'withdrawn',
  'suspended',
  'closed',
  'terminated',
] as const
export const stages = ['collection', 'refinement', 'matching', 'landing', 'evaluation'] as const
export const rungs = ['listed', 'laboratory', 'signature', 'super'] as const
export type Rung = (typeof rungs)[number]
export const comparators = ['=', '!=', '<', '<=', '>', '>='] as const

/** One condition of a scenario: a text, or metric + comparator + threshold + unit. `must` conditions exclude. */
export const requirement = z.object({
  id,
  openingId: id.nullable(),
  text: z.string(),
  kind: z.enum(['must', 'wish']),
  metric: z.string().nullable(),
  comparator: z.enum(comparators).nullable(),
  threshold: z.number().nullable(),
  unit: z.string().nullable(),
  /** The condition narrows who may answer (size, age, place, past turnover): it calls for a fair-competition review. */
  limitsProviders: z.boolean(),
})

export const opening = z.object({ id, text: z.string(), detail: z.string().nullable() })

export const contact = z.object({ name: z.string(), mobile: z.string().nullable(), email: z.string().nullable() })

/** Fields of a list row. */
const summaryFields = {
  id,
  code: code.nullable(),
  title: z.string(),
  summary: z.string().nullable(),
  domain: key.nullable(),
  direction: key.nullable(),
  tracks: z.array(key),
  districts: z.array(key),
  opener: key.nullable(),
  owner: reference,
  state: z.enum(scenarioStates),
  stateSince: instant,
  stage: z.enum(stages).nullable(),
  /** Who holds the next action, and until when. */
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  rung: z.enum(rungs).nullable(),
  focus: key.nullable(),
  opportunityCny: cny.nullable(),
  opportunityBound: z.enum(['about', 'over', 'at_least', 'nearly', 'exact']).nullable(),
  opportunityPeriod: z.string().nullable(),
  budgetCny: cny.nullable(),
  cooperationModes: z.array(key),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  publishedAt: instant.nullable(),
  list: codedReference.nullable(),
  /** The call it is written for or was submitted into. */
  call: codedReference.extend({ title: z.string(), state: z.enum(callStates), closesAt: instant }).nullable(),
  openings: z.array(opening),
  source: z.object({ document: z.string(), derived: z.array(z.string()), inferred: z.array(z.string()) }).nullable(),
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
}
export const scenarioSummary = z.object(summaryFields)
export type ScenarioSummary = z.infer<typeof scenarioSummary>

/** A decision of the review that waits for, or has, the second operator's consent. */
export const scenarioDecision = z.object({
  id,
  outcome: z.enum(['select', 'revise', 'reject']),
  reason: z.string(),
  proposedBy: reference,
  proposedAt: instant,
  settledBy: reference.nullable(),
  settledAt: instant.nullable(),
  state: z.enum(['proposed', 'consented', 'declined', 'withdrawn']),
  note: z.string().nullable(),
})

/** A review that must stand before publication: 保密审查 or 公平竞争审查. */
export const clearance = z.object({
  id,
  kind: z.enum(['confidentiality', 'fair_competition']),
  outcome: z.enum(['passed', 'refused']),
  signer: z.string(),
  note: z.string().nullable(),
  file: attachment.nullable(),
  recordedBy: reference,
  recordedAt: instant,
})

export const scenario = scenarioSummary.extend({
  problem: z.string().nullable(),
  parent: codedReference.extend({ title: z.string() }).nullable(),
  children: z.array(codedReference.extend({ title: z.string() })),
  /** When it was first submitted into its call; for those inside. From then on it may come back also after the deadline. */
  callEnteredAt: instant.nullable().optional(),
  place: z.string().nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  requirements: z.array(requirement),
  /** Only for those who may see it; each reading of another's contact is logged. */
  contact: contact.optional(),
  attachments: z.array(attachment),
  /** For members of the owner and operators. */
  decisions: z.array(scenarioDecision).optional(),
  clearances: z.array(clearance).optional(),
  /** What still must be filled in before it can be submitted: field paths. */
  missing: z.array(z.string()).optional(),
  stateReason: z.string().nullable(),
  actions: z.array(z.string()),
})
export type Scenario = z.infer<typeof scenario>

/** What a writer may set. Every field but `title` may stay empty in a draft; submitting names what is missing. */
const writable = {
  title: line(120),
  summary: prose(500).nullable(),
  problem: prose(8000).nullable(),
  domain: key.nullable(),
  direction: key.nullable(),
  tracks: z.array(key).max(10),
  districts: z.array(key).max(20),
  opener: key.nullable(),
  focus: key.nullable(),
  opportunityCny: cny.nullable(),
  opportunityBound: z.enum(['about', 'over', 'at_least', 'nearly', 'exact']).nullable(),
  opportunityPeriod: line(40).nullable(),
  budgetCny: cny.nullable(),
  cooperationModes: z.array(key).max(10),
  place: line(200).nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  parentId: id.nullable(),
  /** In a draft only. */
  callId: id.nullable(),
  contact: z
    .strictObject({ name: line(40), mobile: line(20).nullable(), email: z.email().max(200).nullable() })
    .nullable(),
  openings: z
    .array(z.strictObject({ id: id.optional(), text: line(120), detail: prose(2000).nullable().default(null) }))
    .max(30),
  requirements: z
    .array(
      z.strictObject({
        id: id.optional(),
        /** Index into `openings`, so that a new opening can be named before it has an id; null = the whole scenario. */
        opening: z.int().min(0).nullable().default(null),
        text: line(500),
        kind: z.enum(['must', 'wish']),
        metric: line(60).nullable().default(null),
        comparator: z.enum(comparators).nullable().default(null),
        threshold: z.number().nullable().default(null),
        unit: line(20).nullable().default(null),
        limitsProviders: z.boolean().default(false),
      }),
    )
    .max(100),
  /** Files already uploaded, with what they are for (`stamped_form`, `material`). */
  attachments: z.array(z.strictObject({ fileId: id, purpose: z.enum(['stamped_form', 'material']) })).max(30),
}
export const scenarioPatch = z.strictObject(writable).partial()
export type ScenarioPatch = z.infer<typeof scenarioPatch>
export const scenarioCreate = z.strictObject({
  ...scenarioPatch.shape,
  title: writable.title,
  /** The organisation that opens it; needed only by people who belong to several. */
  ownerId: id.optional(),
})
export type ScenarioCreate = z.infer<typeof scenarioCreate>

export const scenarioSorts = [
  '-publishedAt',
  'publishedAt',
  '-updatedAt',
  '-opportunityCny',
  'title',
  'closesAt',
] as const
export const scenarioQuery = z.strictObject({
  q: q.optional(),
  domain: listOf(key).optional(),
  direction: listOf(key).optional(),
  track: listOf(key).optional(),
  district: listOf(key).optional(),
  opener: listOf(key).optional(),
  state: listOf(z.enum(scenarioStates)).optional(),
  stage: listOf(z.enum(stages)).optional(),
  rung: listOf(z.enum(rungs)).optional(),
  owner: id.optional(),
  list: z.string().max(64).optional(),
  /** Ids or codes of calls. */
  call: listOf(idOrCode).optional(),
  parent: id.optional(),
  /** Without a parent: what belongs to another scenario is counted there. */
  root: flag.optional(),
  synthetic: flag.optional(),
  /** Days in the city's time zone, both included: first published, and on its present rung since. */
  publishedFrom: day.optional(),
  publishedTo: day.optional(),
  rungFrom: day.optional(),
  rungTo: day.optional(),
  /** Who has the next step. */
  holder: line(40).optional(),
  focus: listOf(key).optional(),
  overdue: flag.optional(),
  sort: z.enum(scenarioSorts).default('-publishedAt'),
  ...pageQuery,
})
export type ScenarioQuery = z.output<typeof scenarioQuery>

/** Actions and what each wants to know. `select`, `revise`, `reject` in review are proposals until another operator consents. */
const fieldNotes = z
  .array(z.strictObject({ path: line(120), text: prose(1000).min(1) }))
  .max(50)
  .default([])
export const scenarioActionBodies = {
  submit: emptyBody,
  recommend: z.strictObject({ reason: prose(2000).optional() }).default({}),
  accept: emptyBody,
  return: z.strictObject({ reason: prose(2000).min(1), comments: fieldNotes }),
  reject: reasonBody,
  send_to_review: emptyBody,
  select: reasonBody,
  revise: reasonBody,
  consent: z.strictObject({ decisionId: id, note: prose(2000).optional() }),
  decline_consent: z.strictObject({ decisionId: id, note: prose(2000).min(1) }),
  withdraw_decision: z.strictObject({ decisionId: id }),
  publicise: emptyBody,
  /** `listId`: a list in the making that it joins; `closesAt`: a later closing date, needed where its own has passed meanwhile. */
  publish: z.strictObject({ listId: id.optional(), closesAt: instant.optional() }).default({}),
  uphold_objection: reasonBody,
  start_landing: emptyBody,
  start_demonstration: emptyBody,
  fall_through: z.strictObject({ reason: prose(2000).optional() }).default({}),
  start_evaluation: emptyBody,
  conclude: z.strictObject({ reason: prose(2000).optional() }).default({}),
  withdraw: reasonBody,
  suspend: reasonBody,
  resume: emptyBody,
  terminate: reasonBody,
  close: emptyBody,
  reopen: z.strictObject({ closesAt: instant, reason: prose(2000).optional() }),
} as const
export const scenarioActions = Object.keys(scenarioActionBodies) as (keyof typeof scenarioActionBodies)[]
export type ScenarioAction = keyof typeof scenarioActionBodies

export const comment = z.object({
  id,
  /** The field it is about; null = the discussion. */
  path: z.string().nullable(),
  text: z.string(),
  author: reference,
  organisation: reference.nullable(),
  at: instant,
  resolvedAt: instant.nullable(),
})
export type Comment = z.infer<typeof comment>

export const scenarioRoutes = {
  list: route({
    method: 'GET',
    path: '/scenarios',
    summary: 'Scenarios the viewer may see',
    access: publicAccess,
    query: scenarioQuery,
    responses: { 200: collection(scenarioSummary) },
  }),
  get: route({
    method: 'GET',
    path: '/scenarios/{id}',
    summary: 'One scenario, by id or code',
    access: publicAccess,
    params: idParams,
    responses: { 200: scenario },
  }),
  create: route({
    method: 'POST',
    path: '/scenarios',
    summary: 'A new draft',
    access: members(),
    body: scenarioCreate,
    responses: { 201: scenario },
  }),
  update: route({
    method: 'PATCH',
    path: '/scenarios/{id}',
    summary: 'Change fields',
    access: members('member', 'operator'),
    params: idParams,
    body: scenarioPatch,
    ifMatch: true,
    responses: { 200: scenario },
  }),
  act: route({
    method: 'POST',
    path: '/scenarios/{id}/actions/{action}',
    summary: 'Carry out an action of the lifecycle',
    access: members('member', 'operator', 'district_operator'),
    params: z.strictObject({
      id: idParams.shape.id,
      action: z.enum(scenarioActions as [ScenarioAction, ...ScenarioAction[]]),
    }),
    body: z.record(z.string(), z.unknown()).optional(),
    ifMatch: true,
    responses: { 200: scenario },
  }),
  addClearance: route({
    method: 'POST',
    path: '/scenarios/{id}/clearances',
    summary: 'Record a review that must stand before publication',
    access: anyRole('operator'),
    params: idParams,
    body: z.strictObject({
      kind: clearance.shape.kind,
      outcome: clearance.shape.outcome,
      signer: line(60),
      note: prose(2000).nullable().default(null),
      fileId: id.nullable().default(null),
    }),
    responses: { 201: clearance },
  }),
  comments: route({
    method: 'GET',
    path: '/scenarios/{id}/comments',
    summary: 'Comments and discussion',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(comment) },
  }),
  addComment: route({
    method: 'POST',
    path: '/scenarios/{id}/comments',
    summary: 'Comment on a field or discuss',
    access: signedIn,
    params: idParams,
    body: z.strictObject({ path: line(120).nullable().default(null), text: prose(4000).min(1) }),
    responses: { 201: comment },
  }),
  resolveComment: route({
    method: 'POST',
    path: '/scenarios/{id}/comments/{commentId}/actions/resolve',
    summary: 'Mark a comment as dealt with',
    access: signedIn,
    params: z.strictObject({ id: idParams.shape.id, commentId: id }),
    body: emptyBody,
    responses: { 200: comment },
  }),
  history: route({
    method: 'GET',
    path: '/scenarios/{id}/history',
    summary: 'Records of the scenario, newest first',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/scenarios/export.xlsx',
    summary: 'The same list as a workbook',
    access: publicAccess,
    query: scenarioQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
  exportCsv: route({
    method: 'GET',
    path: '/scenarios/export.csv',
    summary: 'The same list as CSV',
    access: publicAccess,
    query: scenarioQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
