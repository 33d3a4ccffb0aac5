import { z } from 'zod'
import {
  anyRole,
  attachment,
  codedReference,
  collection,
  day,
  flag,
  historyRecord,
  id,
  idOrCode,
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
  signedIn,
  uuidParams,
} from './common.ts'

/**
 * Services 服务记录: one service rendered to a firm, written down by who rendered it and confirmed by another; and landings 企业落地认定:
 * the evidence that a firm settled in the city. Only what is confirmed counts.
 */

export const serviceKinds = ['consultation', 'matchmaking', 'policy', 'funding', 'elements', 'landing'] as const
export const serviceStates = ['recorded', 'confirmed', 'disputed', 'withdrawn'] as const
export const landingKinds = ['innovative_firm', 'headquarters', 'research_centre', 'production_base'] as const
export const landingStates = ['reported', 'confirmed', 'refused', 'revoked'] as const
/** Whom services are rendered to and who lands: 经营主体. */
export const firmKinds = ['firm', 'state_firm'] as const

const firm = reference.extend({ district: key.nullable() })

export const service = z.object({
  id,
  kind: z.enum(serviceKinds),
  organisation: firm,
  date: day,
  scenario: codedReference.extend({ code: z.string().nullable(), title: z.string() }).nullable(),
  summary: z.string(),
  /** Who rendered it: the organisation, where the recorder acts for one, and the person. */
  by: z.object({ organisation: reference.nullable(), person: reference }),
  file: attachment.nullable(),
  state: z.enum(serviceStates),
  stateSince: instant,
  stateReason: z.string().nullable(),
  confirmedBy: reference.nullable(),
  confirmedAt: instant.nullable(),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
})
export type Service = z.infer<typeof service>

export const serviceQuery = z.strictObject({
  /** In the name of the served firm. */
  q: q.optional(),
  organisation: id.optional(),
  scenario: idOrCode.optional(),
  kind: listOf(z.enum(serviceKinds)).optional(),
  state: listOf(z.enum(serviceStates)).optional(),
  district: listOf(key).optional(),
  /** Recorded by the viewer. */
  mine: flag.optional(),
  /** What the viewer may confirm now. */
  confirmable: flag.optional(),
  from: day.optional(),
  to: day.optional(),
  overdue: flag.optional(),
  /** Who has the next step. */
  holder: line(40).optional(),
  synthetic: flag.optional(),
  sort: z.enum(['-date', 'date', '-createdAt']).default('-date'),
  ...pageQuery,
})
export type ServiceQuery = z.output<typeof serviceQuery>

export const serviceCreate = z.strictObject({
  kind: z.enum(serviceKinds),
  organisationId: id,
  date: day,
  scenarioId: id.nullable().default(null),
  summary: prose(2000).min(1),
  fileId: id.nullable().default(null),
})

export const serviceActions = ['confirm', 'dispute', 'withdraw'] as const
/** `reason` is asked for by what says no. */
const words = z.strictObject({ reason: prose(2000).optional() }).default({})
const history = z.strictObject({ ...pageQuery })

export const serviceRoutes = {
  list: route({
    method: 'GET',
    path: '/services',
    summary: 'Services to one’s organisation, those one recorded, or those one’s role looks after',
    access: signedIn,
    query: serviceQuery,
    responses: { 200: collection(service) },
  }),
  get: route({
    method: 'GET',
    path: '/services/{id}',
    summary: 'One service',
    access: signedIn,
    params: uuidParams,
    responses: { 200: service },
  }),
  create: route({
    method: 'POST',
    path: '/services',
    summary: 'Record a service rendered to a firm; it counts once another confirmed it',
    access: anyRole('operator', 'district_operator', 'broker'),
    body: serviceCreate,
    responses: { 201: service },
  }),
  act: route({
    method: 'POST',
    path: '/services/{id}/actions/{action}',
    summary: 'Confirm, dispute, withdraw',
    access: members('member', 'operator', 'district_operator', 'broker'),
    params: z.strictObject({ id, action: z.enum(serviceActions) }),
    ifMatch: true,
    body: words,
    responses: { 200: service },
  }),
  confirmMany: route({
    method: 'POST',
    path: '/services/actions/confirm',
    summary: 'Confirm up to 200 at once: all of them, or none and which ones fail',
    access: members('member', 'operator'),
    body: z.strictObject({ ids: z.array(id).min(1).max(200) }),
    responses: { 200: z.object({ confirmed: z.int() }) },
  }),
  history: route({
    method: 'GET',
    path: '/services/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: uuidParams,
    query: history,
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/services/export.xlsx',
    summary: 'The list as a workbook',
    access: signedIn,
    query: serviceQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}

export const landing = z.object({
  id,
  kind: z.enum(landingKinds),
  organisation: firm,
  landedOn: day,
  /** What proves it, in words and as a file. */
  evidence: z.string(),
  file: attachment,
  reportedBy: reference,
  state: z.enum(landingStates),
  stateSince: instant,
  stateReason: z.string().nullable(),
  decidedBy: reference.nullable(),
  decidedAt: instant.nullable(),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
})
export type Landing = z.infer<typeof landing>

export const landingQuery = z.strictObject({
  q: q.optional(),
  organisation: id.optional(),
  kind: listOf(z.enum(landingKinds)).optional(),
  state: listOf(z.enum(landingStates)).optional(),
  district: listOf(key).optional(),
  from: day.optional(),
  to: day.optional(),
  overdue: flag.optional(),
  /** Who has the next step. */
  holder: line(40).optional(),
  synthetic: flag.optional(),
  sort: z.enum(['-landedOn', 'landedOn', '-createdAt']).default('-landedOn'),
  ...pageQuery,
})
export type LandingQuery = z.output<typeof landingQuery>
export const landingCreate = z.strictObject({
  organisationId: id,
  landedOn: day,
  kind: z.enum(landingKinds),
  evidence: prose(2000).min(1),
  fileId: id,
})

export const landingActions = ['confirm', 'refuse', 'revoke'] as const

export const landingRoutes = {
  list: route({
    method: 'GET',
    path: '/landings',
    summary: 'Firms that settled, with the evidence',
    access: signedIn,
    query: landingQuery,
    responses: { 200: collection(landing) },
  }),
  get: route({
    method: 'GET',
    path: '/landings/{id}',
    summary: 'One settlement',
    access: signedIn,
    params: uuidParams,
    responses: { 200: landing },
  }),
  create: route({
    method: 'POST',
    path: '/landings',
    summary: 'Report that a firm settled, with evidence',
    access: members('org_admin', 'operator', 'district_operator'),
    body: landingCreate,
    responses: { 201: landing },
  }),
  act: route({
    method: 'POST',
    path: '/landings/{id}/actions/{action}',
    summary: 'Confirm, refuse, revoke',
    access: anyRole('operator'),
    params: z.strictObject({ id, action: z.enum(landingActions) }),
    ifMatch: true,
    body: words,
    responses: { 200: landing },
  }),
  history: route({
    method: 'GET',
    path: '/landings/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: uuidParams,
    query: history,
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/landings/export.xlsx',
    summary: 'The list as a workbook',
    access: signedIn,
    query: landingQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
