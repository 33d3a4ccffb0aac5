import { fileRoutes as routes } from '../../../contracts/files.ts'
import { refuse } from '../../platform/errors.ts'
import { created, noContent, type Served, serve } from '../../platform/http/serve.ts'
import type { FileService } from './service.ts'

export function fileRoutes(service: FileService): Served[] {
  return [
    serve(routes.upload, async ({ viewer, file }) =>
      created(
        '/files',
        await service.upload(viewer, file ?? refuse('invalid_request', {}, [{ path: 'file', code: 'required' }])),
      ),
    ),
    serve(routes.download, async ({ viewer, params }) => {
      const { row, stream } = await service.download(viewer, params.id)
      const headers = {
        'content-type': row.media_type,
        'content-length': String(row.bytes),
        'content-disposition': dispositionOf(row.name),
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
        etag: `"${row.sha256}"`,
      }
      return { status: 200 as const, value: stream, headers }
    }),
    serve(routes.remove, async ({ viewer, params }) => {
      await service.remove(viewer, params.id)
      return noContent
    }),
  ]
}

/** Always an attachment, never shown in place; the name as RFC 6266 wants it, with an ASCII one for those who know no other. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
