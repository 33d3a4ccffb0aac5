import { Link } from '@tanstack/react-router'
import { type CallSummary, callQuery, callRoutes, callStates } from '../../../../contracts/calls.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { holds, useMe } from '../../session/me.ts'
import { type Labels, useLabels } from '../../shell/labels.ts'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'

/** 征集: the windows in which owners submit scenarios; operators announce them. */
export function CallListPage() {
  const { t, name } = useText()
  const labels = useLabels()
  const catalog = useCatalog()
  const me = useMe()
  const operates = holds(me, 'operator')
  const list = useList(callQuery)
  const { cursor: _, limit: __, ...exported } = list.filters
  const page = useCall(callRoutes.list, { query: list.filters as never }, { keep: true })
  const create = operates ? (
    <Link to="/calls/new" className="button primary">
      {t('calls.create')}
    </Link>
  ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.calls')}</h1>
        {create}
      </header>
      <ListRoom
        name="calls"
        caption={t('shell.calls')}
        list={list}
        page={page}
        columns={columnsOf(t, labels, holds(me, 'operator', 'auditor'))}
        rowKey={(row) => row.id}
        sort="-opensAt"
        searchLabel={t('calls.search')}
        filters={[
          {
            name: 'state',
            label: t('calls.state'),
            options: callStates
              .filter((state) => operates || state !== 'draft')
              .map((state) => ({ value: state, label: name(stateLabel('call', state)) })),
          },
          {
            name: 'domain',
            label: t('scenarios.filterDomain'),
            options: catalog.domains.map((one) => ({ value: one.key, label: name(one) })),
          },
        ]}
        quiet={['accepting']}
        exports={[{ label: t('list.excel'), href: hrefOf(callRoutes.exportXlsx, { query: exported }) }]}
        tools={
          <button
            type="button"
            className="button"
            aria-pressed={list.filters.accepting === 'true'}
            onClick={() => list.set({ accepting: list.filters.accepting === 'true' ? '' : 'true' })}
          >
            {t('calls.acceptingOnly')}
          </button>
        }
        tone={(row) => (row.state === 'draft' && isOverdue(row.dueAt) ? 'bad' : undefined)}
        empty={
          <EmptyState title={t('calls.emptyTitle')} action={create ?? undefined}>
            {t(operates ? 'calls.emptyOperator' : 'calls.emptyText')}
          </EmptyState>
        }
      />
    </>
  )
}

function columnsOf(t: Text['t'], labels: Labels, inside: boolean): Column<CallSummary>[] {
  return [
    {
      key: 'title',
      label: t('calls.titleField'),
      always: true,
      phone: 'title',
      width: '16rem',
      sort: { up: 'title' },
      render: (row) => (
        <Link to="/calls/$id" params={{ id: row.id }} data-row-link>
          {row.title}
        </Link>
      ),
    },
    { key: 'code', label: t('calls.code'), phone: 'bare', width: '8rem', render: (row) => row.code ?? '' },
    {
      key: 'state',
      label: t('calls.state'),
      phone: 'bare',
      width: '8rem',
      render: (row) => (
        <>
          <State machine="call" state={row.state} />
          {row.state === 'open' && !row.accepting ? (
            <span className="quiet"> {t(isOverdue(row.closesAt) ? 'calls.isOver' : 'calls.isEarly')}</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'opens',
      label: t('calls.opensAt'),
      phone: 'hide',
      width: '9rem',
      sort: { down: '-opensAt' },
      render: (row) => (row.opensAt ? <DateText value={row.opensAt} time /> : ''),
    },
    {
      key: 'closes',
      label: t('calls.closesAt'),
      phone: 'bare',
      width: '13rem',
      sort: { up: 'closesAt' },
      render: (row) =>
        row.accepting ? <Due at={row.closesAt} /> : row.closesAt ? <DateText value={row.closesAt} time /> : '',
    },
    {
      key: 'domains',
      label: t('calls.domains'),
      phone: 'meta',
      render: (row) => row.domains.map((key) => labels.domain(key)).join('、') || t('calls.all'),
    },
    ...(inside
      ? [
          {
            key: 'submissions',
            label: t('calls.submissions'),
            number: true,
            phone: 'meta',
            width: '6rem',
            render: (row: CallSummary) => row.submissions ?? 0,
          } as const,
        ]
      : []),
  ]
}
