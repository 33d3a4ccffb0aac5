import { z } from 'zod'
import {
  anyRole,
  attachment,
  code,
  codedReference,
  collection,
  emptyBody,
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

/**
 * Evaluations 评估: a dated run of an indicator system 指标体系 over scenarios. Values are facts the platform computes from confirmed rows;
 * nobody types one. What is wrong is corrected at its source and computed again; earlier runs stay.
 */

/** The facts a leaf may rest on, each with its unit. Ratios are 0..1. */
export const evaluationFacts = {
  /** Mean progress of the indicators with a confirmed reading from baseline to target. */
  target_reached: 'ratio',
  /** Milestones reached by their day, of those reached or due. */
  milestones_on_time: 'ratio',
  /** Accepted projects, of those started. */
  projects_accepted: 'ratio',
  /** Amount of signed contracts over the scenario's budget; unknown without a budget. */
  contracted_ratio: 'ratio',
  /** Days from publication to the first signed agreement. */
  days_to_agreement: 'day',
  /** Organisations whose intent the owner took up. */
  providers_engaged: 'count',
  /** Intents answered in time, of those answered or overdue. */
  answer_punctuality: 'ratio',
  /** Distinct capabilities used in accepted projects. */
  capabilities_promoted: 'count',
} as const
export type EvaluationFact = keyof typeof evaluationFacts
export const evaluationFactKeys = Object.keys(evaluationFacts) as [EvaluationFact, ...EvaluationFact[]]

export const directions = ['up', 'down'] as const
export const missingPolicies = ['zero', 'redistribute', 'worst'] as const
const finite = z.number().min(-1e15).max(1e15)
/** How a raw value becomes a share 0..1; see `engines/indicators`. */
export const normalisation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear'), worst: finite, best: finite }),
  z.strictObject({ kind: z.literal('ratio'), target: finite }),
  z.strictObject({
    kind: z.literal('bands'),
    bands: z
      .array(z.strictObject({ from: finite, value: z.number().min(0).max(1) }))
      .min(1)
      .max(20),
  }),
])

const bilingual = { zh: z.string(), en: z.string() }
const words = z.object(bilingual)

/** One node of the tree, flat: `parent` null at the top. `share` is its part of the whole score. */
export const indicatorNode = z.object({
  key,
  parent: key.nullable(),
  ...bilingual,
  what: words.nullable(),
  weight: z.number(),
  share: z.number(),
  leaf: z
    .object({
      fact: z.enum(evaluationFactKeys),
      unit: z.string(),
      direction: z.enum(directions),
      missing: z.enum(missingPolicies),
      normalise: normalisation,
    })
    .nullable(),
})
export type IndicatorNode = z.infer<typeof indicatorNode>
export const indicatorSystem = z.object({
  key,
  version: z.int(),
  ...bilingual,
  purpose: words,
  /** Documents it is taken from; null with `derived`: this pack's own proposal. */
  src: z.string().nullable(),
  derived: z.boolean(),
  appealDays: z.int(),
  grades: z.array(z.object({ key, ...bilingual, from: z.number() })),
  nodes: z.array(indicatorNode),
})
export type IndicatorSystemView = z.infer<typeof indicatorSystem>

export const evaluationStates = ['collecting', 'computed', 'in_appeal', 'published'] as const
/** States in which a scenario may be evaluated. */
export const evaluableStates = ['demonstrating', 'evaluating', 'concluded'] as const
const outcome = z.object({ score: z.number().nullable(), grade: key.nullable(), rank: z.int().nullable() })

export const evaluationSummary = z.object({
  id,
  code,
  title: z.string(),
  system: z.object({ key, version: z.int(), ...bilingual }),
  /** Grades of its system, best first. */
  grades: z.array(z.object({ key, ...bilingual, from: z.number() })),
  state: z.enum(evaluationStates),
  stateSince: instant,
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  /** How many scenarios it is about; those the viewer may see. */
  scenarios: z.int(),
  /** The last run; 0 before the first. */
  run: z.int(),
  /** The facts are as of this instant. */
  asOf: instant.nullable(),
  appealUntil: instant.nullable(),
  publishedAt: instant.nullable(),
  /** With `?scenario=`: what came out for it. */
  outcome: outcome.nullable(),
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
})
export type EvaluationSummary = z.infer<typeof evaluationSummary>

