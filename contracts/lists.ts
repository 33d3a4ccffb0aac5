import { z } from 'zod'
import {
  anyRole,
  code,
  codedReference,
  collection,
  day,
  historyRecord,
  id,
  idOrCode,
  idParams,
  instant,
  key,
  line,
  pageQuery,
  prose,
  publicAccess,
  reasonBody,
  route,
  signedIn,
} from './common.ts'
import { scenarioSummary } from './scenarios.ts'

/** Lists 清单: numbered, dated batches of published scenarios; libraries 项目库: kept collections with entry and exit by decision. */

export const listStates = ['composing', 'scheduled', 'released'] as const
export const scenarioList = z.object({
  id,
  code,
  title: z.string(),
  kind: z.enum(['scenario', 'capability']),
  state: z.enum(listStates),
  note: z.string().nullable(),
  releasedOn: day.nullable(),
  scheduledFor: instant.nullable(),
  items: z.int(),
  opportunityCny: z.int().nullable(),
  /** How sure the sum is: `about` as soon as one amount in it is not exact. */
  opportunityBound: z.enum(['about', 'exact']),
  source: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
})
export type ScenarioList = z.infer<typeof scenarioList>
/** One scenario's place in a list; places begin with 0 and follow one another, save where the viewer may not see a scenario. */
export const listItem = z.object({ scenarioId: id, position: z.int() })
const listQuery = z.strictObject({
  state: z.enum(listStates).optional(),
  sort: z.enum(['-releasedOn', 'code']).default('-releasedOn'),
  ...pageQuery,
})
export const listActions = ['schedule', 'unschedule', 'release', 'add_addendum'] as const

export const listRoutes = {
  list: route({
    method: 'GET',
    path: '/lists',
    summary: 'Lists',
    access: publicAccess,
    query: listQuery,
    responses: { 200: collection(scenarioList) },
  }),
  get: route({
    method: 'GET',
    path: '/lists/{id}',
    summary: 'One list, by id or code',
    access: publicAccess,
    params: idParams,
    responses: { 200: scenarioList },
  }),
  create: route({
    method: 'POST',
    path: '/lists',
    summary: 'Begin a list',
    access: anyRole('operator'),
    body: z.strictObject({ title: line(120), note: prose(1000).nullable().default(null) }),
    responses: { 201: scenarioList },
  }),
  update: route({
    method: 'PATCH',
    path: '/lists/{id}',
    summary: 'Change title or note',
    access: anyRole('operator'),
    params: idParams,
    ifMatch: true,
    body: z.strictObject({ title: line(120).optional(), note: prose(1000).nullable().optional() }),
    responses: { 200: scenarioList },
  }),
  items: route({
    method: 'GET',
    path: '/lists/{id}/items',
    summary: 'The scenarios of a list, in its order',
    access: publicAccess,
    params: idParams,
    responses: { 200: z.object({ items: z.array(listItem) }) },
  }),
  setItems: route({
    method: 'PUT',
    path: '/lists/{id}/items',
    summary: 'The scenarios of a list in the making, in order',
    access: anyRole('operator'),
    params: idParams,
    ifMatch: true,
    body: z.strictObject({ scenarioIds: z.array(id).max(500) }),
    responses: { 200: scenarioList },
  }),
  act: route({
    method: 'POST',
    path: '/lists/{id}/actions/{action}',
    summary: 'Schedule, release (publishes what it holds), add an addendum',
    access: anyRole('operator'),
    params: z.strictObject({ id: idOrCode, action: z.enum(listActions) }),
    ifMatch: true,
    body: z
      .strictObject({
        at: instant.optional(),
        scenarioIds: z.array(id).max(500).optional(),
        reason: prose(1000).optional(),
      })
      .default({}),
    responses: { 200: scenarioList },
  }),
  history: route({
    method: 'GET',
    path: '/lists/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(historyRecord) },
  }),
}

export const library = z.object({
  id,
  key,
  title: z.string(),
  titleEn: z.string(),
  purpose: z.string().nullable(),
  entries: z.int(),
})
export const libraryEntry = z.object({
  id,
  scenario: scenarioSummary.pick({ id: true, code: true, title: true, state: true, rung: true, owner: true }),
  enteredAt: instant,
  enteredReason: z.string(),
  /** The promotion that brought it in; null where it was entered by hand or came with the pack. */
  promotion: codedReference.nullable(),
  leftAt: instant.nullable(),
  leftReason: z.string().nullable(),
})
export const libraryRoutes = {
  list: route({
    method: 'GET',
    path: '/libraries',
    summary: 'Project libraries',
    access: publicAccess,
    responses: { 200: z.object({ items: z.array(library) }) },
  }),
  entries: route({
    method: 'GET',
    path: '/libraries/{id}/entries',
    summary: 'What a library holds (id or key)',
    access: publicAccess,
    params: z.strictObject({
      id: z
        .string()
        .max(64)
        .regex(/^[A-Za-z0-9_-]+$/),
    }),
    query: z.strictObject({ ...pageQuery }),
    responses: { 200: collection(libraryEntry) },
  }),
  enter: route({
    method: 'POST',
    path: '/libraries/{id}/entries',
    summary: 'Enter a scenario by decision',
    access: anyRole('operator'),
    params: z.strictObject({
      id: z
        .string()
        .max(64)
        .regex(/^[A-Za-z0-9_-]+$/),
    }),
    body: z.strictObject({ scenarioId: id, reason: prose(2000).min(1) }),
    responses: { 201: libraryEntry },
  }),
  leave: route({
    method: 'POST',
    path: '/libraries/{id}/entries/{entryId}/actions/leave',
    summary: 'Take a scenario out by decision',
    access: anyRole('operator'),
    params: z.strictObject({
      id: z
        .string()
        .max(64)
        .regex(/^[A-Za-z0-9_-]+$/),
      entryId: id,
    }),
    body: reasonBody,
    responses: { 200: libraryEntry },
  }),
}
