import { Link } from '@tanstack/react-router'
import {
  type PromotionSummary,
  promotionQuery,
  promotionRoutes,
  promotionRungs,
  promotionStates,
} from '../../../../contracts/promotions.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { holds, isMember, useMe } from '../../session/me.ts'
import { type Labels, useLabels } from '../../shell/labels.ts'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'

/** 升级认定: who asked to move up, where each application stands, and what holds until when. */
export function PromotionListPage() {
  const { t, name } = useText()
  const labels = useLabels()
  const catalog = useCatalog()
  const me = useMe()
  const list = useList(promotionQuery)
  const { cursor: _, limit: __, ...exported } = list.filters
  const page = useCall(promotionRoutes.list, { query: list.filters as never }, { keep: true })
  const create =
    isMember(me) || holds(me, 'operator') ? (
      <Link to="/promotions/new" className="button primary">
        {t('promotions.create')}
      </Link>
    ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('promotions.title')}</h1>
        {create}
      </header>
      <ListRoom
        name="promotions"
        caption={t('promotions.title')}
        list={list}
        page={page}
        columns={columnsOf(t, labels)}
        rowKey={(row) => row.id}
        sort="-updatedAt"
        searchLabel={t('promotions.search')}
        filters={[
          {
            name: 'state',
            label: t('promotions.filterState'),
            options: promotionStates.map((one) => ({ value: one, label: name(stateLabel('promotion', one)) })),
          },
          {
            name: 'toRung',
            label: t('promotions.filterRung'),
            options: promotionRungs.map((one) => ({ value: one, label: labels.in('ladder', one) })),
          },
          {
            name: 'domain',
            label: t('promotions.filterDomain'),
            options: catalog.domains.map((one) => ({ value: one.key, label: name(one) })),
          },
          {
            name: 'district',
            label: t('promotions.filterDistrict'),
            options: catalog.districts.map((one) => ({ value: one.key, label: name(one) })),
          },
        ]}
        quiet={['scenario', 'organisation', 'synthetic']}
        exports={[{ label: t('list.excel'), href: hrefOf(promotionRoutes.exportXlsx, { query: exported }) }]}
        tools={
          <button
            type="button"
            className="button"
            aria-pressed={list.filters.overdue === 'true'}
            onClick={() => list.set({ overdue: list.filters.overdue === 'true' ? '' : 'true' })}
          >
            {t('scenarios.overdueOnly')}
          </button>
        }
        tone={(row) => (row.holder !== null && isOverdue(row.dueAt) ? 'bad' : undefined)}
        empty={
          <EmptyState
            title={t('promotions.emptyTitle')}
            action={
              create ?? (
                <Link to="/scenarios" search={{ state: 'published' }} className="button">
                  {t('promotions.seeScenarios')}
                </Link>
              )
            }
          >
            {t('promotions.emptyText')}
          </EmptyState>
        }
      />
    </>
  )
}

function columnsOf(t: Text['t'], labels: Labels): Column<PromotionSummary>[] {
  return [
    {
      key: 'scenario',
      label: t('promotions.scenario'),
      always: true,
      phone: 'title',
      width: '16rem',
      render: (row) => (
        <>
          <Link to="/promotions/$id" params={{ id: row.id }} data-row-link>
            {row.scenario.title}
          </Link>
          {row.synthetic ? <SyntheticMark /> : null}
        </>
      ),
    },
    {
      key: 'rung',
      label: t('promotions.rung'),
      phone: 'bare',
      width: '11rem',
      render: (row) => (
        <>
          {labels.in('ladder', row.toRung)}
          {row.renewal ? <span className="quiet"> {t('promotions.renewal')}</span> : null}
        </>
      ),
    },
    {
      key: 'state',
      label: t('promotions.state'),
      phone: 'bare',
      width: '6.5rem',
      render: (row) => <State machine="promotion" state={row.state} />,
    },
    {
      key: 'due',
      label: t('promotions.due'),
      phone: 'bare',
      width: '12rem',
      sort: { up: 'dueAt' },
      render: (row) => <Due at={row.dueAt} />,
    },
    { key: 'owner', label: t('promotions.owner'), phone: 'meta', width: '10rem', render: (row) => row.owner.name },
    {
      key: 'granted',
      label: t('promotions.granted'),
      phone: 'hide',
      width: '7rem',
      sort: { down: '-grantedAt' },
      render: (row) => (row.grantedAt ? <DateText value={row.grantedAt} /> : ''),
    },
    {
      key: 'valid',
      label: t('promotions.valid'),
      phone: 'meta',
      width: '7rem',
      sort: { up: 'validUntil' },
      render: (row) =>
        row.validUntil ? <DateText value={row.validUntil} /> : row.grantedAt ? t('promotions.forGood') : '',
    },
    { key: 'code', label: t('promotions.said_code'), phone: 'meta', width: '8.5rem', render: (row) => row.code ?? '' },
  ]
}
