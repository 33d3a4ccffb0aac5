import { z } from 'zod'
import type { Notification } from '../../../contracts/desk.ts'
import type { Platform } from '../../platform/context.ts'
import { pageOf, type Reading, readCursor, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { countUnread, markAllRead, markRead, type NotificationRow, selectInbox } from './store.ts'

export type InboxService = ReturnType<typeof createInbox>

export function createInbox({ database }: Pick<Platform, 'database'>) {
  return {
    list(viewer: Viewer, query: { unread?: boolean | undefined; cursor?: string | undefined; limit: number }) {
      const cursor = readCursor(query.cursor, 'at')
      if (cursor && !z.iso.datetime().safeParse(cursor.value).success) refuse('invalid_cursor')
      return database.read(viewer, async (reading) => {
        const { rows, counted } = await selectInbox(reading, personOf(viewer), {
          ...(query.unread !== undefined && { unread: query.unread }),
          cursor,
          limit: query.limit,
        })
        const page = pageOf(rows, query.limit, (row) => ({ sort: 'at', value: row.at, id: row.id }))
        return { items: page.rows.map(present), nextCursor: page.nextCursor, ...totalOf(counted) }
      })
    },
    read: (viewer: Viewer, id: string) =>
      database.write(viewer, async (tx) => {
        if (!(await markRead(tx, personOf(viewer), id))) refuse('not_found')
      }),
    readAll: (viewer: Viewer) => database.write(viewer, (tx) => markAllRead(tx, personOf(viewer))),
    unread: (reading: Reading) => countUnread(reading, personOf(reading.viewer)),
  }
}

function personOf(viewer: Viewer): string {
  return viewer.userId ?? refuse('unauthenticated')
}

function present(row: NotificationRow): Notification {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    subject:
      row.subject_type && row.subject_id
        ? { type: row.subject_type, id: row.subject_id, title: row.subject_title ?? '' }
        : null,
    params: row.params as Record<string, unknown>,
    readAt: row.read_at,
  }
}