export const evaluationRun = z.object({
  number: z.int(),
  at: instant,
  by: reference.nullable(),
  reason: z.string().nullable(),
  results: z.int(),
  /** Merkle root over its results, also in the journal. */
  hash: z.string(),
})
export const evaluation = evaluationSummary.extend({
  note: z.string().nullable(),
  tree: indicatorSystem,
  scope: z.array(
    codedReference.extend({ code: code.nullable(), title: z.string(), owner: reference, state: z.string() }),
  ),
  runs: z.array(evaluationRun),
  /** Of the last run, as far as the viewer sees them. */
  appeals: z.object({ filed: z.int(), upheld: z.int(), dismissed: z.int() }),
  /** The viewer may appeal for these scenarios now. */
  mayAppeal: z.array(id),
  actions: z.array(z.string()),
})
export type Evaluation = z.infer<typeof evaluation>

/** A row that a value rests on. `text` and `value` are as they were at the run; rows the viewer may not see are only counted. */
export const evidence = z.object({
  type: z.enum(['reading', 'indicator', 'milestone', 'project', 'agreement', 'intent', 'capability', 'scenario']),
  id,
  text: z.string(),
  value: z.string().nullable(),
  at: instant.nullable(),
})
export const leafResult = z.object({
  key,
  raw: z.number().nullable(),
  missing: z.boolean(),
  normalised: z.number().nullable(),
  weight: z.number(),
  contribution: z.number(),
  evidence: z.array(evidence),
  withheld: z.int(),
})
export const evaluationResult = z.object({
  id,
  run: z.int(),
  scenario: codedReference.extend({ code: code.nullable(), title: z.string() }),
  owner: reference,
  score: z.number().nullable(),
  grade: key.nullable(),
  rank: z.int().nullable(),
  /** For its two sides, those who run or audit the programme, its district and leaders; for others what each branch at the top gave, without values and evidence. Not for the public. */
  leaves: z.array(leafResult),
  /** The run before, where there was one. */
  previous: outcome.extend({ run: z.int(), contributions: z.record(z.string(), z.number()) }).nullable(),
})
export type EvaluationResult = z.infer<typeof evaluationResult>

export const appealStates = ['filed', 'upheld', 'dismissed'] as const
export const appeal = z.object({
  id,
  run: z.int(),
  scenario: codedReference.extend({ code: code.nullable(), title: z.string() }),
  organisation: reference,
  /** The leaf it is about; null = the whole result. */
  leaf: key.nullable(),
  grounds: z.string(),
  remedy: z.string(),
  file: attachment.nullable(),
  state: z.enum(appealStates),
  filedAt: instant,
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
  answeredBy: reference.nullable(),
  actions: z.array(z.string()),
})
export type Appeal = z.infer<typeof appeal>

export const evaluationQuery = z.strictObject({
  q: q.optional(),
  state: listOf(z.enum(evaluationStates)).optional(),
  system: key.optional(),
  scenario: idOrCode.optional(),
  sort: z.enum(['-updatedAt', '-publishedAt', 'code']).default('-updatedAt'),
  ...pageQuery,
})
export type EvaluationQuery = z.output<typeof evaluationQuery>
export const resultQuery = z.strictObject({
  run: z.coerce.number().int().min(1).max(1000).optional(),
  scenario: idOrCode.optional(),
  grade: listOf(key).optional(),
  sort: z.enum(['rank', 'title']).default('rank'),
  ...pageQuery,
})
export type ResultQuery = z.output<typeof resultQuery>

