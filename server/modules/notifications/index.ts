import type { Platform } from '../../platform/context.ts'
import type { Served } from '../../platform/http/serve.ts'
import { createNotify, type Notify } from './notify.ts'
import { notificationRoutes } from './routes.ts'
import { createInbox } from './service.ts'

export type { Notify } from './notify.ts'

/** The inbox, and the digest that tells by mail of what was not read there. */
export function createNotifications(platform: Pick<Platform, 'database' | 'newId'>): {
  routes: Served[]
  notify: Notify
} {
  return { routes: notificationRoutes(createInbox(platform)), notify: createNotify(platform) }
}
