import { z } from 'zod'
import {
  anyRole,
  collection,
  emptyBody,
  flag,
  historyRecord,
  id,
  instant,
  line,
  pageQuery,
  route,
  signedIn,
  uuidParams,
} from './common.ts'

/** The desk: what waits for me (待办), what I was told (notifications), form drafts, and the journal (存证记录). */

export const todo = z.object({
  /** `scenario`, `intent`, `organisation` … with the page that deals with it. */
  subject: z.object({ type: z.string(), id, code: z.string().nullable(), title: z.string() }),
  state: z.string(),
  holder: z.string(),
  since: instant,
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  actions: z.array(z.string()),
})
export type Todo = z.infer<typeof todo>
export const todoRoutes = {
  list: route({
    method: 'GET',
    path: '/todos',
    summary: 'Whose turn it is: mine',
    access: signedIn,
    query: z.strictObject({ overdue: flag.optional(), type: line(40).optional(), ...pageQuery }),
    responses: { 200: collection(todo) },
  }),
}

export const notification = z.object({
  id,
  at: instant,
  kind: z.string(),
  subject: z.object({ type: z.string(), id, title: z.string() }).nullable(),
  params: z.record(z.string(), z.unknown()),
  readAt: instant.nullable(),
})
export type Notification = z.infer<typeof notification>
export const notificationRoutes = {
  list: route({
    method: 'GET',
    path: '/notifications',
    summary: 'Inbox',
    access: signedIn,
    query: z.strictObject({ unread: flag.optional(), ...pageQuery }),
    responses: { 200: collection(notification) },
  }),
  read: route({
    method: 'POST',
    path: '/notifications/{id}/actions/read',
    summary: 'Mark one as read',
    access: signedIn,
    params: uuidParams,
    body: emptyBody,
    responses: { 204: null },
  }),
  readAll: route({
    method: 'POST',
    path: '/notifications/actions/read-all',
    summary: 'Mark all as read',
    access: signedIn,
    body: emptyBody,
    responses: { 204: null },
  }),
}

/** A form somebody is filling in, kept on the server under the form's name; at most 64 kB. */
export const formDraft = z.object({
  key: z.string(),
  value: z.record(z.string(), z.unknown()),
  updatedAt: instant,
  version: z.int(),
})
const draftKey = z.strictObject({
  key: z
    .string()
    .min(1)
    .max(120)
    .regex(/^[a-z0-9:_-]+$/i),
})
export const draftRoutes = {
  get: route({
    method: 'GET',
    path: '/drafts/{key}',
    summary: 'A kept form',
    access: signedIn,
    params: draftKey,
    responses: { 200: formDraft },
  }),
  put: route({
    method: 'PUT',
    path: '/drafts/{key}',
    summary: 'Keep a form; `version` is the one it was loaded with (0 = new), another is refused as stale',
    access: signedIn,
    params: draftKey,
    body: z.strictObject({ value: z.record(z.string().max(80), z.unknown()), version: z.int().min(0) }),
    responses: { 200: formDraft },
  }),
  remove: route({
    method: 'DELETE',
    path: '/drafts/{key}',
    summary: 'Discard it',
    access: signedIn,
    params: draftKey,
    responses: { 204: null },
  }),
}

export const recordRoutes = {
  list: route({
    method: 'GET',
    path: '/records',
    summary: 'The journal, newest first',
    access: anyRole('auditor'),
    query: z.strictObject({
      subjectType: line(40).optional(),
      subject: id.optional(),
      actor: id.optional(),
      action: line(60).optional(),
      ...pageQuery,
    }),
    responses: { 200: collection(historyRecord) },
  }),
  verify: route({
    method: 'POST',
    path: '/records/actions/verify',
    summary: 'Check the whole chain against the checkpoints',
    access: anyRole('auditor'),
    body: emptyBody,
    responses: {
      200: z.object({
        ok: z.boolean(),
        count: z.int(),
        head: z.string().nullable(),
        firstBad: z.object({ seq: z.int(), code: z.string(), detail: z.string() }).nullable(),
      }),
    },
  }),
}
