import { Link } from '@tanstack/react-router'
import { type Intent, intentQuery, intentRoutes, intentStates } from '../../../../contracts/intents.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import { type Column, DataTable } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { OrganisationChip } from '../../../ui/parts/organisation-chip.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { narrowing } from '../../list/filters.ts'
import { useListLikes } from '../../list/likes.ts'
import { ListTools } from '../../list/list-tools.tsx'
import { Pager } from '../../list/pager.tsx'
import { useList } from '../../list/use-list.ts'
import { isMember, useMe } from '../../session/me.ts'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** Intents of one's organisation, to its scenarios, or (operators) all. */
export function IntentListPage() {
  const { t, name } = useText()
  const me = useMe()
  const list = useList(intentQuery)
  const { likes, like } = useListLikes('intents')
  const { cursor: _, limit: __, ...exported } = list.filters
  const page = useCall(intentRoutes.list, { query: list.filters as never }, { keep: true })
  const columns = columnsOf(t)
  const ours = isMember(me) ? me.organisation?.id : undefined
  const { organisation, owner } = list.filters
  const sides = [
    { label: t('intents.all'), on: !organisation && !owner, set: { organisation: '', owner: '' } },
    { label: t('intents.toUs'), on: owner === ours, set: { organisation: '', owner: ours } },
    { label: t('intents.mine'), on: organisation === ours, set: { organisation: ours, owner: '' } },
  ]

  return (
    <>
      <header className="page-head">
        <h1>{t('intents.title')}</h1>
      </header>
      <ListTools
        list={list}
        searches={false}
        searchLabel=""
        filters={[
          {
            name: 'state',
            label: t('intents.filterState'),
            options: intentStates.map((state) => ({ value: state, label: name(stateLabel('intent', state)) })),
          },
        ]}
        columns={columns}
        likes={likes}
        like={like}
        quiet={['organisation', 'owner']}
        exports={[{ label: t('list.excel'), href: hrefOf(intentRoutes.exportXlsx, { query: exported }) }]}
      >
        {ours
          ? sides.map((side) => (
              <button
                key={side.label}
                type="button"
                className="button"
                aria-pressed={side.on}
                onClick={() => list.set(side.set)}
              >
                {side.label}
              </button>
            ))
          : null}
        <button
          type="button"
          className="button"
          aria-pressed={list.filters.overdue === 'true'}
          onClick={() => list.set({ overdue: list.filters.overdue === 'true' ? '' : 'true' })}
        >
          {t('scenarios.overdueOnly')}
        </button>
      </ListTools>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
      {page.data && page.data.items.length > 0 ? (
        <>
          <DataTable
            caption={t('intents.title')}
            columns={columns.filter((column) => column.always || !likes.hidden.includes(column.key))}
            rows={page.data.items}
            rowKey={(row) => row.id}
            sort={list.filters.sort ?? '-createdAt'}
            onSort={(sort) => list.set({ sort })}
            tone={(row) => (isOverdue(row.dueAt) ? 'bad' : undefined)}
            busy={page.isFetching}
          />
          <Pager list={list} page={page.data} />
        </>
      ) : null}
      {page.data?.items.length === 0 ? (
        narrowing(list.filters).length > 0 ? (
          <EmptyState title={t('list.emptyFiltered')}>{t('list.emptyFilteredText')}</EmptyState>
        ) : (
          <EmptyState
            title={t('intents.emptyTitle')}
            action={
              <Link to="/scenarios" search={{ state: 'published' }} className="button">
                {t('home.seeScenarios')}
              </Link>
            }
          >
            {t(
              !isMember(me)
                ? 'intents.emptyOffice'
                : me.organisation?.kind === 'government'
                  ? 'intents.emptyOwner'
                  : 'intents.emptyProvider',
            )}
          </EmptyState>
        )
      ) : null}
    </>
  )
}

function columnsOf(t: Text['t']): Column<Intent>[] {
  return [
    {
      key: 'organisation',
      label: t('intents.colOrganisation'),
      always: true,
      phone: 'title',
      render: (row) => (
        <Link to="/intents/$id" params={{ id: row.id }} data-row-link>
          <OrganisationChip name={row.organisation.name} verified={row.organisation.verified} />
        </Link>
      ),
    },
    { key: 'scenario', label: t('intents.colScenario'), phone: 'bare', render: (row) => row.scenario.title },
    { key: 'opening', label: t('intents.colOpening'), phone: 'bare', render: (row) => row.openingText },
    {
      key: 'state',
      label: t('intents.colState'),
      phone: 'bare',
      width: '6.5rem',
      render: (row) => <State machine="intent" state={row.state} />,
    },
    {
      key: 'due',
      label: t('intents.colDue'),
      phone: 'bare',
      sort: { up: 'dueAt' },
      render: (row) => <Due at={row.dueAt} />,
    },
    {
      key: 'created',
      label: t('intents.colCreated'),
      phone: 'meta',
      width: '6.5rem',
      sort: { down: '-createdAt' },
      render: (row) => <DateText value={row.createdAt} />,
    },
  ]
}
