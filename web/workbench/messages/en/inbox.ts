import type { Messages } from '../zh.ts'

export const inbox: Messages['inbox'] = {
  unreadOnly: 'Unread only',
  readAll: 'Mark all as read',
  unread: 'unread',
  markRead: 'Mark as read',
  noUnread: 'Nothing unread',
  empty: 'Nothing yet',
  emptyText: 'News that concerns you appears here; what stays unread is mailed once an hour.',
  news: 'There is news',
  became: 'Done: {action}',
}
