/** 消息。 */
export const inbox = {
  unreadOnly: '只看未读',
  readAll: '全部标为已读',
  unread: '未读',
  markRead: '标为已读',
  noUnread: '没有未读消息',
  empty: '还没有消息',
  emptyText: '与您有关的进展会出现在这里，未读的每小时汇总发送邮件。',
  news: '有新的进展',
  became: '已办理：{action}',
} as const
