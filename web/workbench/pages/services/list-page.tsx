import { Link } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Service, serviceKinds, serviceRoutes, serviceStates } from '../../../../contracts/services.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { holds, isMember, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { type Labels, useLabels } from '../../shell/labels.ts'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'
import { RecordDialog } from './record-dialog.tsx'

/** 服务记录: written down by who rendered them, confirmed by the served firm or another operator, one by one or many at once. */
export function ServiceListPage() {
  const { t, name } = useText()
  const me = useMe()
  const labels = useLabels()
  const catalog = useCatalog()
  const records = holds(me, 'operator', 'district_operator', 'broker')
  const list = useList(serviceRoutes.list.query)
  const page = useCall(serviceRoutes.list, { query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...exported } = list.filters
  const [recording, setRecording] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [confirming, setConfirming] = useState(false)
  const confirmable = (page.data?.items ?? []).filter((row) => row.actions.includes('confirm'))
  const picked = chosen.filter((id) => confirmable.some((row) => row.id === id))
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  const columns = columnsOf(t, labels)
  const withChoice: Column<Service>[] = [
    {
      key: 'choose',
      label: t('services.pick'),
      always: true,
      phone: 'bare',
      width: '2.5rem',
      render: (row) =>
        row.actions.includes('confirm') ? (
          <input
            type="checkbox"
            aria-label={t('services.choose', { name: row.organisation.name, date: row.date })}
            checked={picked.includes(row.id)}
            onChange={() => toggle(row.id)}
          />
        ) : null,
    },
    ...columns,
  ]
  const button = records ? (
    <button type="button" className="button primary" onClick={() => setRecording(true)}>
      {t('services.record')}
    </button>
  ) : null
  const flag = (key: 'mine' | 'confirmable' | 'overdue', label: string) => (
    <button
      type="button"
      className="button"
      aria-pressed={list.filters[key] === 'true'}
      onClick={() => list.set({ [key]: list.filters[key] === 'true' ? '' : 'true' })}
    >
      {label}
    </button>
  )

  return (
    <>
      <header className="page-head">
        <h1>{t('services.title')}</h1>
        {button}
      </header>
      <ListRoom
        name="services"
        caption={t('services.title')}
        list={list}
        page={page}
        columns={confirmable.length > 0 ? withChoice : columns}
        rowKey={(row) => row.id}
        sort="-date"
        searchLabel={t('services.search')}
        quiet={['mine', 'confirmable']}
        exports={[{ label: t('list.excel'), href: hrefOf(serviceRoutes.exportXlsx, { query: exported as never }) }]}
        filters={[
          {
            name: 'state',
            label: t('services.state'),
            options: serviceStates.map((state) => ({ value: state, label: name(stateLabel('service', state)) })),
          },
          {
            name: 'kind',
            label: t('services.kind'),
            options: serviceKinds.map((kind) => ({ value: kind, label: labels.of('serviceKinds', kind) })),
          },
          {
            name: 'district',
            label: t('services.district'),
            options: catalog.districts.map((each) => ({ value: each.key, label: name(each) })),
          },
        ]}
        tools={
          <>
            {records ? flag('mine', t('services.mine')) : null}
            {records || isMember(me) ? flag('confirmable', t('services.confirmable')) : null}
            {flag('overdue', t('scenarios.overdueOnly'))}
            {confirmable.length > 0 ? (
              <>
                <button
                  type="button"
                  className="button"
                  onClick={() => setChosen(picked.length > 0 ? [] : confirmable.map((row) => row.id))}
                >
                  {t(picked.length > 0 ? 'services.clearChosen' : 'services.confirmAll')}
                </button>
                {picked.length > 0 ? (
                  <button type="button" className="button primary" onClick={() => setConfirming(true)}>
                    {t('services.confirmChosen')} <span className="count">{picked.length}</span>
                  </button>
                ) : null}
              </>
            ) : null}
          </>
        }
        tone={(row) => (isOverdue(row.dueAt) ? 'bad' : undefined)}
        empty={
          <EmptyState title={t('services.emptyTitle')} action={button ?? undefined}>
            {t(records ? 'services.emptyRecord' : isMember(me) ? 'services.emptyOwn' : 'services.emptyRead')}
          </EmptyState>
        }
      />
      {recording ? <RecordDialog onClose={() => setRecording(false)} /> : null}
      {confirming ? (
        <ConfirmMany ids={picked} onDone={() => setChosen([])} onClose={() => setConfirming(false)} />
      ) : null}
    </>
  )
}

function ConfirmMany(props: { ids: readonly string[]; onDone: () => void; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const confirm = useAct(serviceRoutes.confirmMany, { touches: [todoRoutes.list] })
  return (
    <ConfirmDialog
      verb={t('services.confirmChosen')}
      subject={t('services.chosen', { count: props.ids.length })}
      note={t('services.confirmNote')}
      busy={confirm.isPending}
      error={confirm.error}
      onConfirm={() =>
        confirm.mutate(
          { body: { ids: [...props.ids] } },
          {
            onSuccess: ({ data }) => {
              message.success(t('services.confirmed', { count: data.confirmed }))
              props.onDone()
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    />
  )
}

function columnsOf(t: Text['t'], labels: Labels): Column<Service>[] {
  return [
    {
      key: 'organisation',
      label: t('services.colFirm'),
      always: true,
      phone: 'title',
      render: (row) => (
        <Link to="/services/$id" params={{ id: row.id }} data-row-link>
          {row.organisation.name} {row.synthetic ? <SyntheticMark /> : null}
        </Link>
      ),
    },
    {
      key: 'date',
      label: t('services.colDate'),
      phone: 'meta',
      width: '6.5rem',
      sort: { up: 'date', down: '-date' },
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: 'kind',
      label: t('services.colKind'),
      phone: 'bare',
      width: '6rem',
      render: (row) => labels.of('serviceKinds', row.kind),
    },
    { key: 'summary', label: t('services.colSummary'), phone: 'bare', render: (row) => <Cut>{row.summary}</Cut> },
    {
      key: 'by',
      label: t('services.colBy'),
      phone: 'meta',
      render: (row) => row.by.organisation?.name ?? row.by.person.name,
    },
    {
      key: 'state',
      label: t('services.colState'),
      phone: 'bare',
      width: '6rem',
      render: (row) => <State machine="service" state={row.state} />,
    },
    { key: 'due', label: t('services.colDue'), phone: 'bare', render: (row) => <Due at={row.dueAt} /> },
  ]
}

/** The beginning of a text; the whole stands on the page of the thing. */
function Cut(props: { children: string }) {
  const characters = [...props.children]
  return <>{characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : props.children}</>
}
