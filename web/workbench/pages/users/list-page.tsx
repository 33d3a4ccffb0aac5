import { Link, useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { type User, userQuery, userRoutes } from '../../../../contracts/accounts.ts'
import { type PlatformRole, platformRoles } from '../../../../contracts/common.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { type Labels, useLabels } from '../../shell/labels.ts'
import { DistrictField, excluding, RolesField } from './roles-field.tsx'
import { UserState } from './user-state.tsx'

/** Accounts and what they may do. Contact data come masked. */
export function UserListPage() {
  const { t } = useText()
  const labels = useLabels()
  const list = useList(userQuery)
  const page = useCall(userRoutes.list, { query: list.filters as never }, { keep: true })
  const [creating, setCreating] = useState(false)
  const create = (
    <button type="button" className="button primary" onClick={() => setCreating(true)}>
      {t('users.create')}
    </button>
  )
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.users')}</h1>
        {create}
      </header>
      <ListRoom
        name="users"
        caption={t('shell.users')}
        list={list}
        page={page}
        columns={columnsOf(t, labels)}
        hiddenAtFirst={['created']}
        rowKey={(row) => row.id}
        sort="-createdAt"
        searchLabel={t('users.search')}
        quiet={['role', 'state']}
        tools={
          <>
            <Choice
              id="users-role"
              aria-label={t('users.role')}
              empty={t('users.anyRole')}
              value={list.filters.role ?? ''}
              options={platformRoles.map((role) => ({ value: role, label: labels.of('roles', role) }))}
              onChange={(role) => list.set({ role })}
            />
            <Choice
              id="users-state"
              aria-label={t('users.state')}
              empty={t('users.anyState')}
              value={list.filters.state ?? ''}
              options={(['active', 'disabled', 'erased'] as const).map((state) => ({
                value: state,
                label: t(`users.state_${state}`),
              }))}
              onChange={(state) => list.set({ state })}
            />
          </>
        }
        empty={
          <EmptyState title={t('users.emptyTitle')} action={create}>
            {t('users.emptyText')}
          </EmptyState>
        }
      />
      {creating ? <CreateDialog onClose={() => setCreating(false)} /> : null}
    </>
  )
}

function columnsOf(t: Text['t'], labels: Labels): Column<User>[] {
  return [
    {
      key: 'name',
      label: t('users.name'),
      always: true,
      phone: 'title',
      sort: { up: 'name' },
      render: (row) => (
        <Link to="/users/$id" params={{ id: row.id }} data-row-link>
          {row.name || t('journal.erasedActor')}
        </Link>
      ),
    },
    { key: 'account', label: t('users.account'), phone: 'bare', render: (row) => row.account },
    { key: 'state', label: t('users.state'), phone: 'bare', width: '7rem', render: (row) => <UserState user={row} /> },
    {
      key: 'roles',
      label: t('users.role'),
      phone: 'bare',
      render: (row) =>
        row.roles
          .map((role) =>
            role === 'district_operator' && row.district
              ? `${labels.of('roles', role)}（${labels.in('districts', row.district)}）`
              : labels.of('roles', role),
          )
          .join('、'),
    },
    {
      key: 'organisations',
      label: t('users.organisations'),
      phone: 'bare',
      render: (row) => row.organisations.map((one) => one.name).join('、'),
    },
    {
      key: 'otp',
      label: t('users.otp'),
      phone: 'hide',
      width: '6rem',
      render: (row) => t(row.otpEnabled ? 'users.otpOn' : 'users.otpOff'),
    },
    {
      key: 'seen',
      label: t('users.lastSignIn'),
      phone: 'meta',
      width: '9rem',
      render: (row) => (row.lastSignInAt ? <DateText value={row.lastSignInAt} time /> : t('users.never')),
    },
    {
      key: 'created',
      label: t('users.created'),
      phone: 'hide',
      width: '6.5rem',
      sort: { down: '-createdAt' },
      render: (row) => <DateText value={row.createdAt} />,
    },
  ]
}

function CreateDialog(props: { onClose: () => void }) {
  const { t } = useText()
  const navigate = useNavigate()
  const create = useAct(userRoutes.create)
  const [account, setAccount] = useState('')
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<PlatformRole[]>([])
  const [district, setDistrict] = useState('')
  const faults = fieldMessages(create.error)
  const needsDistrict = roles.includes('district_operator')

  function make() {
    create.mutate(
      { body: { account, name, roles, district: needsDistrict ? district : null } },
      { onSuccess: ({ data }) => void navigate({ to: '/users/$id', params: { id: data.id } }) },
    )
  }

  return (
    <ConfirmDialog
      verb={t('users.create')}
      note={t('users.createNote')}
      busy={create.isPending}
      error={create.error}
      blocked={
        account.trim().length < 3 ||
        name.trim() === '' ||
        excluding(roles).length > 0 ||
        (needsDistrict && district === '')
      }
      onConfirm={make}
      onClose={props.onClose}
    >
      <Field label={t('access.account')} error={faults.account} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={200}
            autoFocus
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('users.name')} error={faults.name} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <RolesField value={roles} onChange={setRoles} error={faults.roles} />
      {needsDistrict ? <DistrictField value={district} onChange={setDistrict} error={faults.district} /> : null}
    </ConfirmDialog>
  )
}
