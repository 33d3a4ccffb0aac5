import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { callRoutes } from '../../../../contracts/calls.ts'
import { scenarioQuery, scenarioRoutes, scenarioStates, stages } from '../../../../contracts/scenarios.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import { DataTable } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { narrowing } from '../../list/filters.ts'
import { useListLikes } from '../../list/likes.ts'
import { type FilterOf, ListTools } from '../../list/list-tools.tsx'
import { Pager } from '../../list/pager.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { isMember, useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { isOverdue, useHolderName } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { hiddenAtFirst, scenarioColumns } from './columns.tsx'

export function ScenarioListPage() {
  const text = useText()
  const { t } = text
  const me = useMe()
  const labels = useLabels()
  const holder = useHolderName()
  const list = useList(scenarioQuery)
  const { likes, like } = useListLikes('scenarios', hiddenAtFirst)
  const filters = useScenarioFilters()
  const { cursor: _, limit: __, ...exported } = list.filters
  const query = { sort: '-updatedAt' as const, ...list.filters }
  const page = useCall(scenarioRoutes.list, { query: query as never }, { keep: true })
  const columns = scenarioColumns({ ...text, labels, holder })
  const ours = isMember(me) ? me.organisation?.id : undefined

  return (
    <>
      <header className="page-head">
        <h1>{t('scenarios.title')}</h1>
        {ours ? (
          <Link to="/scenarios/new" className="button primary">
            {t('shell.newScenario')}
          </Link>
        ) : null}
      </header>
      <ListTools
        list={list}
        filters={filters}
        columns={columns}
        likes={likes}
        like={like}
        searchLabel={t('scenarios.search')}
        quiet={['owner']}
        exports={[
          { label: t('list.excel'), href: hrefOf(scenarioRoutes.exportXlsx, { query: { ...query, ...exported } }) },
          { label: t('list.csv'), href: hrefOf(scenarioRoutes.exportCsv, { query: { ...query, ...exported } }) },
        ]}
      >
        {ours ? (
          <button
            type="button"
            className="button"
            aria-pressed={list.filters.owner === ours}
            onClick={() => list.set({ owner: list.filters.owner === ours ? '' : ours })}
          >
            {t('scenarios.mineOnly')}
          </button>
        ) : null}
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
      {page.data && page.data.items.length > 0 ? (
        <>
          <DataTable
            caption={t('scenarios.title')}
            columns={columns.filter((column) => column.always || !likes.hidden.includes(column.key))}
            rows={page.data.items}
            rowKey={(row) => row.id}
            sort={query.sort}
            onSort={(sort) => list.set({ sort })}
            tone={(row) => (isOverdue(row.dueAt) ? 'bad' : undefined)}
            busy={page.isFetching}
          />
          <Pager list={list} page={page.data} />
        </>
      ) : null}
      {page.data?.items.length === 0 ? <Nothing filtered={narrowing(list.filters).length > 0} mayAdd={!!ours} /> : null}
      {page.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
    </>
  )
}

function Nothing(props: { filtered: boolean; mayAdd: boolean }) {
  const { t } = useText()
  if (props.filtered) return <EmptyState title={t('list.emptyFiltered')}>{t('list.emptyFilteredText')}</EmptyState>
  return (
    <EmptyState
      title={t('scenarios.emptyTitle')}
      action={
        props.mayAdd ? (
          <Link to="/scenarios/new" className="button primary">
            {t('shell.newScenario')}
          </Link>
        ) : undefined
      }
    >
      {props.mayAdd ? t('scenarios.emptyText') : null}
    </EmptyState>
  )
}

function useScenarioFilters(): FilterOf[] {
  const { t, name } = useText()
  const catalog = useCatalog()
  const calls = useCall(callRoutes.list, { query: { limit: 100 } as never }, { staleTime: 60_000 }).data
  return useMemo(() => {
    const options = (entries: readonly { key: string; zh: string; en: string }[]) =>
      entries.map((entry) => ({ value: entry.key, label: name(entry) }))
    return [
      {
        name: 'state',
        label: t('scenarios.filterState'),
        options: scenarioStates.map((state) => ({ value: state, label: name(stateLabel('scenario', state)) })),
      },
      {
        name: 'stage',
        label: t('scenarios.filterStage'),
        options: options(catalog.stages.filter((stage) => (stages as readonly string[]).includes(stage.key))),
      },
      { name: 'domain', label: t('scenarios.filterDomain'), options: options(catalog.domains) },
      { name: 'track', label: t('scenarios.filterTrack'), options: options(catalog.tracks) },
      { name: 'district', label: t('scenarios.filterDistrict'), options: options(catalog.districts) },
      {
        name: 'call',
        label: t('calls.chosen'),
        options: (calls?.items ?? []).map((call) => ({ value: call.id, label: call.title })),
      },
    ]
  }, [catalog, calls, t, name])
}
