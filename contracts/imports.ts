import { z } from 'zod'
import type { Access } from './common.ts'
import { anyRole, id, instant, members, route, signedIn, uuidParams } from './common.ts'

/** Workbooks in: a dry run first, all or nothing on commit, and the user's own workbook back with an error column. */

export const workbookImport = z.object({
  id,
  collection: z.enum(['scenarios', 'organisations', 'capabilities']),
  fileName: z.string(),
  state: z.enum(['checking', 'checked', 'committing', 'committed', 'cancelled', 'failed']),
  progress: z.number().min(0).max(1),
  rows: z.int(),
  valid: z.int(),
  invalid: z.int(),
  /** First faults, to show at once; the workbook has all. */ faults: z
    .array(z.object({ row: z.int(), column: z.string(), code: z.string(), message: z.string() }))
    .max(100),
  workbookUrl: z.string().nullable(),
  createdAt: instant,
  committedAt: instant.nullable(),
  failure: z.string().nullable(),
})
export type WorkbookImport = z.infer<typeof workbookImport>

function importRoutesFor(collection: string, access: Access) {
  return {
    template: route({
      method: 'GET',
      path: `/${collection}/imports/template.xlsx`,
      summary: 'Workbook template with the permitted values',
      access: signedIn,
      produces: 'binary',
      responses: { 200: null },
    }),
    start: route({
      method: 'POST',
      path: `/${collection}/imports`,
      summary: 'Upload a workbook and check it (dry run)',
      access,
      consumes: 'multipart',
      responses: { 202: workbookImport },
    }),
    get: route({
      method: 'GET',
      path: `/${collection}/imports/{id}`,
      summary: 'Progress and result',
      access,
      params: uuidParams,
      responses: { 200: workbookImport },
    }),
    workbook: route({
      method: 'GET',
      path: `/${collection}/imports/{id}/workbook.xlsx`,
      summary: 'The uploaded workbook with an error column',
      access,
      params: uuidParams,
      produces: 'binary',
      responses: { 200: null },
    }),
    commit: route({
      method: 'POST',
      path: `/${collection}/imports/{id}/actions/commit`,
      summary: 'Import all rows, or none',
      access,
      params: uuidParams,
      body: z.strictObject({}).default({}),
      responses: { 202: workbookImport },
    }),
    cancel: route({
      method: 'POST',
      path: `/${collection}/imports/{id}/actions/cancel`,
      summary: 'Give it up',
      access,
      params: uuidParams,
      body: z.strictObject({}).default({}),
      responses: { 200: workbookImport },
    }),
  } as const
}
export const importRoutes = {
  scenarios: importRoutesFor('scenarios', members('member', 'operator')),
  organisations: importRoutesFor('organisations', anyRole('operator')),
  capabilities: importRoutesFor('capabilities', members('member', 'operator')),
}
