import { z } from 'zod'
import {
  attachment,
  cny,
  code,
  collection,
  day,
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
  reference,
  route,
  signedIn,
} from './common.ts'

/** Capabilities 能力: what a provider offers, with readiness (TRL 1-9) and proof. */

export const capabilityKinds = ['product', 'technology', 'service', 'research_result'] as const
export const capabilityStates = ['draft', 'published', 'stale', 'withdrawn'] as const
/** What the organisation that a delivery names says to it; `decline` also takes back what was confirmed. */
export const proofActions = ['confirm', 'decline'] as const
/** A stated figure: `续航 300 公里`. The unit is one that values can be compared in, or none. */
export const measure = z.object({
  metric: z.string(),
  value: z.number(),
  unit: z.string().nullable(),
  /** The day it was measured, tested or attested. */
  asOf: z.string().nullable(),
})
export const capability = z.object({
  id,
  code: code.nullable(),
  title: z.string(),
  description: z.string().nullable(),
  kind: z.enum(capabilityKinds),
  readiness: z.int().min(1).max(9).nullable(),
  readinessShown: z.string().nullable(),
  tracks: z.array(key),
  districts: z.array(key),
  organisation: reference,
  proofs: z.array(
    z.object({
      id,
      text: z.string(),
      kind: z.enum(['delivery', 'certificate', 'patent', 'other']),
      at: z.string().nullable(),
      /** To whom it was delivered; said to everybody once that organisation has confirmed, until then to both sides and who runs the programme. */
      counterpart: reference.nullable(),
      confirmedAt: instant.nullable(),
      declinedAt: instant.nullable(),
      actions: z.array(z.enum(proofActions)),
    }),
  ),
  measures: z.array(measure),
  capacity: z.string().nullable(),
  priceFromCny: cny.nullable(),
  priceToCny: cny.nullable(),
  attachments: z.array(attachment),
  freshUntil: instant.nullable(),
  visibility: z.enum(['public', 'members']),
  state: z.enum(capabilityStates),
  stateSince: instant,
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
})
export type Capability = z.infer<typeof capability>
const fields = {
  title: line(120),
  description: prose(8000).nullable(),
  kind: z.enum(capabilityKinds),
  readiness: z.int().min(1).max(9).nullable(),
  readinessShown: prose(1000).nullable(),
  tracks: z.array(key).max(10),
  districts: z.array(key).max(20),
  proofs: z
    .array(
      z.strictObject({
        id: id.optional(),
        text: line(300),
        kind: z.enum(['delivery', 'certificate', 'patent', 'other']),
        at: z.string().max(10).nullable().default(null),
        counterpartId: id.nullable().default(null),
      }),
    )
    .max(30),
  measures: z
    .array(
      z.strictObject({
        // Neither sign that divides measures in a workbook's cell.
        metric: line(60).regex(/^[^=＝;；]*$/u, { error: 'invalid_format' }),
        value: z.number(),
        unit: line(20).nullable().default(null),
        asOf: day.nullable().default(null),
      }),
    )
    .max(40),
  /** How much of it, and how fast: units a year, teams, hectares a day. */
  capacity: prose(500).nullable(),
  priceFromCny: cny.nullable(),
  priceToCny: cny.nullable(),
  attachments: z.array(id).max(20),
  visibility: z.enum(['public', 'members']),
}
export const capabilityPatch = z.strictObject(fields).partial()
export const capabilityCreate = z.strictObject({
  ...capabilityPatch.shape,
  title: fields.title,
  kind: fields.kind,
  organisationId: id.optional(),
})
export const capabilityQuery = z.strictObject({
  q: q.optional(),
  kind: listOf(z.enum(capabilityKinds)).optional(),
  track: listOf(key).optional(),
  district: listOf(key).optional(),
  state: listOf(z.enum(capabilityStates)).optional(),
  organisation: id.optional(),
  minReadiness: z.coerce.number().int().min(1).max(9).optional(),
  synthetic: flag.optional(),
  /** Put to use in a project that was accepted (one that is no example, where `synthetic=false`). */
  promoted: flag.optional(),
  /** First put to use on a day of these, in the city's time zone, both included. */
  promotedFrom: day.optional(),
  promotedTo: day.optional(),
  /** Put to use in a scenario of these. */
  promotedDomain: listOf(key).optional(),
  promotedDirection: listOf(key).optional(),
  promotedDistrict: listOf(key).optional(),
  sort: z.enum(['-updatedAt', 'title', '-readiness']).default('-updatedAt'),
  ...pageQuery,
})
export type CapabilityQuery = z.output<typeof capabilityQuery>
export const capabilityActions = ['publish', 'renew', 'withdraw'] as const
export const capabilityRoutes = {
  list: route({
    method: 'GET',
    path: '/capabilities',
    summary: 'Capabilities the viewer may see',
    access: publicAccess,
    query: capabilityQuery,
    responses: { 200: collection(capability) },
  }),
  get: route({
    method: 'GET',
    path: '/capabilities/{id}',
    summary: 'One capability',
    access: publicAccess,
    params: idParams,
    responses: { 200: capability },
  }),
  create: route({
    method: 'POST',
    path: '/capabilities',
    summary: 'A new draft',
    access: members(),
    body: capabilityCreate,
    responses: { 201: capability },
  }),
  update: route({
    method: 'PATCH',
    path: '/capabilities/{id}',
    summary: 'Change fields',
    access: members(),
    params: idParams,
    body: capabilityPatch,
    ifMatch: true,
    responses: { 200: capability },
  }),
  act: route({
    method: 'POST',
    path: '/capabilities/{id}/actions/{action}',
    summary: 'Publish, renew, withdraw',
    access: members('member', 'operator'),
    params: z.strictObject({ id: idOrCode, action: z.enum(capabilityActions) }),
    ifMatch: true,
    body: z.strictObject({ reason: prose(1000).optional() }).default({}),
    responses: { 200: capability },
  }),
  answerProof: route({
    method: 'POST',
    path: '/capabilities/{id}/proofs/{proofId}/actions/{action}',
    summary: 'The organisation a delivery names confirms it, or does not',
    access: members(),
    params: z.strictObject({ id: idOrCode, proofId: id, action: z.enum(proofActions) }),
    ifMatch: true,
    body: z.strictObject({ reason: prose(1000).optional() }).default({}),
    responses: { 200: capability },
  }),
  history: route({
    method: 'GET',
    path: '/capabilities/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/capabilities/export.xlsx',
    summary: 'The list as a workbook',
    access: publicAccess,
    query: capabilityQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
  exportCsv: route({
    method: 'GET',
    path: '/capabilities/export.csv',
    summary: 'The list as CSV',
    access: publicAccess,
    query: capabilityQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
