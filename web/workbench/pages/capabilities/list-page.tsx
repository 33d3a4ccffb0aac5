import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import {
  type Capability,
  capabilityKinds,
  capabilityQuery,
  capabilityRoutes,
  capabilityStates,
} from '../../../../contracts/capabilities.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import type { FilterOf } from '../../list/list-tools.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { holds, isMember, useMe } from '../../session/me.ts'
import { type Labels, useLabels } from '../../shell/labels.ts'
import { State } from '../../shell/lifecycle.tsx'

export function CapabilityListPage() {
  const { t } = useText()
  const me = useMe()
  const labels = useLabels()
  const ours = isMember(me) ? me.organisation?.id : undefined
  const list = useList(capabilityQuery)
  const page = useCall(capabilityRoutes.list, { query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...query } = list.filters
  const filters = useCapabilityFilters()
  const create = ours ? (
    <Link to="/capabilities/new" className="button primary">
      {t('capabilities.create')}
    </Link>
  ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.capabilities')}</h1>
        <div className="row">
          {ours || holds(me, 'operator') ? (
            <Link to="/imports/$collection" params={{ collection: 'capabilities' }} className="button">
              {t('shell.imports')}
            </Link>
          ) : null}
          {create}
        </div>
      </header>
      <ListRoom
        name="capabilities"
        caption={t('shell.capabilities')}
        list={list}
        page={page}
        columns={columnsOf(t, labels)}
        hiddenAtFirst={['districts', 'visibility']}
        rowKey={(row) => row.id}
        sort="-updatedAt"
        filters={filters}
        searchLabel={t('capabilities.search')}
        quiet={['organisation', 'minReadiness']}
        exports={[
          { label: t('list.excel'), href: hrefOf(capabilityRoutes.exportXlsx, { query }) },
          { label: t('list.csv'), href: hrefOf(capabilityRoutes.exportCsv, { query }) },
        ]}
        tone={(row) => (row.state === 'stale' ? 'bad' : undefined)}
        tools={
          <>
            <Choice
              id="min-readiness"
              aria-label={t('capabilities.minReadiness')}
              empty={t('capabilities.anyReadiness')}
              value={list.filters.minReadiness ?? ''}
              options={readinessLevels.map((level) => ({
                value: level,
                label: t('capabilities.atLeast', { level }),
              }))}
              onChange={(minReadiness) => list.set({ minReadiness })}
            />
            {ours ? (
              <button
                type="button"
                className="button"
                aria-pressed={list.filters.organisation === ours}
                onClick={() => list.set({ organisation: list.filters.organisation === ours ? '' : ours })}
              >
                {t('scenarios.mineOnly')}
              </button>
            ) : null}
          </>
        }
        empty={
          <EmptyState title={t('capabilities.emptyTitle')} action={create ?? undefined}>
            {ours ? t('capabilities.emptyText') : null}
          </EmptyState>
        }
      />
    </>
  )
}

export const readinessLevels = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

function columnsOf(t: Text['t'], labels: Labels): Column<Capability>[] {
  return [
    {
      key: 'title',
      label: t('capabilities.title'),
      always: true,
      phone: 'title',
      sort: { up: 'title' },
      render: (row) => (
        <>
          <Link to="/capabilities/$id" params={{ id: row.id }} data-row-link>
            {row.title}
          </Link>
          {row.synthetic ? <SyntheticMark /> : null}
        </>
      ),
    },
    { key: 'code', label: t('capabilities.code'), phone: 'bare', width: '8.5rem', render: (row) => row.code ?? '' },
    {
      key: 'state',
      label: t('capabilities.state'),
      phone: 'bare',
      width: '6.5rem',
      render: (row) => <State machine="capability" state={row.state} />,
    },
    {
      key: 'kind',
      label: t('capabilities.kind'),
      phone: 'bare',
      width: '6rem',
      render: (row) => labels.of('capabilityKinds', row.kind),
    },
    {
      key: 'readiness',
      label: t('capabilities.readiness'),
      phone: 'meta',
      number: true,
      width: '6.5rem',
      sort: { down: '-readiness' },
      render: (row) => (row.readiness === null ? '' : `TRL ${row.readiness}`),
    },
    {
      key: 'organisation',
      label: t('capabilities.organisation'),
      phone: 'bare',
      width: '14rem',
      render: (row) => row.organisation.name,
    },
    {
      key: 'tracks',
      label: t('capabilities.tracks'),
      phone: 'hide',
      render: (row) => row.tracks.map((track) => labels.in('tracks', track)).join('、'),
    },
    {
      key: 'districts',
      label: t('capabilities.districts'),
      phone: 'hide',
      render: (row) => row.districts.map((district) => labels.in('districts', district)).join('、'),
    },
    {
      key: 'visibility',
      label: t('capabilities.visibility'),
      phone: 'hide',
      width: '9rem',
      render: (row) => labels.of('visibilities', row.visibility),
    },
    {
      key: 'fresh',
      label: t('capabilities.freshUntil'),
      phone: 'meta',
      width: '6.5rem',
      render: (row) => (row.freshUntil ? <DateText value={row.freshUntil} /> : ''),
    },
    {
      key: 'updated',
      label: t('scenarios.colUpdated'),
      phone: 'hide',
      width: '6.5rem',
      sort: { down: '-updatedAt' },
      render: (row) => <DateText value={row.updatedAt} />,
    },
  ]
}

function useCapabilityFilters(): FilterOf[] {
  const { t, name } = useText()
  const catalog = useCatalog()
  const labels = useLabels()
  return useMemo(() => {
    const options = (entries: readonly { key: string; zh: string; en: string }[]) =>
      entries.map((entry) => ({ value: entry.key, label: name(entry) }))
    return [
      {
        name: 'state',
        label: t('capabilities.state'),
        options: capabilityStates.map((state) => ({ value: state, label: name(stateLabel('capability', state)) })),
      },
      {
        name: 'kind',
        label: t('capabilities.kind'),
        options: capabilityKinds.map((kind) => ({ value: kind, label: labels.of('capabilityKinds', kind) })),
      },
      { name: 'track', label: t('capabilities.tracks'), options: options(catalog.tracks) },
      { name: 'district', label: t('capabilities.districts'), options: options(catalog.districts) },
    ]
  }, [catalog, labels, t, name])
}
