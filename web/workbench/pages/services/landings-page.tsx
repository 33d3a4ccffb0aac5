import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Landing, landingKinds, landingRoutes, landingStates } from '../../../../contracts/services.ts'
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
import { holds, useMe } from '../../session/me.ts'
import { type Labels, useLabels } from '../../shell/labels.ts'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'
import { LandingDialog } from './landing-dialog.tsx'

/** 落地企业: firms that settled, with what proves it. */
export function LandingListPage() {
  const { t, name } = useText()
  const labels = useLabels()
  const catalog = useCatalog()
  const reports = holds(useMe(), 'operator', 'district_operator')
  const list = useList(landingRoutes.list.query)
  const page = useCall(landingRoutes.list, { query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...exported } = list.filters
  const [reporting, setReporting] = useState(false)
  const button = reports ? (
    <button type="button" className="button primary" onClick={() => setReporting(true)}>
      {t('services.report')}
    </button>
  ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('services.landings')}</h1>
        {button}
      </header>
      <ListRoom
        name="landings"
        caption={t('services.landings')}
        list={list}
        page={page}
        columns={columnsOf(t, labels)}
        rowKey={(row) => row.id}
        sort="-landedOn"
        searchLabel={t('services.search')}
        exports={[{ label: t('list.excel'), href: hrefOf(landingRoutes.exportXlsx, { query: exported as never }) }]}
        filters={[
          {
            name: 'state',
            label: t('services.state'),
            options: landingStates.map((state) => ({ value: state, label: name(stateLabel('landing', state)) })),
          },
          {
            name: 'kind',
            label: t('services.kind'),
            options: landingKinds.map((kind) => ({ value: kind, label: labels.of('landingKinds', kind) })),
          },
          {
            name: 'district',
            label: t('services.district'),
            options: catalog.districts.map((each) => ({ value: each.key, label: name(each) })),
          },
        ]}
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
        tone={(row) => (isOverdue(row.dueAt) ? 'bad' : undefined)}
        empty={
          <EmptyState title={t('services.emptyLandingTitle')} action={button ?? undefined}>
            {t('services.emptyLanding')}
          </EmptyState>
        }
      />
      {reporting ? <LandingDialog onClose={() => setReporting(false)} /> : null}
    </>
  )
}

function columnsOf(t: Text['t'], labels: Labels): Column<Landing>[] {
  return [
    {
      key: 'organisation',
      label: t('services.colFirm'),
      always: true,
      phone: 'title',
      render: (row) => (
        <Link to="/landings/$id" params={{ id: row.id }} data-row-link>
          {row.organisation.name} {row.synthetic ? <SyntheticMark /> : null}
        </Link>
      ),
    },
    {
      key: 'landedOn',
      label: t('services.colLanded'),
      phone: 'meta',
      width: '6.5rem',
      sort: { up: 'landedOn', down: '-landedOn' },
      render: (row) => <DateText value={row.landedOn} />,
    },
    { key: 'kind', label: t('services.colKind'), phone: 'bare', render: (row) => labels.of('landingKinds', row.kind) },
    {
      key: 'district',
      label: t('services.colDistrict'),
      phone: 'bare',
      render: (row) => labels.in('districts', row.organisation.district),
    },
    { key: 'reporter', label: t('services.colReporter'), phone: 'meta', render: (row) => row.reportedBy.name },
    {
      key: 'state',
      label: t('services.colState'),
      phone: 'bare',
      width: '6rem',
      render: (row) => <State machine="landing" state={row.state} />,
    },
    { key: 'due', label: t('services.colDue'), phone: 'bare', render: (row) => <Due at={row.dueAt} /> },
  ]
}
