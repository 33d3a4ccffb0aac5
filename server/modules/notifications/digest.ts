import { sentenceWith } from '../../../contracts/errors.ts'
import type { Platform } from '../../platform/context.ts'
import type { Locale } from '../../platform/errors.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { Mail, Messenger } from '../../platform/mail/index.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { digestMessages, sentenceOf } from './messages.ts'
import { selectDigest, takeForDigest } from './store.ts'

const waitMinutes = 10
const people = 200
const shown = 30

type Item = { readonly kind: string; readonly title: string | null; readonly params: Readonly<Record<string, unknown>> }

/**
 * One mail a person and hour with what is unread and was not mailed yet. Marking the notifications and asking for the mail are one
 * transaction, and the job's key carries the person and the moment: whatever dies on the way, nothing is asked for twice.
 */
export function digestTasks({ config, database }: Pick<Platform, 'config' | 'database'>, messenger: Messenger): Tasks {
  const link = `${config.origin ?? `http://${config.host}:${config.port}`}/app/notifications`

  return {
    'notifications.digest': {
      every: '0 * * * *',
      async handle() {
        for (;;) {
          const taken = await database.write(systemViewer, async (tx) => {
            const before = new Date(Date.parse(tx.now) - waitMinutes * 60_000).toISOString()
            const ids = await takeForDigest(tx, before, people)
            for (const userId of ids) {
              const key = `notifications.mail:${userId}:${tx.now}`
              await tx.enqueue('notifications.mail', { userId, mailedAt: tx.now, key }, { key })
            }
            return ids.length
          })
          if (taken < people) return
        }
      },
    },
    'notifications.mail': {
      async handle(payload) {
        const { userId, mailedAt, key } = payload as { userId: string; mailedAt: string; key: string }
        const digest = await database.read(systemViewer, (reading) => selectDigest(reading, userId, mailedAt))
        // Read meanwhile, or no address any more: nothing is left to say.
        if (!digest || digest.items.length === 0) return
        const items = digest.items.map((row) => ({
          kind: row.kind,
          title: row.subject_title,
          params: row.params as Record<string, unknown>,
        }))
        await messenger.mail(writeDigest({ to: digest.email, locale: digest.locale, items, link, key }))
      },
    },
  }
}

/** The same job always makes the same Message-ID: should it run twice, mail servers take the second for the first. */
export function writeDigest(about: {
  to: string
  locale: Locale
  items: readonly Item[]
  link: string
  key: string
}): Mail & { messageId: string } {
  const { to, locale, items, link, key } = about
  const say = (name: keyof typeof digestMessages, params: Record<string, unknown> = {}) =>
    sentenceWith(digestMessages[name], params, locale)
  const rest = items.length - shown
  const text = [
    say('greeting'),
    '',
    ...items.slice(0, shown).map((item) => `· ${sentenceOf(item, locale)}`),
    ...(rest > 0 ? [say('more', { count: rest })] : []),
    '',
    say('open', { link }),
    '',
    say('footer'),
  ].join('\n')
  const host = new URL(link).hostname
  return {
    to,
    subject: say('subject', { count: items.length }),
    text,
    messageId: `<${key.replace(/[^a-z0-9.-]/gi, '.')}@${host}>`,
  }
}
