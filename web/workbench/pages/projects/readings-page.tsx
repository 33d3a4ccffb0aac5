import { Link } from '@tanstack/react-router'
import { readingQuery, readingRoutes, readingStates } from '../../../../contracts/projects.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { isOverdue } from '../../shell/lifecycle.tsx'
import { readingColumns } from './readings-table.tsx'

/** 指标读数 of all projects one sees. */
export function ReadingListPage() {
  const { t, name } = useText()
  const list = useList(readingQuery)
  const { cursor: _, limit: __, ...exported } = list.filters
  const page = useCall(readingRoutes.list, { query: list.filters as never }, { keep: true })
  return (
    <>
      <header className="page-head">
        <h1>{t('projects.readingsTitle')}</h1>
      </header>
      <ListRoom
        name="readings"
        caption={t('projects.readingsTitle')}
        list={list}
        page={page}
        columns={readingColumns(t, { indicator: true, project: true, files: true })}
        rowKey={(row) => row.id}
        sort="-at"
        filters={[
          {
            name: 'state',
            label: t('projects.filterState'),
            options: readingStates.map((state) => ({ value: state, label: name(stateLabel('reading', state)) })),
          },
        ]}
        quiet={['project', 'indicator']}
        exports={[{ label: t('list.excel'), href: hrefOf(readingRoutes.exportXlsx, { query: exported }) }]}
        tools={
          <button
            type="button"
            className="button"
            aria-pressed={list.filters.overdue === 'true'}
            onClick={() => list.set({ overdue: list.filters.overdue === 'true' ? '' : 'true' })}
          >
            {t('scenarios.overdueOnly')}
          </button>
        }
        tone={(row) => (row.holder && isOverdue(row.dueAt) ? 'bad' : undefined)}
        empty={
          <EmptyState
            title={t('projects.readingsEmpty')}
            action={
              <Link to="/projects" className="button">
                {t('projects.title')}
              </Link>
            }
          />
        }
      />
    </>
  )
}
