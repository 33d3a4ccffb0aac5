import { Link } from '@tanstack/react-router'
import { lights, type Project, projectQuery, projectRoutes, projectStates } from '../../../../contracts/projects.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { isMember, useMe } from '../../session/me.ts'
import { Due, State } from '../../shell/lifecycle.tsx'
import { LightTag } from './light.tsx'

/** 落地项目: those of one's organisation, or those one's role looks after. */
export function ProjectListPage() {
  const { t, name } = useText()
  const catalog = useCatalog()
  const me = useMe()
  const list = useList(projectQuery)
  const { cursor: _, limit: __, ...exported } = list.filters
  const page = useCall(projectRoutes.list, { query: list.filters as never }, { keep: true })
  const member = isMember(me)
  const plan = member ? (
    <Link to="/projects/new" className="button primary">
      {t('projects.plan')}
    </Link>
  ) : null
  return (
    <>
      <header className="page-head">
        <h1>{t('projects.title')}</h1>
        <div className="row wrap">
          <Link to="/readings" className="button">
            {t('projects.readingsTitle')}
          </Link>
          {plan}
        </div>
      </header>
      <ListRoom
        name="projects"
        caption={t('projects.title')}
        list={list}
        page={page}
        columns={columnsOf(t)}
        rowKey={(row) => row.id}
        sort="-updatedAt"
        hiddenAtFirst={['owner', 'accepted']}
        searchLabel={t('projects.search')}
        filters={[
          {
            name: 'state',
            label: t('projects.filterState'),
            options: projectStates.map((state) => ({ value: state, label: name(stateLabel('project', state)) })),
          },
          {
            name: 'light',
            label: t('projects.filterLight'),
            options: lights.map((light) => ({ value: light, label: t(`projects.light_${light}`) })),
          },
          {
            name: 'domain',
            label: t('projects.filterDomain'),
            options: catalog.domains.map((one) => ({ value: one.key, label: name(one) })),
          },
          {
            name: 'district',
            label: t('projects.filterDistrict'),
            options: catalog.districts.map((one) => ({ value: one.key, label: name(one) })),
          },
        ]}
        exports={[{ label: t('list.excel'), href: hrefOf(projectRoutes.exportXlsx, { query: exported }) }]}
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
        tone={(row) => (row.light === 'late' ? 'bad' : undefined)}
        empty={
          <EmptyState
            title={t('projects.emptyTitle')}
            action={
              member ? (
                <Link to="/agreements" className="button">
                  {t('projects.seeAgreements')}
                </Link>
              ) : undefined
            }
          >
            {t(member ? 'projects.emptyText' : 'projects.emptyOther')}
          </EmptyState>
        }
      />
    </>
  )
}

function columnsOf(t: Text['t']): Column<Project>[] {
  return [
    {
      key: 'title',
      label: t('projects.colTitle'),
      always: true,
      phone: 'title',
      width: '14rem',
      sort: { up: 'title' },
      render: (row) => (
        <>
          <Link to="/projects/$id" params={{ id: row.id }} data-row-link>
            {row.title}
          </Link>
          {row.synthetic ? <SyntheticMark /> : null}
        </>
      ),
    },
    {
      key: 'code',
      label: t('projects.colCode'),
      phone: 'bare',
      width: '8.5rem',
      render: (row) => <span className="figures">{row.code}</span>,
    },
    {
      key: 'light',
      label: t('projects.colLight'),
      phone: 'bare',
      width: '5.5rem',
      render: (row) => <LightTag light={row.light} />,
    },
    {
      key: 'state',
      label: t('projects.colState'),
      phone: 'bare',
      width: '6rem',
      render: (row) => <State machine="project" state={row.state} />,
    },
    { key: 'scenario', label: t('projects.colScenario'), phone: 'hide', render: (row) => row.scenario.title },
    { key: 'owner', label: t('projects.colOwner'), phone: 'hide', render: (row) => row.owner.name },
    { key: 'provider', label: t('projects.colProvider'), phone: 'bare', render: (row) => row.provider.name },
    {
      key: 'milestones',
      label: t('projects.colMilestones'),
      phone: 'meta',
      number: true,
      render: (row) => `${row.milestones.filter((each) => each.doneOn !== null).length}/${row.milestones.length}`,
    },
    {
      key: 'due',
      label: t('projects.colDue'),
      phone: 'bare',
      sort: { up: 'dueAt' },
      render: (row) => <Due at={row.dueAt} />,
    },
    {
      key: 'accepted',
      label: t('projects.colAccepted'),
      phone: 'hide',
      sort: { down: '-acceptedAt' },
      render: (row) => (row.acceptedAt ? <DateText value={row.acceptedAt} /> : null),
    },
    {
      key: 'updated',
      label: t('projects.colUpdated'),
      phone: 'hide',
      sort: { down: '-updatedAt' },
      render: (row) => <DateText value={row.updatedAt} />,
    },
  ]
}
