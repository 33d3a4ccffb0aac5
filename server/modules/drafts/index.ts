import type { Platform } from '../../platform/context.ts'
import type { Served } from '../../platform/http/serve.ts'
import { draftRoutes } from './routes.ts'
import { createDraftService } from './service.ts'

/** What people typed and did not send yet, kept until they do. */
export function createDrafts(platform: Pick<Platform, 'database'>): { routes: Served[] } {
  return { routes: draftRoutes(createDraftService(platform)) }
}
