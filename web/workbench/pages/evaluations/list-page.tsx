import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type EvaluationSummary, evaluationRoutes, evaluationStates } from '../../../../contracts/evaluations.ts'
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
import { holds, isMember, useMe } from '../../session/me.ts'
import { Due, State } from '../../shell/lifecycle.tsx'
import { EvaluationDialog } from './evaluation-dialog.tsx'

/** 评估: dated runs of an indicator system over scenarios. */
export function EvaluationListPage() {
  const { t, name } = useText()
  const me = useMe()
  const operates = holds(me, 'operator')
  const list = useList(evaluationRoutes.list.query)
  const page = useCall(evaluationRoutes.list, { query: list.filters as never }, { keep: true })
  const [creating, setCreating] = useState(false)
  const { cursor: _, limit: __, ...exported } = list.filters
  const create = operates ? (
    <button type="button" className="button primary" onClick={() => setCreating(true)}>
      {t('evaluations.create')}
    </button>
  ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.evaluations')}</h1>
        <div className="row">
          <Link to="/evaluations/systems">{t('evaluations.seeSystems')}</Link>
          {create}
        </div>
      </header>
      <ListRoom
        name="evaluations"
        caption={t('shell.evaluations')}
        list={list}
        page={page}
        columns={columnsOf(t, name)}
        rowKey={(row) => row.id}
        sort="-updatedAt"
        searchLabel={t('evaluations.search')}
        filters={[
          {
            name: 'state',
            label: t('evaluations.state'),
            options: evaluationStates.map((state) => ({ value: state, label: name(stateLabel('evaluation', state)) })),
          },
        ]}
        quiet={['scenario', 'system']}
        exports={[{ label: t('list.excel'), href: hrefOf(evaluationRoutes.exportXlsx, { query: exported }) }]}
        empty={
          <EmptyState title={t('evaluations.emptyTitle')} action={create ?? undefined}>
            {t(
              operates ? 'evaluations.emptyText' : isMember(me) ? 'evaluations.emptyParty' : 'evaluations.emptyReader',
            )}
          </EmptyState>
        }
      />
      {creating ? <EvaluationDialog onClose={() => setCreating(false)} /> : null}
    </>
  )
}

function columnsOf(t: Text['t'], name: Text['name']): Column<EvaluationSummary>[] {
  return [
    {
      key: 'code',
      label: t('evaluations.code'),
      phone: 'bare',
      width: '8.5rem',
      sort: { up: 'code' },
      render: (row) => row.code,
    },
    {
      key: 'title',
      label: t('evaluations.titleField'),
      always: true,
      phone: 'title',
      render: (row) => (
        <>
          <Link to="/evaluations/$id" params={{ id: row.id }} data-row-link>
            {row.title}
          </Link>
          {row.synthetic ? <SyntheticMark /> : null}
        </>
      ),
    },
    {
      key: 'state',
      label: t('evaluations.state'),
      phone: 'bare',
      width: '7rem',
      render: (row) => <State machine="evaluation" state={row.state} />,
    },
    { key: 'due', label: t('scenarios.colDue'), phone: 'bare', render: (row) => <Due at={row.dueAt} /> },
    { key: 'system', label: t('evaluations.system'), phone: 'meta', render: (row) => name(row.system) },
    {
      key: 'scenarios',
      label: t('evaluations.scenarios'),
      number: true,
      width: '6rem',
      phone: 'meta',
      render: (row) => row.scenarios,
    },
    {
      key: 'asOf',
      label: t('evaluations.asOf'),
      phone: 'hide',
      width: '7rem',
      render: (row) => (row.asOf ? <DateText value={row.asOf} /> : ''),
    },
    {
      key: 'published',
      label: t('evaluations.publishedAt'),
      phone: 'meta',
      width: '7rem',
      sort: { down: '-publishedAt' },
      render: (row) => (row.publishedAt ? <DateText value={row.publishedAt} /> : ''),
    },
  ]
}
