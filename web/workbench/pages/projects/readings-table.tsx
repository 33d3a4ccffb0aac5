import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import { type ProjectReading, type ReadingAction, readingActions } from '../../../../contracts/projects.ts'
import { type Column, DataTable } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { Due, isOverdue, State, useActionName } from '../../shell/lifecycle.tsx'
import { valueText } from './number.ts'
import { ReadingDialog } from './reading-dialog.tsx'

/** Readings, newest first, with what this person may do to each. */
export function ReadingsTable(props: {
  readings: readonly ProjectReading[]
  caption: string
  withIndicator?: boolean
}) {
  const { t } = useText()
  const [chosen, setChosen] = useState<{ reading: ProjectReading; action: ReadingAction } | null>(null)
  const rows = [...props.readings].sort((a, b) => (a.at < b.at ? 1 : -1))
  if (rows.length === 0) return <p className="quiet">{t('projects.readingsEmpty')}</p>
  return (
    <>
      <DataTable
        caption={props.caption}
        columns={readingColumns(t, {
          indicator: props.withIndicator ?? false,
          files: rows.some((row) => row.file !== null),
          actions: rows.every((row) => row.actions.length === 0)
            ? undefined
            : (reading) => <Offers reading={reading} onChoose={(action) => setChosen({ reading, action })} />,
        })}
        rows={rows}
        rowKey={(row) => row.id}
        tone={(row) => (row.holder && isOverdue(row.dueAt) ? 'bad' : undefined)}
      />
      {chosen ? <ReadingDialog {...chosen} onClose={() => setChosen(null)} /> : null}
    </>
  )
}

function Offers(props: { reading: ProjectReading; onChoose: (action: ReadingAction) => void }) {
  const name = useActionName()
  const offered = readingActions.filter((one) => props.reading.actions.includes(one))
  if (offered.length === 0) return null
  return (
    <span className="row">
      {offered.map((one) => (
        <button
          key={one}
          type="button"
          className={one === 'confirm' ? 'button primary' : 'button'}
          onClick={() => props.onChoose(one)}
        >
          {name('reading', one)}
        </button>
      ))}
    </span>
  )
}

export function readingColumns(
  t: Text['t'],
  how: {
    indicator: boolean
    project?: boolean
    files: boolean
    actions?: ((reading: ProjectReading) => ReactNode) | undefined
  },
): Column<ProjectReading>[] {
  return [
    {
      key: 'at',
      label: t('projects.at'),
      phone: 'title',
      always: true,
      width: '6.5rem',
      sort: { down: '-at' },
      render: (row) => (
        <Link to="/readings/$id" params={{ id: row.id }} data-row-link>
          <DateText value={row.at} />
        </Link>
      ),
    },
    ...(how.indicator
      ? [
          {
            key: 'indicator',
            label: t('projects.chooseIndicator'),
            phone: 'bare' as const,
            render: (row: ProjectReading) => row.indicator.name,
          },
        ]
      : []),
    ...(how.project
      ? [
          {
            key: 'project',
            label: t('projects.colTitle'),
            phone: 'bare' as const,
            render: (row: ProjectReading) => (
              <Link to="/projects/$id" params={{ id: row.project.id }}>
                {row.project.title}
              </Link>
            ),
          },
        ]
      : []),
    {
      key: 'value',
      label: t('projects.value'),
      phone: 'bare',
      number: true,
      render: (row) => (
        <strong className="reading-amount">
          {valueText(row.value)} {row.unit}
        </strong>
      ),
    },
    {
      key: 'state',
      label: t('projects.status'),
      phone: 'bare',
      width: '6rem',
      render: (row) => (
        <>
          <State machine="reading" state={row.state} /> {row.holder ? <Due at={row.dueAt} /> : null}
        </>
      ),
    },
    {
      key: 'reporter',
      label: t('projects.reporter'),
      phone: 'meta',
      render: (row) => row.reportedBy.organisation.name,
    },
    ...(how.files
      ? [
          {
            key: 'file',
            label: t('projects.file'),
            phone: 'bare' as const,
            render: (row: ProjectReading) =>
              row.file ? (
                <EvidenceLink
                  href={hrefOf(fileRoutes.download, { params: { id: row.file.id } })}
                  label={row.file.name}
                  hash={row.file.sha256}
                />
              ) : null,
          },
        ]
      : []),
    ...(how.actions
      ? [{ key: 'action', label: t('projects.action'), phone: 'bare' as const, render: how.actions }]
      : []),
  ]
}
