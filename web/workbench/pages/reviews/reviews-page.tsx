import { Link } from '@tanstack/react-router'
import { type ReviewSummary, reviewQuery, reviewRoutes, reviewStates } from '../../../../contracts/reviews.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { holds, useMe } from '../../session/me.ts'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'

/** An expert's own reviews; for operators all. */
export function ReviewsPage() {
  const { t, name } = useText()
  const operates = holds(useMe(), 'operator')
  const list = useList(reviewQuery)
  const page = useCall(reviewRoutes.list, { query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...exported } = list.filters
  const open = list.filters.open === 'true'
  return (
    <>
      <header className="page-head">
        <h1>{t(operates ? 'reviews.submitted' : 'reviews.myReviews')}</h1>
      </header>
      <ListRoom
        name="reviews"
        caption={t('reviews.myReviews')}
        list={list}
        page={page}
        columns={columnsOf(t, operates)}
        rowKey={(row) => row.id}
        sort="-updatedAt"
        filters={[
          {
            name: 'state',
            label: t('reviews.state'),
            options: reviewStates.map((state) => ({ value: state, label: name(stateLabel('review', state)) })),
          },
        ]}
        quiet={['round', 'open']}
        exports={[{ label: t('list.excel'), href: hrefOf(reviewRoutes.exportXlsx, { query: exported }) }]}
        tools={
          <button
            type="button"
            className="button"
            aria-pressed={open}
            onClick={() => list.set({ open: open ? '' : 'true' })}
          >
            {t('reviews.onlyOpen')}
          </button>
        }
        tone={(row) => (row.holder && isOverdue(row.dueAt) ? 'bad' : undefined)}
        empty={<EmptyState title={t('reviews.reviewsEmpty')}>{t('reviews.reviewsEmptyText')}</EmptyState>}
      />
    </>
  )
}

function columnsOf(t: Text['t'], operates: boolean): Column<ReviewSummary>[] {
  return [
    {
      key: 'scenario',
      label: t('reviews.scenario'),
      always: true,
      phone: 'title',
      render: (row) => (
        <Link to="/reviews/$id" params={{ id: row.id }} data-row-link>
          {row.scenario.title}
        </Link>
      ),
    },
    { key: 'owner', label: t('reviews.owner'), phone: 'bare', render: (row) => row.owner.name },
    ...(operates
      ? [
          {
            key: 'expert',
            label: t('reviews.expert'),
            phone: 'bare' as const,
            render: (row: ReviewSummary) => row.expert.name,
          },
        ]
      : []),
    {
      key: 'round',
      label: t('reviews.round'),
      phone: 'meta',
      render: (row) => (
        <Link to="/rounds/$id" params={{ id: row.round.id }}>
          {row.round.title}
        </Link>
      ),
    },
    {
      key: 'state',
      label: t('reviews.state'),
      phone: 'bare',
      width: '7rem',
      render: (row) => <State machine="review" state={row.state} />,
    },
    {
      key: 'due',
      label: t('reviews.due'),
      phone: 'bare',
      sort: { up: 'dueAt' },
      render: (row) =>
        row.holder ? <Due at={row.dueAt} /> : row.submittedAt ? <DateText value={row.submittedAt} /> : '',
    },
  ]
}
