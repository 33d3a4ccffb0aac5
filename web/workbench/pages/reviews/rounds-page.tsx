import { Link, useNavigate } from '@tanstack/react-router'
import { App, Input } from 'antd'
import { useState } from 'react'
import { callRoutes } from '../../../../contracts/calls.ts'
import { roundStates } from '../../../../contracts/reviews.ts'
import { type RoundSummary, roundQuery, roundRoutes } from '../../../../contracts/rounds.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { holds, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'

/** Rounds: operators and auditors see all, experts theirs. */
export function RoundsPage() {
  const { t, name } = useText()
  const me = useMe()
  const operates = holds(me, 'operator')
  const list = useList(roundQuery)
  const page = useCall(roundRoutes.list, { query: list.filters as never }, { keep: true })
  const [creating, setCreating] = useState(false)
  const { cursor: _, limit: __, ...exported } = list.filters
  const create = operates ? (
    <button type="button" className="button primary" onClick={() => setCreating(true)}>
      {t('reviews.create')}
    </button>
  ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('reviews.rounds')}</h1>
        {create}
      </header>
      <ListRoom
        name="rounds"
        caption={t('reviews.rounds')}
        list={list}
        page={page}
        columns={columnsOf(t)}
        rowKey={(row) => row.id}
        sort="-updatedAt"
        searchLabel={t('reviews.search')}
        filters={[
          {
            name: 'state',
            label: t('reviews.state'),
            options: roundStates.map((state) => ({ value: state, label: name(stateLabel('round', state)) })),
          },
        ]}
        exports={[{ label: t('list.excel'), href: hrefOf(roundRoutes.exportXlsx, { query: exported }) }]}
        tone={(row) => (row.holder && isOverdue(row.dueAt) ? 'bad' : undefined)}
        empty={
          <EmptyState title={t('reviews.roundsEmpty')} action={create ?? undefined}>
            {t(
              operates
                ? 'reviews.roundsEmptyText'
                : holds(me, 'expert')
                  ? 'reviews.roundsEmptyExpert'
                  : 'reviews.roundsEmptyRead',
            )}
          </EmptyState>
        }
      />
      {creating ? <CreateDialog onClose={() => setCreating(false)} /> : null}
    </>
  )
}

function columnsOf(t: Text['t']): Column<RoundSummary>[] {
  return [
    { key: 'code', label: t('reviews.code'), phone: 'bare', width: '8rem', render: (row) => row.code },
    {
      key: 'title',
      label: t('reviews.name'),
      always: true,
      phone: 'title',
      sort: { up: 'title' },
      render: (row) => (
        <Link to="/rounds/$id" params={{ id: row.id }} data-row-link>
          {row.title}
        </Link>
      ),
    },
    {
      key: 'state',
      label: t('reviews.state'),
      phone: 'bare',
      width: '7rem',
      render: (row) => <State machine="round" state={row.state} />,
    },
    { key: 'call', label: t('reviews.call'), phone: 'meta', render: (row) => row.call?.title ?? '' },
    { key: 'items', label: t('reviews.items'), phone: 'meta', number: true, render: (row) => row.items },
    {
      key: 'progress',
      label: t('reviews.progress'),
      phone: 'meta',
      number: true,
      render: (row) => (row.progress ? `${row.progress.submitted} / ${row.progress.assigned}` : ''),
    },
    { key: 'chair', label: t('reviews.chair'), phone: 'meta', render: (row) => row.chair?.name ?? '' },
    {
      key: 'due',
      label: t('reviews.deadline'),
      phone: 'bare',
      render: (row) =>
        row.state === 'scoring' ? <Due at={row.dueAt} /> : row.deadline ? <DateText value={row.deadline} /> : '',
    },
  ]
}

function CreateDialog(props: { onClose: () => void }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const create = useAct(roundRoutes.create)
  const calls = useCall(callRoutes.list, { query: { state: 'open,closed' as never, limit: 100 } })
  const [title, setTitle] = useState('')
  const [callId, setCallId] = useState('')
  const faults = fieldMessages(create.error)
  return (
    <ConfirmDialog
      verb={t('reviews.create')}
      busy={create.isPending}
      error={create.error}
      blocked={title.trim() === ''}
      onConfirm={() =>
        create.mutate(
          { body: { title: title.trim(), callId: callId || null } },
          {
            onSuccess: ({ data }) => {
              message.success(t('reviews.created'))
              void navigate({ to: '/rounds/$id', params: { id: data.id } })
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <Field label={t('reviews.name')} error={faults.title} required>
        {(control) => (
          <Input {...control} maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      <Field label={t('reviews.call')} hint={t('reviews.takeCall')} error={faults.callId}>
        {(control) => (
          <Choice
            {...control}
            value={callId}
            empty={t('reviews.noCall')}
            options={(calls.data?.items ?? []).map((each) => ({
              value: each.id,
              label: [each.code, each.title].filter(Boolean).join(' '),
            }))}
            onChange={setCallId}
          />
        )}
      </Field>
    </ConfirmDialog>
  )
}
