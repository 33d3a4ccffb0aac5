import { Link } from '@tanstack/react-router'
import type { ScenarioSummary } from '../../../../contracts/scenarios.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { DateText } from '../../../ui/parts/date.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import type { Text } from '../../i18n/text.tsx'
import type { Labels } from '../../shell/labels.ts'
import { Due, State } from '../../shell/lifecycle.tsx'
import { dueOf } from './due-of.ts'

export interface ColumnNames extends Text {
  labels: Labels
  holder: (holder: string | null) => string
}

/** Columns of every list of scenarios. */
export function scenarioColumns({ t, labels, holder }: ColumnNames): Column<ScenarioSummary>[] {
  const names = (section: 'tracks' | 'districts', keys: readonly string[]) =>
    keys.map((key) => labels.in(section, key)).join('、')
  return [
    {
      key: 'title',
      label: t('scenarios.colTitle'),
      width: '15rem',
      always: true,
      phone: 'title',
      sort: { up: 'title' },
      render: (row) => (
        <>
          <Link to="/scenarios/$id" params={{ id: row.id }} data-row-link>
            {row.title || t('scenarios.untitled')}
          </Link>
          {row.synthetic ? <SyntheticMark /> : null}
        </>
      ),
    },
    { key: 'code', label: t('scenarios.colCode'), phone: 'bare', width: '8.5rem', render: (row) => row.code ?? '' },
    {
      key: 'state',
      label: t('scenarios.colState'),
      phone: 'bare',
      width: '6.5rem',
      render: (row) => <State machine="scenario" state={row.state} />,
    },
    {
      key: 'holder',
      label: t('scenarios.colHolder'),
      phone: 'hide',
      width: '5.5rem',
      render: (row) => holder(row.holder),
    },
    {
      key: 'due',
      label: t('scenarios.colDue'),
      phone: 'bare',
      render: (row) => <Due at={dueOf(row)} />,
    },
    { key: 'owner', label: t('scenarios.colOwner'), phone: 'bare', width: '8rem', render: (row) => row.owner.name },
    {
      key: 'opportunity',
      label: t('scenarios.colOpportunity'),
      number: true,
      phone: 'meta',
      width: '8rem',
      sort: { down: '-opportunityCny' },
      render: (row) =>
        row.opportunityCny === null ? '' : <Money cny={row.opportunityCny} bound={row.opportunityBound} />,
    },
    {
      key: 'domain',
      label: t('scenarios.colDomain'),
      phone: 'hide',
      width: '7rem',
      render: (row) => labels.domain(row.domain),
    },
    { key: 'tracks', label: t('scenarios.colTracks'), phone: 'hide', render: (row) => names('tracks', row.tracks) },
    {
      key: 'districts',
      label: t('scenarios.colDistricts'),
      phone: 'hide',
      render: (row) => names('districts', row.districts),
    },
    {
      key: 'call',
      label: t('calls.chosen'),
      phone: 'hide',
      width: '8rem',
      render: (row) =>
        row.call ? (
          <Link to="/calls/$id" params={{ id: row.call.id }} title={row.call.title}>
            {row.call.code}
          </Link>
        ) : (
          ''
        ),
    },
    { key: 'rung', label: t('scenarios.colRung'), phone: 'hide', render: (row) => labels.in('ladder', row.rung) },
    {
      key: 'closesAt',
      label: t('scenarios.colCloses'),
      phone: 'hide',
      width: '6.5rem',
      sort: { up: 'closesAt' },
      render: (row) => (row.closesAt ? <DateText value={row.closesAt} /> : ''),
    },
    {
      key: 'publishedAt',
      label: t('scenarios.colPublished'),
      phone: 'hide',
      width: '6.5rem',
      sort: { up: 'publishedAt', down: '-publishedAt' },
      render: (row) => (row.publishedAt ? <DateText value={row.publishedAt} /> : ''),
    },
    {
      key: 'updatedAt',
      label: t('scenarios.colUpdated'),
      phone: 'hide',
      width: '6.5rem',
      sort: { down: '-updatedAt' },
      render: (row) => <DateText value={row.updatedAt} />,
    },
  ]
}

/** Switched off until somebody wants them. */
export const hiddenAtFirst = ['domain', 'tracks', 'districts', 'call', 'rung', 'closesAt', 'publishedAt']
