import { Link } from '@tanstack/react-router'
import {
  type AgreementSummary,
  agreementKinds,
  agreementQuery,
  agreementRoutes,
  agreementStates,
} from '../../../../contracts/agreements.ts'
import { stateLabel } from '../../../../engines/lifecycle/index.ts'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { Popover } from '../../../ui/antd/popover.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useCatalog } from '../../session/catalog.ts'
import { isMember, useMe } from '../../session/me.ts'
import { Due, isOverdue, State } from '../../shell/lifecycle.tsx'

/** 协议: those of one's organisation, or (operators, auditors, leaders) those one runs, audits or leads. */
export function AgreementListPage() {
  const { t, name } = useText()
  const me = useMe()
  const catalog = useCatalog()
  const list = useList(agreementQuery)
  const page = useCall(agreementRoutes.list, { query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...exported } = list.filters
  const day = (which: 'signedFrom' | 'signedTo', label: string) => (
    <Field label={label}>
      {({ status: _, ...control }) => (
        <input
          {...control}
          type="date"
          className="input"
          value={list.filters[which] ?? ''}
          onChange={(event) => list.set({ [which]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <header className="page-head">
        <h1>{t('agreements.title')}</h1>
      </header>
      <ListRoom
        name="agreements"
        caption={t('agreements.title')}
        list={list}
        page={page}
        columns={columnsOf(t)}
        rowKey={(row) => row.id}
        hiddenAtFirst={['number', 'scenario', 'created']}
        sort="-createdAt"
        searchLabel={t('agreements.search')}
        tone={(row) => (isOverdue(row.dueAt) ? 'bad' : undefined)}
        quiet={['signedFrom', 'signedTo']}
        filters={[
          {
            name: 'state',
            label: t('agreements.state'),
            options: agreementStates.map((state) => ({ value: state, label: name(stateLabel('agreement', state)) })),
          },
          {
            name: 'domain',
            label: t('scenarios.filterDomain'),
            options: catalog.domains.map((one) => ({ value: one.key, label: name(one) })),
          },
          {
            name: 'district',
            label: t('scenarios.filterDistrict'),
            options: catalog.districts.map((one) => ({ value: one.key, label: name(one) })),
          },
        ]}
        tools={
          <>
            {agreementKinds.map((kind) => (
              <button
                key={kind}
                type="button"
                className="button"
                aria-pressed={list.filters.kind === kind}
                onClick={() => list.set({ kind: list.filters.kind === kind ? '' : kind })}
              >
                {t(`agreements.${kind}`)}
              </button>
            ))}
            <button
              type="button"
              className="button"
              aria-pressed={list.filters.overdue === 'true'}
              onClick={() => list.set({ overdue: list.filters.overdue === 'true' ? '' : 'true' })}
            >
              {t('scenarios.overdueOnly')}
            </button>
            <Popover
              label={t('agreements.signedOn')}
              marked={Boolean(list.filters.signedFrom || list.filters.signedTo)}
            >
              {day('signedFrom', t('agreements.filterFrom'))}
              {day('signedTo', t('agreements.filterTo'))}
            </Popover>
          </>
        }
        exports={[{ label: t('list.excel'), href: hrefOf(agreementRoutes.exportXlsx, { query: exported }) }]}
        empty={
          <EmptyState
            title={t('agreements.emptyTitle')}
            action={
              isMember(me) ? (
                <Link to="/intents" search={{ state: 'talking' }} className="button">
                  {t('agreements.emptyAction')}
                </Link>
              ) : undefined
            }
          >
            {t(isMember(me) ? 'agreements.emptyText' : 'agreements.emptyOffice')}
          </EmptyState>
        }
      />
    </>
  )
}

function columnsOf(t: Text['t']): Column<AgreementSummary>[] {
  return [
    { key: 'code', label: t('agreements.code'), phone: 'bare', width: '8.5rem', render: (row) => row.code },
    {
      key: 'title',
      label: t('agreements.titleField'),
      always: true,
      phone: 'title',
      render: (row) => (
        <>
          <Link to="/agreements/$id" params={{ id: row.id }} data-row-link>
            {row.title}
          </Link>
          {row.synthetic ? <SyntheticMark /> : null}
        </>
      ),
    },
    {
      key: 'kind',
      label: t('agreements.kind'),
      phone: 'bare',
      width: '7rem',
      render: (row) => t(`agreements.${row.kind}`),
    },
    {
      key: 'state',
      label: t('agreements.state'),
      phone: 'bare',
      width: '7rem',
      render: (row) => <State machine="agreement" state={row.state} />,
    },
    { key: 'scenario', label: t('agreements.scenario'), phone: 'bare', render: (row) => row.scenario.title },
    {
      key: 'providers',
      label: t('agreements.providers'),
      phone: 'bare',
      render: (row) =>
        row.parties
          .filter((party) => party.role !== 'owner')
          .map((party) => party.organisation.name)
          .join('、'),
    },
    { key: 'number', label: t('agreements.number'), phone: 'meta', render: (row) => row.number },
    {
      key: 'amount',
      label: t('agreements.amount'),
      phone: 'meta',
      number: true,
      width: '8rem',
      sort: { down: '-amountCny' },
      render: (row) => (row.amountCny === null ? '' : <Money cny={row.amountCny} />),
    },
    {
      key: 'signed',
      label: t('agreements.signedOn'),
      phone: 'meta',
      width: '6.5rem',
      sort: { down: '-signedOn' },
      render: (row) => (row.signedOn ? <DateText value={row.signedOn} /> : ''),
    },
    {
      key: 'until',
      label: t('agreements.validUntil'),
      phone: 'meta',
      width: '6.5rem',
      sort: { up: 'validUntil' },
      render: (row) => (row.validUntil ? <DateText value={row.validUntil} /> : ''),
    },
    { key: 'due', label: t('agreements.due'), phone: 'bare', render: (row) => <Due at={row.dueAt} /> },
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
