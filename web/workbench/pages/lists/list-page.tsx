import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { listRoutes, type ScenarioList } from '../../../../contracts/lists.ts'
import { type ScenarioSummary, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { keyOf, useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { MixedText } from '../../../ui/parts/mixed-text.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { holds, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { State } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { Composer } from './composer.tsx'
import { type ListAct, ListDialog } from './list-dialog.tsx'
import { TitleAndNote } from './lists-page.tsx'
import { readHeld } from './order.ts'

const acts: readonly ListAct[] = ['schedule', 'release', 'unschedule', 'add_addendum']

export function ListPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(listRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown list={query.data} etag={query.etag} />
}

/** What a list holds, in its order. */
function useHeld(list: ScenarioList) {
  const held = useQuery({
    queryKey: [...keyOf(scenarioRoutes.list), 'held', list.id, list.version],
    queryFn: ({ signal }) => readHeld(list.id, signal),
    placeholderData: keepPreviousData,
  })
  return { rows: held.data, error: held.error, refetch: held.refetch }
}

function Shown({ list, etag }: { list: ScenarioList; etag: string | null }) {
  const { t } = useText()
  const me = useMe()
  const inside = holds(me, 'operator', 'auditor')
  const operates = holds(me, 'operator')
  const held = useHeld(list)
  const composing = operates && list.state === 'composing'
  return (
    <article>
      <Head list={list} etag={etag} operates={operates} held={held.rows ?? []} />
      {held.error ? <ProblemNote error={held.error} retry={held.refetch} /> : null}
      {!held.rows && !held.error ? <p className="quiet">{t('common.loading')}</p> : null}
      {held.rows && composing ? <Composer key={list.id} list={list} etag={etag} held={held.rows} /> : null}
      {held.rows && !composing ? <Items rows={held.rows} /> : null}
      {inside ? (
        <div className="below">
          <ThingHistory route={listRoutes.history} machine="list" id={list.id} />
        </div>
      ) : null}
    </article>
  )
}

function Items({ rows }: { rows: readonly ScenarioSummary[] }) {
  const { t } = useText()
  if (rows.length === 0) return <EmptyState title={t('lists.nothingIn')} />
  return (
    <section className="panel">
      <h2>{t('lists.held')}</h2>
      <ol className="numbered">
        {rows.map((row) => (
          <li key={row.id} className="line">
            <Link to="/scenarios/$id" params={{ id: row.id }} data-row-link>
              {row.title}
            </Link>
            <span className="quiet figures">{row.code}</span>
            <span className="quiet">{row.owner.name}</span>
            <State machine="scenario" state={row.state} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Head(props: { list: ScenarioList; etag: string | null; operates: boolean; held: readonly ScenarioSummary[] }) {
  const { t, name } = useText()
  const catalog = useCatalog()
  const [action, setAction] = useState<ListAct | null>(null)
  const [editing, setEditing] = useState(false)
  const { list } = props
  const offered = acts.filter((one) => list.actions.includes(one))
  const source = catalog.sources.find((one) => one.key === list.source)?.title ?? list.source
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{list.title}</h1>
        <p className="row wrap">
          <span className="figures">{list.code}</span>
          <State machine="list" state={list.state} />
          <span>{t('lists.count', { count: list.items })}</span>
          {list.opportunityCny === null ? null : <Money cny={list.opportunityCny} bound={list.opportunityBound} />}
          {list.releasedOn ? <DateText value={list.releasedOn} /> : null}
          {list.scheduledFor ? (
            <span>
              {t('lists.scheduledFor')} <DateText value={list.scheduledFor} time />
            </span>
          ) : null}
          {list.state === 'released' ? <a href={`/lists/${list.code}`}>{t('scenario.onPortal')}</a> : null}
        </p>
        {list.note ? (
          <p className="prose">
            <MixedText>{list.note}</MixedText>
          </p>
        ) : null}
        {source ? <p className="quiet">{t('lists.source', { source })}</p> : null}
      </div>
      {props.operates ? (
        <div className="next">
          <p className="quiet">{t(`lists.next_${list.state}`)}</p>
          <div className="row wrap">
            {offered.map((one, at) => (
              <button
                key={one}
                type="button"
                className={at === 0 ? 'button primary' : 'button'}
                onClick={() => setAction(one)}
              >
                {name(actionLabel('list', one))}
              </button>
            ))}
            <button type="button" className="button" onClick={() => setEditing(true)}>
              {t('lists.edit')}
            </button>
          </div>
        </div>
      ) : null}
      {action ? <ListDialog action={action} list={list} held={props.held} onClose={() => setAction(null)} /> : null}
      {editing ? <EditDialog list={list} etag={props.etag} onClose={() => setEditing(false)} /> : null}
    </header>
  )
}

function EditDialog(props: { list: ScenarioList; etag: string | null; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const update = useAct(listRoutes.update)
  const [title, setTitle] = useState(props.list.title)
  const [note, setNote] = useState(props.list.note ?? '')
  return (
    <ConfirmDialog
      verb={t('common.save')}
      busy={update.isPending}
      error={update.error}
      blocked={title.trim() === ''}
      onConfirm={() =>
        update.mutate(
          { params: { id: props.list.id }, body: { title, note: note.trim() || null }, etag: props.etag },
          {
            onSuccess: () => {
              message.success(t('lists.saved'))
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <TitleAndNote
        title={title}
        note={note}
        faults={fieldMessages(update.error)}
        onTitle={setTitle}
        onNote={setNote}
      />
    </ConfirmDialog>
  )
}
