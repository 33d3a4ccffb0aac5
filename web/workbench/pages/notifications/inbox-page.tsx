import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Notification, notificationRoutes } from '../../../../contracts/desk.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { Pager } from '../../list/pager.tsx'
import { useList } from '../../list/use-list.ts'
import { meQuery } from '../../session/me.ts'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { useRecordWords } from '../../shell/record-words.ts'
import { pageOf } from '../home/sections.ts'
import { sentenceOf } from './sentence.ts'

/** Things with a page of their own. */
const opened = new Set(['promotion', 'scenario', 'intent', 'capability', 'organisation', 'list'])

/** What one was told, newest first; opening a line reads it. */
export function InboxPage() {
  const { t } = useText()
  const queries = useQueryClient()
  const list = useList(notificationRoutes.list.query)
  const page = useCall(notificationRoutes.list, { query: list.filters as never }, { keep: true })
  const readAll = useAct(notificationRoutes.readAll)
  const unreadOnly = list.filters.unread === 'true'
  const counted = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey })
  const items = page.data?.items ?? []

  return (
    <>
      <header className="page-head">
        <h1>{t('shell.notifications')}</h1>
        <div className="row wrap">
          <button
            type="button"
            className="button"
            aria-pressed={unreadOnly}
            onClick={() => list.set({ unread: unreadOnly ? '' : 'true' })}
          >
            {t('inbox.unreadOnly')}
          </button>
          <button
            type="button"
            className="button"
            disabled={readAll.isPending || items.every((one) => one.readAt !== null)}
            onClick={() => readAll.mutate({ body: {} }, { onSuccess: counted })}
          >
            {t('inbox.readAll')}
          </button>
        </div>
      </header>
      <ProblemNote error={page.error ?? readAll.error} retry={page.refetch} />
      {page.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
      {page.data && items.length > 0 ? (
        <>
          <ul className="inbox" aria-busy={page.isFetching}>
            {items.map((one) => (
              <Line key={one.id} one={one} onRead={counted} />
            ))}
          </ul>
          <Pager list={list} page={page.data} />
        </>
      ) : null}
      {page.data && items.length === 0 ? (
        <EmptyState
          title={t(unreadOnly ? 'inbox.noUnread' : 'inbox.empty')}
          action={
            <Link to="/" className="button">
              {t('common.toHome')}
            </Link>
          }
        >
          {t('inbox.emptyText')}
        </EmptyState>
      ) : null}
    </>
  )
}

function Line({ one, onRead }: { one: Notification; onRead: () => void }) {
  const text = useText()
  const { t } = text
  const words = useRecordWords()
  const read = useAct(notificationRoutes.read)
  const { subject } = one
  const markRead = () => {
    if (one.readAt === null) read.mutate({ params: { id: one.id }, body: {} }, { onSuccess: onRead })
  }
  const reason = typeof one.params.reason === 'string' ? one.params.reason : ''
  return (
    <li className="entry" data-unread={one.readAt === null ? '' : undefined}>
      <div className="split">
        <div className="grow">
          <p>
            {one.readAt === null ? <span className="dot">{t('inbox.unread')}</span> : null} {sentenceOf(text, one)}
          </p>
          {subject ? (
            <p>
              <span className="quiet">{words.type(subject.type)}</span>{' '}
              {opened.has(subject.type) ? (
                <Link to={pageOf(subject)} data-row-link onClick={markRead}>
                  {subject.title}
                </Link>
              ) : (
                subject.title
              )}
            </p>
          ) : null}
          {reason ? <p className="prose quiet">{reason}</p> : null}
        </div>
        <div className="row wrap end">
          <DateText value={one.at} time />
          {one.readAt === null ? (
            <button
              type="button"
              className="link"
              aria-label={`${t('inbox.markRead')} ${subject?.title ?? ''}`}
              onClick={markRead}
            >
              {t('inbox.markRead')}
            </button>
          ) : null}
        </div>
      </div>
      <ProblemNote error={read.error} />
    </li>
  )
}
