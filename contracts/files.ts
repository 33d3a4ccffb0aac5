import { attachment, publicAccess, route, signedIn, uuidParams } from './common.ts'

/** Files: uploaded once, attached by id, served as attachments to whoever may see the thing they hang on. */
export const fileLimitBytes = 50 * 1024 * 1024
export const fileRoutes = {
  upload: route({
    method: 'POST',
    path: '/files',
    summary: 'Upload a file (multipart, part `file`)',
    access: signedIn,
    consumes: 'multipart',
    responses: { 201: attachment },
  }),
  download: route({
    method: 'GET',
    path: '/files/{id}',
    summary: 'Download a file',
    access: publicAccess,
    params: uuidParams,
    produces: 'binary',
    responses: { 200: null },
  }),
  remove: route({
    method: 'DELETE',
    path: '/files/{id}',
    summary: 'Remove an own file that hangs on nothing',
    access: signedIn,
    params: uuidParams,
    responses: { 204: null },
  }),
}
