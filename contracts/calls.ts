import { z } from 'zod'
import {
  anyRole,
  attachment,
  code,
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
  pageQuery,
  prose,
  publicAccess,
  q,
  reasonBody,
  route,
  signedIn,
} from './common.ts'
import { organisationKinds } from './organisations.ts'

/** Calls 征集: windows in which owners submit scenarios, with the criteria they will be judged by. */

export const callStates = ['draft', 'open', 'closed', 'archived'] as const

/** One criterion of the judgement; weights are shares of 1. */
export const criterion = z.object({ key, title: z.string(), description: z.string(), weight: z.number() })
export type Criterion = z.infer<typeof criterion>

const summaryFields = {
  id,
  /** Given when the call is opened. */
  code: code.nullable(),
  title: z.string(),
  /** What it addresses and who may submit; an empty list narrows nothing. */
  domains: z.array(key),
  directions: z.array(key),
  openers: z.array(key),
  organisationKinds: z.array(z.enum(organisationKinds)),
  districts: z.array(key),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  state: z.enum(callStates),
  stateSince: instant,
  /** Open, and the database's clock is inside the window: a scenario submitted now gets in. */
  accepting: z.boolean(),
  /** How often the deadline was put off. */
  extended: z.int(),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  /** Scenarios submitted into it; for those who handle or audit them. */
  submissions: z.int().optional(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
}
export const callSummary = z.object(summaryFields)
export type CallSummary = z.infer<typeof callSummary>

export const call = callSummary.extend({
  description: z.string().nullable(),
  criteria: z.array(criterion),
  /** Whom to ask, as the office gives it to everybody. */
  contact: z.string().nullable(),
  attachments: z.array(attachment),
  /** Each time the deadline was put off, oldest first. */
  extensions: z.array(z.object({ at: instant, from: instant, to: instant, reason: z.string() })),
  /** What still must be filled in before it can be opened: field paths; for operators. */
  missing: z.array(z.string()).optional(),
  actions: z.array(z.string()),
})
export type Call = z.infer<typeof call>

const writable = {
  title: line(120),
  description: prose(8000).nullable(),
  domains: z.array(key).max(20),
  directions: z.array(key).max(50),
  openers: z.array(key).max(10),
  organisationKinds: z.array(z.enum(organisationKinds)).max(organisationKinds.length),
  districts: z.array(key).max(50),
  /** All of them or none: their weights add up to 1. */
  criteria: z
    .array(
      z.strictObject({
        key,
        title: line(60),
        description: prose(1000).default(''),
        weight: z.number().gt(0).max(1),
      }),
    )
    .max(20),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  contact: prose(500).nullable(),
  /** Files already uploaded. */
  attachmentIds: z.array(id).max(20),
}
export const callPatch = z.strictObject(writable).partial()
export type CallPatch = z.infer<typeof callPatch>
export const callCreate = z.strictObject({ ...callPatch.shape, title: writable.title })
export type CallCreate = z.infer<typeof callCreate>

export const callSorts = ['-opensAt', 'closesAt', '-updatedAt', 'title'] as const
export const callQuery = z.strictObject({
  q: q.optional(),
  state: listOf(z.enum(callStates)).optional(),
  /** Calls that address one of these; a call that names none addresses all. */
  domain: listOf(key).optional(),
  direction: listOf(key).optional(),
  opener: listOf(key).optional(),
  accepting: flag.optional(),
  sort: z.enum(callSorts).default('-opensAt'),
  ...pageQuery,
})
export type CallQuery = z.output<typeof callQuery>

export const callActionBodies = {
  open: emptyBody,
  extend: z.strictObject({ closesAt: instant, reason: reasonBody.shape.reason }),
  close: emptyBody,
  archive: emptyBody,
} as const
export const callActions = ['open', 'extend', 'close', 'archive'] as const satisfies (keyof typeof callActionBodies)[]
export type CallAction = (typeof callActions)[number]

/** Decimals like 0.1 have no exact binary form: a sum this near to 1 is 1. */
const tolerance = 1e-9

/** What the weights add up to, without the noise of binary fractions. */
export function weightSum(criteria: readonly { readonly weight: number }[]): number {
  return Number(criteria.reduce((sum, each) => sum + each.weight, 0).toPrecision(12))
}

/** Whether the weights share out the whole. */
export function addsUp(criteria: readonly { readonly weight: number }[]): boolean {
  return Math.abs(weightSum(criteria) - 1) <= tolerance
}

/** What of a scenario and its owner a call looks at; null = not said (yet), of the district: none. */
export type Candidate = {
  readonly domain: string | null
  readonly direction: string | null
  readonly opener: string | null
  readonly organisationKind: string | null
  readonly organisationDistrict: string | null
}
export type Addressed = {
  readonly [K in 'domains' | 'directions' | 'openers' | 'organisationKinds' | 'districts']: readonly string[]
}
export type Misfit = 'domain' | 'direction' | 'opener' | 'organisationKind' | 'organisationDistrict'

/**
 * Why a scenario does not fit a call; empty = it fits. Form and server ask the same. What the scenario does not say yet is no misfit,
 * but an organisation above the districts is not in one of them. Directions narrow the domain they belong to: `domainOf` tells it.
 */
export function misfitsOf(
  call: Addressed,
  candidate: Candidate,
  domainOf: (direction: string) => string | null,
): Misfit[] {
  const outside = (addressed: readonly string[], value: string | null) =>
    addressed.length > 0 && value !== null && !addressed.includes(value)
  const within = call.directions.filter((each) => domainOf(each) === candidate.domain)
  const misfits: Misfit[] = []
  if (outside(call.domains, candidate.domain)) misfits.push('domain')
  else if (outside(within, candidate.direction)) misfits.push('direction')
  if (outside(call.openers, candidate.opener)) misfits.push('opener')
  if (outside(call.organisationKinds, candidate.organisationKind)) misfits.push('organisationKind')
  if (call.districts.length > 0 && !call.districts.includes(candidate.organisationDistrict ?? ''))
    misfits.push('organisationDistrict')
  return misfits
}

export const callRoutes = {
  list: route({
    method: 'GET',
    path: '/calls',
    summary: 'Calls: announced ones, for operators also drafts',
    access: publicAccess,
    query: callQuery,
    responses: { 200: collection(callSummary) },
  }),
  get: route({
    method: 'GET',
    path: '/calls/{id}',
    summary: 'One call, by id or code',
    access: publicAccess,
    params: idParams,
    responses: { 200: call },
  }),
  create: route({
    method: 'POST',
    path: '/calls',
    summary: 'A new draft',
    access: anyRole('operator'),
    body: callCreate,
    responses: { 201: call },
  }),
  update: route({
    method: 'PATCH',
    path: '/calls/{id}',
    summary: 'Change fields; criteria, addressees and window only before it opens',
    access: anyRole('operator'),
    params: idParams,
    body: callPatch,
    ifMatch: true,
    responses: { 200: call },
  }),
  act: route({
    method: 'POST',
    path: '/calls/{id}/actions/{action}',
    summary: 'Open, extend with notice, close, archive',
    access: anyRole('operator'),
    params: z.strictObject({ id: idParams.shape.id, action: z.enum(callActions) }),
    body: z.record(z.string(), z.unknown()).optional(),
    ifMatch: true,
    responses: { 200: call },
  }),
  history: route({
    method: 'GET',
    path: '/calls/{id}/history',
    summary: 'Records of the call, newest first',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/calls/export.xlsx',
    summary: 'The same list as a workbook',
    access: publicAccess,
    query: callQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
