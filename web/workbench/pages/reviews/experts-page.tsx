import { Link } from '@tanstack/react-router'
import { type Expert, expertQuery, expertRoutes } from '../../../../contracts/experts.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { type Labels, useLabels } from '../../shell/labels.ts'

/** The pool of experts, for operators. */
export function ExpertsPage() {
  const { t, name } = useText()
  const labels = useLabels()
  const { domains, tracks } = useCatalog()
  const list = useList(expertQuery)
  const page = useCall(expertRoutes.list, { query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...exported } = list.filters
  const option = (each: { key: string; zh: string; en: string }) => ({ value: each.key, label: name(each) })
  const only = list.filters.available === 'true'
  return (
    <>
      <header className="page-head">
        <h1>{t('reviews.experts')}</h1>
      </header>
      <ListRoom
        name="experts"
        caption={t('reviews.experts')}
        list={list}
        page={page}
        columns={columnsOf(t, labels)}
        rowKey={(row) => row.id}
        searchLabel={t('reviews.findExpert')}
        filters={[
          { name: 'domain', label: t('reviews.domains'), options: domains.map(option) },
          { name: 'track', label: t('reviews.tracks'), options: tracks.map(option) },
        ]}
        quiet={['available', 'maxLoad']}
        exports={[{ label: t('list.excel'), href: hrefOf(expertRoutes.exportXlsx, { query: exported }) }]}
        tools={
          <>
            <Choice
              id="experts-load"
              aria-label={t('reviews.openReviews')}
              empty={t('reviews.anyLoad')}
              value={list.filters.maxLoad ?? ''}
              options={[0, 3, 5, 10].map((count) => ({
                value: String(count),
                label: t('reviews.maxLoad', { count }),
              }))}
              onChange={(maxLoad) => list.set({ maxLoad })}
            />
            <button
              type="button"
              className="button"
              aria-pressed={only}
              onClick={() => list.set({ available: only ? '' : 'true' })}
            >
              {t('reviews.availableOnly')}
            </button>
          </>
        }
        empty={<EmptyState title={t('reviews.expertsEmpty')}>{t('reviews.expertsEmptyText')}</EmptyState>}
      />
    </>
  )
}

function columnsOf(t: Text['t'], labels: Labels): Column<Expert>[] {
  return [
    {
      key: 'name',
      label: t('reviews.fullName'),
      always: true,
      phone: 'title',
      width: '7rem',
      render: (row) => (
        <Link to="/experts/$id" params={{ id: row.id }} data-row-link>
          {row.name}
        </Link>
      ),
    },
    { key: 'title', label: t('reviews.title'), phone: 'bare', render: (row) => row.title ?? '' },
    { key: 'employer', label: t('reviews.employer'), phone: 'bare', render: (row) => row.employer ?? '' },
    {
      key: 'domains',
      label: t('reviews.domains'),
      phone: 'meta',
      render: (row) => row.domains.map(labels.domain).join('、'),
    },
    {
      key: 'tracks',
      label: t('reviews.tracks'),
      phone: 'meta',
      render: (row) => row.tracks.map((each) => labels.in('tracks', each)).join('、'),
    },
    {
      key: 'available',
      label: t('reviews.available'),
      phone: 'meta',
      width: '6rem',
      render: (row) => t(row.available ? 'common.yes' : 'common.no'),
    },
    {
      key: 'load',
      label: t('reviews.openReviews'),
      phone: 'meta',
      number: true,
      width: '6rem',
      render: (row) => row.load,
    },
  ]
}
