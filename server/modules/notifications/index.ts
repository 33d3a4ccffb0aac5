import type { Platform } from '../../platform/context.ts'
import type { Reading } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { Messenger } from '../../platform/mail/index.ts'
import { digestTasks } from './digest.ts'
import { createNotify, type Notify } from './notify.ts'
import { notificationRoutes } from './routes.ts'
import { createInbox } from './service.ts'

export type { Notify } from './notify.ts'

/** The inbox, which is the truth, and the digest that tells by mail of what was not read there. */
export function createNotifications(
  platform: Pick<Platform, 'config' | 'database' | 'newId'>,
  messenger: Messenger,
): { routes: Served[]; tasks: Tasks; notify: Notify; unreadFor: (reading: Reading) => Promise<number> } {
  const inbox = createInbox(platform)
  return {
    routes: notificationRoutes(inbox),
    tasks: digestTasks(platform, messenger),
    notify: createNotify(platform),
    unreadFor: inbox.unread,
  }
}
