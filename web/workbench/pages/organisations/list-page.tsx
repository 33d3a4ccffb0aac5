import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import {
  type Organisation,
  organisationKinds,
  organisationQuery,
  organisationRoutes,
  organisationStates,
} from '../../../../contracts/organisations.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import type { FilterOf } from '../../list/list-tools.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { holds, useMe } from '../../session/me.ts'
import { type Labels, useLabels } from '../../shell/labels.ts'
import { State } from '../../shell/lifecycle.tsx'

export function OrganisationListPage() {
  const { t } = useText()
  const me = useMe()
  const labels = useLabels()
  const list = useList(organisationQuery)
  const page = useCall(organisationRoutes.list, { query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...query } = list.filters
  const operates = holds(me, 'operator')
  const filters = useOrganisationFilters(operates || holds(me, 'auditor'))
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.organisations')}</h1>
        {operates ? (
          <Link to="/imports/$collection" params={{ collection: 'organisations' }} className="button">
            {t('shell.imports')}
          </Link>
        ) : null}
      </header>
      <ListRoom
        name="organisations"
        caption={t('shell.organisations')}
        list={list}
        page={page}
        columns={columnsOf(t, labels)}
        hiddenAtFirst={['capital', 'employees', 'founded', 'created']}
        rowKey={(row) => row.id}
        sort="name"
        filters={filters}
        searchLabel={t('organisations.search')}
        exports={[
          { label: t('list.excel'), href: hrefOf(organisationRoutes.exportXlsx, { query }) },
          { label: t('list.csv'), href: hrefOf(organisationRoutes.exportCsv, { query }) },
        ]}
        tools={
          operates ? (
            <button
              type="button"
              className="button"
              aria-pressed={list.filters.state === 'unverified'}
              onClick={() => list.set({ state: list.filters.state === 'unverified' ? '' : 'unverified' })}
            >
              {t('organisations.waiting')}
            </button>
          ) : null
        }
        empty={
          <EmptyState
            title={t('organisations.emptyTitle')}
            action={
              <Link to="/join" className="button primary">
                {t('shell.createTitle')}
              </Link>
            }
          >
            {t('organisations.emptyText')}
          </EmptyState>
        }
      />
    </>
  )
}

function columnsOf(t: Text['t'], labels: Labels): Column<Organisation>[] {
  return [
    {
      key: 'name',
      label: t('organisations.name'),
      always: true,
      phone: 'title',
      sort: { up: 'name' },
      render: (row) => (
        <>
          <Link to="/organisations/$id" params={{ id: row.id }} data-row-link>
            {row.name}
          </Link>
          {row.synthetic ? <SyntheticMark /> : null}
        </>
      ),
    },
    {
      key: 'state',
      label: t('organisations.state'),
      phone: 'bare',
      width: '7.5rem',
      render: (row) => <State machine="organisation" state={row.state} />,
    },
    {
      key: 'kind',
      label: t('organisations.kind'),
      phone: 'bare',
      width: '7rem',
      render: (row) => labels.of('organisationKinds', row.kind),
    },
    {
      key: 'district',
      label: t('organisations.district'),
      phone: 'bare',
      width: '7rem',
      render: (row) => labels.in('districts', row.district),
    },
    {
      key: 'creditCode',
      label: t('organisations.creditCode'),
      phone: 'hide',
      width: '12rem',
      render: (row) => row.creditCode ?? '',
    },
    {
      key: 'tracks',
      label: t('organisations.tracks'),
      phone: 'hide',
      render: (row) => row.tracks.map((track) => labels.in('tracks', track)).join('、'),
    },
    {
      key: 'capital',
      label: t('organisations.capital'),
      phone: 'hide',
      number: true,
      width: '8rem',
      render: (row) => (row.registeredCapitalCny === null ? '' : <Money cny={row.registeredCapitalCny} />),
    },
    {
      key: 'employees',
      label: t('organisations.employees'),
      phone: 'hide',
      number: true,
      width: '6rem',
      render: (row) => row.employees ?? '',
    },
    {
      key: 'founded',
      label: t('organisations.founded'),
      phone: 'hide',
      width: '6.5rem',
      render: (row) => (row.foundedOn ? <DateText value={row.foundedOn} /> : ''),
    },
    {
      key: 'created',
      label: t('organisations.created'),
      phone: 'hide',
      width: '6.5rem',
      sort: { down: '-createdAt' },
      render: (row) => <DateText value={row.createdAt} />,
    },
  ]
}

/** Readers see verified organisations only, so a choice of states is for those who see all. */
function useOrganisationFilters(states: boolean): FilterOf[] {
  const { t, name } = useText()
  const catalog = useCatalog()
  const labels = useLabels()
  return useMemo(() => {
    const options = (entries: readonly { key: string; zh: string; en: string }[]) =>
      entries.map((entry) => ({ value: entry.key, label: name(entry) }))
    return [
      ...(states
        ? [
            {
              name: 'state',
              label: t('organisations.state'),
              options: organisationStates.map((state) => ({
                value: state,
                label: name(stateLabel('organisation', state)),
              })),
            },
          ]
        : []),
      {
        name: 'kind',
        label: t('organisations.kind'),
        options: organisationKinds.map((kind) => ({ value: kind, label: labels.of('organisationKinds', kind) })),
      },
      { name: 'district', label: t('organisations.district'), options: options(catalog.districts) },
      { name: 'track', label: t('organisations.tracks'), options: options(catalog.tracks) },
    ]
  }, [states, catalog, labels, t, name])
}