const writable = {
  title: line(120),
  note: prose(2000).nullable(),
  system: key,
  scenarioIds: z.array(id).max(500),
}
export const evaluationActionBodies = {
  compute: emptyBody,
  /** Working days; the system's own number when left out. */
  open_appeals: z.strictObject({ days: z.int().min(1).max(60).optional() }).default({}),
  recompute: reasonBody,
  publish: emptyBody,
} as const
export type EvaluationAction = keyof typeof evaluationActionBodies
export const evaluationActions = Object.keys(evaluationActionBodies) as [EvaluationAction, ...EvaluationAction[]]

export const evaluationRoutes = {
  systems: route({
    method: 'GET',
    path: '/evaluations/systems',
    summary: 'The indicator systems of the city',
    access: signedIn,
    responses: { 200: z.object({ items: z.array(indicatorSystem) }) },
  }),
  list: route({
    method: 'GET',
    path: '/evaluations',
    summary: 'Evaluations the viewer may see; with `scenario` also what came out for it',
    access: publicAccess,
    query: evaluationQuery,
    responses: { 200: collection(evaluationSummary) },
  }),
  get: route({
    method: 'GET',
    path: '/evaluations/{id}',
    summary: 'One evaluation, by id or code',
    access: publicAccess,
    params: idParams,
    responses: { 200: evaluation },
  }),
  create: route({
    method: 'POST',
    path: '/evaluations',
    summary: 'Begin an evaluation',
    access: anyRole('operator'),
    body: z.strictObject({
      ...writable,
      note: writable.note.default(null),
      scenarioIds: writable.scenarioIds.default([]),
    }),
    responses: { 201: evaluation },
  }),
  update: route({
    method: 'PATCH',
    path: '/evaluations/{id}',
    summary: 'Change title and note; before the first run also the scenarios and the system',
    access: anyRole('operator'),
    params: idParams,
    body: z.strictObject(writable).partial(),
    ifMatch: true,
    responses: { 200: evaluation },
  }),
  act: route({
    method: 'POST',
    path: '/evaluations/{id}/actions/{action}',
    summary: 'Compute, open appeals, compute again, publish',
    access: anyRole('operator'),
    params: z.strictObject({ id: idOrCode, action: z.enum(evaluationActions) }),
    body: z.record(z.string(), z.unknown()).optional(),
    ifMatch: true,
    responses: { 200: evaluation },
  }),
  results: route({
    method: 'GET',
    path: '/evaluations/{id}/results',
    summary: 'Score, grade and rank of each scenario, with what each indicator gave and the rows it rests on',
    access: publicAccess,
    params: idParams,
    query: resultQuery,
    responses: { 200: collection(evaluationResult) },
  }),
  resultsXlsx: route({
    method: 'GET',
    path: '/evaluations/{id}/results.xlsx',
    summary: 'The results as a workbook',
    access: publicAccess,
    params: idParams,
    query: resultQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
  appeals: route({
    method: 'GET',
    path: '/evaluations/{id}/appeals',
    summary: 'Appeals against its results',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ state: listOf(z.enum(appealStates)).optional(), ...pageQuery }),
    responses: { 200: collection(appeal) },
  }),
  appeal: route({
    method: 'POST',
    path: '/evaluations/{id}/appeals',
    summary: 'Appeal against the result of one’s own scenario',
    access: members(),
    params: idParams,
    body: z.strictObject({
      scenarioId: id,
      leaf: key.nullable().default(null),
      grounds: prose(4000).min(1),
      remedy: prose(2000).min(1),
      fileId: id.nullable().default(null),
    }),
    responses: { 201: appeal },
  }),
  answerAppeal: route({
    method: 'POST',
    path: '/evaluations/{id}/appeals/{appealId}/actions/{action}',
    summary: 'Answer an appeal',
    access: anyRole('operator'),
    params: z.strictObject({ id: idOrCode, appealId: id, action: z.enum(['uphold', 'dismiss']) }),
    body: reasonBody,
    responses: { 200: appeal },
  }),
  history: route({
    method: 'GET',
    path: '/evaluations/{id}/history',
    summary: 'Records of the evaluation, newest first',
    access: anyRole('operator', 'auditor'),
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/evaluations/export.xlsx',
    summary: 'The list as a workbook',
    access: publicAccess,
    query: evaluationQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
