import { Link, useParams } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type libraryEntry, libraryRoutes } from '../../../../contracts/lists.ts'
import { type ScenarioSummary, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { holds, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { State } from '../../shell/lifecycle.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { ScenarioPicker } from './scenario-picker.tsx'

type Entry = z.infer<typeof libraryEntry>

export function LibraryPage() {
  const { id = '' } = useParams({ strict: false })
  const { t, locale } = useText()
  const labels = useLabels()
  const operates = holds(useMe(), 'operator')
  const libraries = useCall(libraryRoutes.list, {})
  const library = libraries.data?.items.find((one) => one.key === id || one.id === id)
  const list = useList(libraryRoutes.entries.query)
  const page = useCall(libraryRoutes.entries, { params: { id }, query: list.filters as never }, { keep: true })
  const [entering, setEntering] = useState(false)
  const [leaving, setLeaving] = useState<Entry | null>(null)
  if (libraries.data && !library) return <NotFound />
  const title = library ? (locale === 'zh' ? library.title : library.titleEn) : ''

  const columns: Column<Entry>[] = [
    {
      key: 'title',
      label: t('scenarios.colTitle'),
      always: true,
      phone: 'title',
      render: (row) => (
        <Link to="/scenarios/$id" params={{ id: row.scenario.id }} data-row-link>
          {row.scenario.title}
        </Link>
      ),
    },
    { key: 'owner', label: t('scenarios.colOwner'), phone: 'bare', render: (row) => row.scenario.owner.name },
    {
      key: 'state',
      label: t('scenarios.colState'),
      phone: 'bare',
      width: '7rem',
      render: (row) => <State machine="scenario" state={row.scenario.state} />,
    },
    {
      key: 'rung',
      label: t('scenarios.colRung'),
      phone: 'bare',
      width: '11rem',
      render: (row) => labels.in('ladder', row.scenario.rung),
    },
    {
      key: 'entered',
      label: t('lists.entered'),
      phone: 'meta',
      render: (row) => (
        <>
          <DateText value={row.enteredAt} /> <span className="quiet">{row.enteredReason}</span>{' '}
          {row.promotion ? (
            <Link to="/promotions/$id" params={{ id: row.promotion.id }}>
              {row.promotion.code}
            </Link>
          ) : null}
        </>
      ),
    },
    {
      key: 'left',
      label: t('lists.left'),
      phone: 'bare',
      width: '14rem',
      render: (row) =>
        row.leftAt ? (
          <>
            <DateText value={row.leftAt} /> <span className="quiet">{row.leftReason}</span>
          </>
        ) : operates ? (
          <button
            type="button"
            className="link"
            aria-label={`${t('lists.leave')} ${row.scenario.title}`}
            onClick={() => setLeaving(row)}
          >
            {t('lists.leave')}
          </button>
        ) : (
          ''
        ),
    },
  ]
  const enter = operates ? (
    <button type="button" className="button primary" onClick={() => setEntering(true)}>
      {t('lists.enter')}
    </button>
  ) : null

  return (
    <>
      <header className="page-head">
        <div>
          <p>
            <Link to="/libraries">{t('shell.libraries')}</Link>
          </p>
          <h1>{title}</h1>
        </div>
        {enter}
      </header>
      {library?.purpose ? <p className="quiet">{library.purpose}</p> : null}
      <ListRoom
        name="library"
        caption={title}
        list={list}
        page={page}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={t('lists.libraryEmpty')} action={enter ?? undefined}>
            {operates ? t('lists.libraryEmptyText') : null}
          </EmptyState>
        }
      />
      {entering ? (
        <EnterDialog
          libraryId={id}
          held={(page.data?.items ?? []).filter((row) => row.leftAt === null).map((row) => row.scenario.id)}
          onClose={() => setEntering(false)}
        />
      ) : null}
      {leaving ? <LeaveDialog libraryId={id} entry={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  )
}

function EnterDialog(props: { libraryId: string; held: readonly string[]; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const enter = useAct(libraryRoutes.enter, { touches: [scenarioRoutes.list] })
  const [chosen, setChosen] = useState<ScenarioSummary | null>(null)
  return (
    <ConfirmDialog
      verb={t('lists.enter')}
      note={t('lists.enterNote')}
      reason="must"
      maxLength={2000}
      busy={enter.isPending}
      error={enter.error}
      blocked={chosen === null}
      onConfirm={(reason) => {
        if (!chosen) return
        enter.mutate(
          { params: { id: props.libraryId }, body: { scenarioId: chosen.id, reason } },
          {
            onSuccess: () => {
              message.success(t('lists.entered_done', { title: chosen.title }))
              props.onClose()
            },
          },
        )
      }}
      onClose={props.onClose}
    >
      {chosen ? (
        <p className="split">
          <strong>{chosen.title}</strong>
          <button type="button" className="link nowrap" onClick={() => setChosen(null)}>
            {t('lists.chooseOther')}
          </button>
        </p>
      ) : (
        <ScenarioPicker
          states="published,landing,demonstrating,evaluating,concluded"
          taken={props.held}
          verb={t('lists.choose')}
          empty={t('lists.noneEnterable')}
          onPick={setChosen}
        />
      )}
    </ConfirmDialog>
  )
}

function LeaveDialog(props: { libraryId: string; entry: Entry; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const leave = useAct(libraryRoutes.leave, { touches: [scenarioRoutes.list] })
  return (
    <ConfirmDialog
      verb={t('lists.leave')}
      subject={props.entry.scenario.title}
      note={t('lists.leaveNote')}
      reason="must"
      maxLength={2000}
      danger
      busy={leave.isPending}
      error={leave.error}
      onConfirm={(reason) =>
        leave.mutate(
          { params: { id: props.libraryId, entryId: props.entry.id }, body: { reason } },
          {
            onSuccess: () => {
              message.success(t('lists.left_done', { title: props.entry.scenario.title }))
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    />
  )
}
