import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { HistoryRecord } from '../../../../contracts/common.ts'
import { recordRoutes } from '../../../../contracts/desk.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useRecordWords } from '../../shell/record-words.ts'
import { RecordDialog } from './record-dialog.tsx'
import { VerifyChain } from './verify-chain.tsx'

const types = [
  'call',
  'scenario',
  'round',
  'review',
  'intent',
  'agreement',
  'project',
  'reading',
  'evaluation',
  'promotion',
  'list',
  'library',
  'capability',
  'organisation',
  'service',
  'landing',
  'expert',
  'file',
  'user',
] as const

/** The journal, newest first: what was done, by whom, to what, and why. */
export function JournalPage() {
  const { t } = useText()
  const words = useRecordWords()
  const list = useList(recordRoutes.list.query)
  const page = useCall(recordRoutes.list, { query: list.filters as never }, { keep: true })
  const [open, setOpen] = useState<HistoryRecord | null>(null)
  const { subject, actor, action } = list.filters

  const columns: Column<HistoryRecord>[] = [
    { key: 'seq', label: t('journal.seq'), number: true, width: '5rem', phone: 'meta', render: (row) => row.seq },
    {
      key: 'at',
      label: t('journal.at'),
      width: '9.5rem',
      phone: 'bare',
      render: (row) => <DateText value={row.at} time />,
    },
    {
      key: 'action',
      label: t('journal.action'),
      always: true,
      phone: 'title',
      width: '11rem',
      render: (row) => (
        <button type="button" className="link" data-row-link onClick={() => setOpen(row)}>
          {words.action(row.action, row.subject.type)}
        </button>
      ),
    },
    {
      key: 'type',
      label: t('journal.type'),
      phone: 'bare',
      width: '7rem',
      render: (row) => words.type(row.subject.type),
    },
    {
      key: 'actor',
      label: t('journal.actor'),
      phone: 'bare',
      width: '10rem',
      render: (row) => (
        <>
          {words.actor(row)} <span className="quiet">{words.role(row)}</span>
        </>
      ),
    },
    {
      key: 'what',
      label: t('journal.what'),
      phone: 'bare',
      render: (row) =>
        row.changes
          .slice(0, 4)
          .map((change) => words.field(change.path))
          .join('、') + (row.changes.length > 4 ? t('journal.andMore', { count: row.changes.length }) : ''),
    },
    { key: 'reason', label: t('journal.reason'), phone: 'hide', render: (row) => row.reason ?? '' },
  ]
  const only = [
    { set: subject, name: 'subject', label: t('journal.onlySubject') },
    { set: actor, name: 'actor', label: t('journal.onlyActor') },
    { set: action, name: 'action', label: action ? words.action(action, list.filters.subjectType ?? '') : '' },
  ].filter((one) => one.set)

  return (
    <>
      <header className="page-head">
        <h1>{t('journal.title')}</h1>
      </header>
      <VerifyChain />
      <ListRoom
        name="records"
        caption={t('journal.title')}
        list={list}
        page={page}
        columns={columns}
        rowKey={(row) => String(row.seq)}
        quiet={['subjectType', 'subject', 'actor', 'action']}
        tools={
          <>
            <Choice
              id="journal-type"
              aria-label={t('journal.type')}
              empty={t('journal.anyType')}
              value={list.filters.subjectType ?? ''}
              options={types.map((type) => ({ value: type, label: words.type(type) }))}
              onChange={(subjectType) => list.set({ subjectType })}
            />
            {only.map((one) => (
              <button
                key={one.name}
                type="button"
                className="button"
                aria-pressed="true"
                onClick={() => list.set({ [one.name]: '' })}
              >
                {one.label} <span aria-hidden="true">×</span>
              </button>
            ))}
          </>
        }
        empty={
          <EmptyState
            title={t('journal.emptyTitle')}
            action={
              <Link to="/scenarios" className="button">
                {t('home.seeScenarios')}
              </Link>
            }
          >
            {t('journal.emptyText')}
          </EmptyState>
        }
      />
      {open ? (
        <RecordDialog
          record={open}
          onFilter={(filter) => {
            setOpen(null)
            list.set(filter)
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}
