import { Link, useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { listRoutes, listStates, type ScenarioList } from '../../../../contracts/lists.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { holds, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { State } from '../../shell/lifecycle.tsx'

/** 清单: numbered batches of scenarios; an operator begins, composes and releases them. */
export function ListsPage() {
  const { t, name } = useText()
  const operates = holds(useMe(), 'operator')
  const list = useList(listRoutes.list.query)
  const page = useCall(listRoutes.list, { query: list.filters as never }, { keep: true })
  const [creating, setCreating] = useState(false)
  const create = operates ? (
    <button type="button" className="button primary" onClick={() => setCreating(true)}>
      {t('lists.create')}
    </button>
  ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.lists')}</h1>
        {create}
      </header>
      <ListRoom
        name="lists"
        caption={t('shell.lists')}
        list={list}
        page={page}
        columns={columnsOf(t)}
        rowKey={(row) => row.id}
        sort="-releasedOn"
        quiet={['state']}
        tools={
          operates ? (
            <Choice
              id="lists-state"
              aria-label={t('lists.state')}
              empty={t('lists.anyState')}
              value={list.filters.state ?? ''}
              options={listStates.map((state) => ({ value: state, label: name(stateLabel('list', state)) }))}
              onChange={(state) => list.set({ state })}
            />
          ) : null
        }
        empty={
          <EmptyState title={t('lists.emptyTitle')} action={create ?? undefined}>
            {operates ? t('lists.emptyText') : null}
          </EmptyState>
        }
      />
      {creating ? <CreateDialog onClose={() => setCreating(false)} /> : null}
    </>
  )
}

function columnsOf(t: Text['t']): Column<ScenarioList>[] {
  return [
    {
      key: 'code',
      label: t('lists.code'),
      phone: 'bare',
      width: '8.5rem',
      sort: { up: 'code' },
      render: (row) => row.code,
    },
    {
      key: 'title',
      label: t('lists.titleField'),
      always: true,
      phone: 'title',
      render: (row) => (
        <Link to="/lists/$id" params={{ id: row.id }} data-row-link>
          {row.title}
        </Link>
      ),
    },
    {
      key: 'state',
      label: t('lists.state'),
      phone: 'bare',
      width: '7rem',
      render: (row) => <State machine="list" state={row.state} />,
    },
    {
      key: 'items',
      label: t('lists.items'),
      phone: 'meta',
      number: true,
      width: '6rem',
      render: (row) => row.items,
    },
    {
      key: 'opportunity',
      label: t('lists.opportunity'),
      phone: 'meta',
      number: true,
      width: '9rem',
      render: (row) =>
        row.opportunityCny === null ? '' : <Money cny={row.opportunityCny} bound={row.opportunityBound} />,
    },
    {
      key: 'released',
      label: t('lists.releasedOn'),
      phone: 'meta',
      width: '10rem',
      sort: { down: '-releasedOn' },
      render: (row) =>
        row.releasedOn ? (
          <DateText value={row.releasedOn} />
        ) : row.scheduledFor ? (
          <span className="quiet">
            {t('lists.scheduledFor')} <DateText value={row.scheduledFor} time />
          </span>
        ) : (
          ''
        ),
    },
  ]
}

function CreateDialog(props: { onClose: () => void }) {
  const { t } = useText()
  const navigate = useNavigate()
  const create = useAct(listRoutes.create)
  const [title, setTitle] = useState('')
  const [note, setNote] = useState('')
  const faults = fieldMessages(create.error)
  return (
    <ConfirmDialog
      verb={t('lists.create')}
      note={t('lists.createNote')}
      busy={create.isPending}
      error={create.error}
      blocked={title.trim() === ''}
      onConfirm={() =>
        create.mutate(
          { body: { title, note: note.trim() || null } },
          { onSuccess: ({ data }) => void navigate({ to: '/lists/$id', params: { id: data.id } }) },
        )
      }
      onClose={props.onClose}
    >
      <TitleAndNote title={title} note={note} faults={faults} onTitle={setTitle} onNote={setNote} />
    </ConfirmDialog>
  )
}

export function TitleAndNote(props: {
  title: string
  note: string
  faults: Record<string, string>
  onTitle: (title: string) => void
  onNote: (note: string) => void
}) {
  const { t } = useText()
  return (
    <>
      <Field label={t('lists.titleField')} error={props.faults.title} required>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={120}
            value={props.title}
            onChange={(event) => props.onTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('lists.note')} hint={t('lists.noteHint')} error={props.faults.note}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={props.note}
            onChange={(event) => props.onNote(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
