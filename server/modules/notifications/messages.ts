import { sentenceWith } from '../../../contracts/errors.ts'
import { newsSentences } from '../../../contracts/news.ts'
import { actionLabel, type MachineName, machines } from '../../../engines/lifecycle/index.ts'
import type { Locale } from '../../platform/errors.ts'

type Sentence = Readonly<Record<Locale, string>>

/** What the digest says around its items. */
export const digestMessages = {
  subject: { zh: '您有 {count} 条未读消息', en: 'You have {count} unread messages' },
  greeting: {
    zh: '您好，平台上有以下消息您还没有查看：',
    en: 'There is news on the platform that you have not read yet:',
  },
  more: { zh: '另有 {count} 条，请登录查看。', en: 'And {count} more; sign in to read them.' },
  open: { zh: '打开平台查看：{link}', en: 'Open the platform: {link}' },
  footer: {
    zh: '本邮件由平台自动发出，请勿回复。同一条消息只提醒一次。',
    en: 'Sent by the platform itself; please do not answer. Each message is mailed once.',
  },
} as const satisfies Record<string, Sentence>

const other: Sentence = { zh: '有新的进展', en: 'There is news' }

/** What happened, as one line: the thing's title, then the sentence of its kind. */
export function sentenceOf(
  item: { kind: string; title: string | null; params: Readonly<Record<string, unknown>> },
  locale: Locale,
): string {
  const sentence = sentenceWith(messageOf(item.kind) ?? other, item.params, locale)
  if (item.title === null) return sentence
  return locale === 'zh' ? `「${item.title}」：${sentence}` : `${item.title}: ${sentence}`
}

/** The sentence of a kind; null when nobody wrote one. */
export function messageOf(kind: string): Sentence | null {
  return (Object.hasOwn(newsSentences, kind) ? newsSentences[kind] : actionOf(kind)) ?? null
}

function actionOf(kind: string): Sentence | null {
  const [thing = '', action = ''] = kind.split('.')
  if (!Object.hasOwn(machines, thing)) return null
  const name = thing as MachineName
  return machines[name].transitions.some((row) => row.action === action) ? actionLabel(name, action as never) : null
}
