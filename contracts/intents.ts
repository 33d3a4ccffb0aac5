import { z } from 'zod'
import {
  codedReference,
  collection,
  day,
  flag,
  historyRecord,
  id,
  instant,
  key,
  line,
  listOf,
  members,
  pageQuery,
  prose,
  reference,
  route,
  signedIn,
  uuidParams,
} from './common.ts'

/** Intents 对接意向: one provider's declared interest in one opening of a scenario, with a clock. An intent gives no right to be bought from. */

export const intentStates = [
  'expressed',
  'talking',
  'letter_signed',
  'contracted',
  'landed',
  'declined',
  'withdrawn',
  'expired',
  'broken_off',
  'terminated',
] as const
export const intent = z.object({
  id,
  scenario: codedReference.extend({ code: z.string().nullable(), title: z.string() }),
  openingId: id,
  openingText: z.string(),
  owner: reference,
  organisation: reference.extend({ verified: z.boolean() }),
  capability: reference.nullable(),
  state: z.enum(intentStates),
  stateSince: instant,
  /** For the two sides and who handles the scenario; leaders see that they talk. */
  pitch: z.string().optional(),
  contact: z.object({ name: z.string(), mobile: z.string().nullable(), email: z.string().nullable() }).optional(),
  /** The owner's contact, once they talk. */
  ownerContact: z.object({ name: z.string(), mobile: z.string().nullable(), email: z.string().nullable() }).optional(),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  closedReason: z.string().nullable(),
  closedNote: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
})
export type Intent = z.infer<typeof intent>
export const intentQuery = z.strictObject({
  scenario: z.string().max(64).optional(),
  organisation: id.optional(),
  owner: id.optional(),
  state: listOf(z.enum(intentStates)).optional(),
  overdue: flag.optional(),
  /** Neither ended nor landed. */
  open: flag.optional(),
  /** Example data on either side. */
  synthetic: flag.optional(),
  /** Of the scenario. */
  domain: listOf(key).optional(),
  direction: listOf(key).optional(),
  district: listOf(key).optional(),
  /** Days in the city's time zone, both included. */
  expressedFrom: day.optional(),
  expressedTo: day.optional(),
  holder: line(40).optional(),
  sort: z.enum(['-createdAt', 'dueAt']).default('-createdAt'),
  ...pageQuery,
})
export type IntentQuery = z.output<typeof intentQuery>
/** Actions of the first release; letters, contracts and landing follow with agreements and projects. */
export const intentActions = ['accept', 'decline', 'withdraw', 'break_off'] as const
export const intentRoutes = {
  list: route({
    method: 'GET',
    path: '/intents',
    summary: 'Intents of one’s organisation, to its scenarios, or (operators) all',
    access: signedIn,
    query: intentQuery,
    responses: { 200: collection(intent) },
  }),
  get: route({
    method: 'GET',
    path: '/intents/{id}',
    summary: 'One intent',
    access: signedIn,
    params: uuidParams,
    responses: { 200: intent },
  }),
  create: route({
    method: 'POST',
    path: '/intents',
    summary: 'Declare interest in an opening',
    access: members(),
    body: z.strictObject({
      scenarioId: id,
      openingId: id,
      pitch: prose(4000).min(20),
      capabilityId: id.nullable().default(null),
      organisationId: id.optional(),
      contact: z.strictObject({ name: line(40), mobile: line(20).nullable(), email: z.email().max(200).nullable() }),
    }),
    responses: { 201: intent },
  }),
  act: route({
    method: 'POST',
    path: '/intents/{id}/actions/{action}',
    summary: 'Accept, decline, withdraw, break off',
    access: members(),
    params: z.strictObject({ id, action: z.enum(intentActions) }),
    ifMatch: true,
    body: z.strictObject({ reason: z.string().max(60).optional(), note: prose(2000).optional() }).default({}),
    responses: { 200: intent },
  }),
  history: route({
    method: 'GET',
    path: '/intents/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: uuidParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/intents/export.xlsx',
    summary: 'The list as a workbook',
    access: signedIn,
    query: intentQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
