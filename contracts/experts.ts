import { z } from 'zod'
import {
  anyRole,
  collection,
  flag,
  id,
  instant,
  key,
  line,
  listOf,
  pageQuery,
  prose,
  q,
  reference,
  route,
  uuidParams,
} from './common.ts'

/** The pool of experts 评审专家: profiles beside their accounts. */

export const expert = z.object({
  id,
  name: z.string(),
  title: z.string().nullable(),
  employer: z.string().nullable(),
  bio: z.string().nullable(),
  domains: z.array(key),
  tracks: z.array(key),
  /** Organisations of the last three years. */
  employers: z.array(reference),
  available: z.boolean(),
  availability: z.string().nullable(),
  /** Open reviews in all rounds. */
  load: z.int(),
  updatedAt: instant.nullable(),
  version: z.int(),
})
export type Expert = z.infer<typeof expert>
export const expertPatch = z
  .strictObject({
    title: line(60).nullable(),
    employer: line(120).nullable(),
    bio: prose(2000).nullable(),
    domains: z.array(key).max(20),
    tracks: z.array(key).max(20),
    employerIds: z.array(id).max(20),
    available: z.boolean(),
    availability: prose(300).nullable(),
  })
  .partial()
export type ExpertPatch = z.infer<typeof expertPatch>
export const expertQuery = z.strictObject({
  q: q.optional(),
  domain: listOf(key).optional(),
  track: listOf(key).optional(),
  available: flag.optional(),
  /** At most so many open reviews. */
  maxLoad: z.coerce.number().int().min(0).max(1000).optional(),
  ...pageQuery,
})
export type ExpertQuery = z.output<typeof expertQuery>

export const expertRoutes = {
  list: route({
    method: 'GET',
    path: '/experts',
    summary: 'The pool: everybody with the role',
    access: anyRole('operator'),
    query: expertQuery,
    responses: { 200: collection(expert) },
  }),
  get: route({
    method: 'GET',
    path: '/experts/{id}',
    summary: 'One expert; an expert sees himself',
    access: anyRole('operator', 'expert'),
    params: uuidParams,
    responses: { 200: expert },
  }),
  update: route({
    method: 'PATCH',
    path: '/experts/{id}',
    summary: 'Change one’s own profile; the first version is 0',
    access: anyRole('expert'),
    params: uuidParams,
    body: expertPatch,
    ifMatch: true,
    responses: { 200: expert },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/experts/export.xlsx',
    summary: 'The list as a workbook',
    access: anyRole('operator'),
    query: expertQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
