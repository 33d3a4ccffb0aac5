import { z } from 'zod'
import {
  attachment,
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
    }),
  ),
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
      }),
    )
    .max(30),
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
