import { z } from 'zod'
import {
  anyRole,
  codedReference,
  collection,
  day,
  id,
  idOrCode,
  instant,
  key,
  listOf,
  members,
  pageQuery,
  prose,
  publicAccess,
  reasonBody,
  reference,
  route,
} from './common.ts'
import { comparators } from './scenarios.ts'

/** Matches 匹配: computed pairs of an opening and a capability, with score and explanation; their weights, exposure, and what nobody here offers. */

export const matchFactors = ['text', 'taxonomy', 'requirements', 'readiness', 'proof', 'distance', 'staleness'] as const
export type MatchFactor = (typeof matchFactors)[number]

/** One condition against what the capability states; `by` and `stated` in the condition's unit, `asOf` the date of the source. */
export const matchRequirement = z.object({
  id,
  text: z.string(),
  kind: z.enum(['must', 'wish']),
  verdict: z.enum(['met', 'unmet', 'unknown']),
  /** Why nothing can be said: not stated, stated in a unit that does not compare, a condition in words only. */
  because: z.enum(['not_stated', 'unit', 'condition']).nullable(),
  metric: z.string().nullable(),
  comparator: z.enum(comparators).nullable(),
  threshold: z.number().nullable(),
  unit: z.string().nullable(),
  stated: z.number().nullable(),
  by: z.number().nullable(),
  asOf: day.nullable(),
})
export type MatchRequirement = z.infer<typeof matchRequirement>

/** Capabilities of others among those that fit the opening and meet the condition. */
export const matchGap = z.object({
  requirementId: id,
  partners: z.array(z.object({ capability: reference, organisation: reference })),
})

export const match = z.object({
  scenario: codedReference.extend({ code: z.string().nullable(), title: z.string() }),
  opening: z.object({ id, text: z.string() }),
  capability: z.object({ id, title: z.string() }),
  /** `small`: fewer than 300 people, or founded within five years, as far as it is known. */
  organisation: reference.extend({ small: z.boolean() }),
  /** 0..1, the sum of the parts' shares. */
  score: z.number(),
  /** Place in the list; null where it is not listed. */
  rank: z.int().min(1).nullable(),
  /** `value` is the factor's own 0..1, `share` its part of the score. */
  parts: z.array(z.object({ factor: z.enum(matchFactors), value: z.number(), share: z.number() })),
  /** Words that met, each with its part of the text factor, largest first. */
  terms: z.array(z.object({ text: z.string(), part: z.number() })),
  requirements: z.array(matchRequirement),
  gaps: z.array(matchGap),
  /** Must conditions that are not met: it is not listed, and this is why. */
  excludedBy: z.array(id),
  /** Why it is not listed: a must condition, nothing in common, the scenario takes no answers now. */
  notListed: z.enum(['must', 'far', 'closed']).nullable(),
  /** Version of the weights it was computed with. */
  weights: z.int(),
  /** The intent by which the two have met already, where the viewer may see it. */
  intentId: id.nullable(),
})
export type Match = z.infer<typeof match>

export const matchQuery = z.strictObject({
  /** Exactly one of the two. */
  scenario: idOrCode.optional(),
  capability: idOrCode.optional(),
  /** One opening of the scenario; without it each capability stands with the opening it fits best. */
  opening: id.optional(),
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
export type MatchQuery = z.output<typeof matchQuery>

/** An opening for a pasted description. Nothing is known of who asks, so conditions are told and not judged. */
export const found = z.object({
  scenario: codedReference.extend({ code: z.string().nullable(), title: z.string() }),
  opening: z.object({ id, text: z.string() }),
  closesAt: instant.nullable(),
  score: z.number(),
  terms: match.shape.terms,
  requirements: z.array(z.object({ id, text: z.string(), kind: z.enum(['must', 'wish']) })),
})
export type Found = z.infer<typeof found>

/** Characters of a pasted description at most. */
export const findLimit = 20_000

export const matchWeights = z.object({
  version: z.int(),
  values: z.record(z.enum(matchFactors), z.number()),
  madeAt: instant,
  /** What it was learnt from; null for what came with the installation. */
  learnt: z.object({ outcomes: z.int(), gain: z.number(), error: z.number() }).nullable(),
  inUse: z.boolean(),
  uses: z.array(z.object({ at: instant, by: reference.nullable(), reason: z.string().nullable() })),
})
export type MatchWeights = z.infer<typeof matchWeights>

/** What is asked for and nobody here offers: a whole opening that nothing comes near, or one condition that nothing near it meets. */
export const unmet = z.object({
  kind: z.enum(['opening', 'requirement']),
  scenario: codedReference.extend({ code: z.string().nullable(), title: z.string() }),
  opening: z.object({ id, text: z.string() }),
  requirement: z.object({ id, text: z.string(), kind: z.enum(['must', 'wish']) }).nullable(),
  tracks: z.array(key),
  districts: z.array(key),
  /** How near the nearest comes, 0..1: its text factor. */
  nearest: z.number(),
  /** Offers near enough to be asked, and how many of them state a value for the condition. */
  near: z.int(),
  stated: z.int(),
  /** When stock was taken. */
  takenAt: instant,
})
export type Unmet = z.infer<typeof unmet>
export const unmetQuery = z.strictObject({
  kind: z.enum(['opening', 'requirement']).optional(),
  track: listOf(key).optional(),
  district: listOf(key).optional(),
  ...pageQuery,
})
export type UnmetQuery = z.output<typeof unmetQuery>

export const matchRoutes = {
  list: route({
    method: 'GET',
    path: '/matches',
    summary: 'Capabilities that fit a scenario’s openings, or openings that fit a capability, best first, with reasons',
    access: members('member', 'operator', 'auditor', 'broker'),
    query: matchQuery,
    responses: { 200: collection(match) },
  }),
  explain: route({
    method: 'GET',
    path: '/matches/explain',
    summary: 'Why a capability is listed for an opening, or why not',
    access: members('member', 'operator', 'auditor', 'broker'),
    query: z.strictObject({ opening: id, capability: idOrCode }),
    responses: { 200: match },
  }),
  find: route({
    method: 'POST',
    path: '/matches/find',
    summary: 'Openings for a pasted description; nothing of it is kept',
    access: publicAccess,
    body: z.strictObject({ text: prose(findLimit).min(1) }),
    responses: { 200: z.object({ items: z.array(found) }) },
    limit: 20,
  }),
} as const

export const matchingRoutes = {
  weights: route({
    method: 'GET',
    path: '/matching/weights',
    summary: 'Weights of the factors, newest version first, and when each was in use',
    access: anyRole('operator', 'auditor'),
    responses: { 200: z.object({ items: z.array(matchWeights) }) },
  }),
  adoptWeights: route({
    method: 'POST',
    path: '/matching/weights/{version}/actions/adopt',
    summary: 'Put a version into use: a new one, or again an earlier one',
    access: anyRole('operator'),
    params: z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    body: reasonBody,
    responses: { 200: matchWeights },
  }),
  unmet: route({
    method: 'GET',
    path: '/matching/unmet',
    summary: 'What openings ask for and nobody here offers',
    access: anyRole('operator', 'auditor'),
    query: unmetQuery,
    responses: { 200: collection(unmet) },
  }),
  unmetXlsx: route({
    method: 'GET',
    path: '/matching/unmet/export.xlsx',
    summary: 'The list as a workbook',
    access: anyRole('operator', 'auditor'),
    query: unmetQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
} as const
