import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { OrganisationRole } from '../../../../contracts/common.ts'
import { organisationRoles } from '../../../../contracts/common.ts'
import {
  type invitation,
  type member,
  type Organisation,
  organisationRoutes,
} from '../../../../contracts/organisations.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'
import { meQuery, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { ProblemNote } from '../../shell/problem-note.tsx'

type Member = z.infer<typeof member>
type Invitation = z.infer<typeof invitation>

/** Who belongs to it; its administrators invite, change roles and remove. */
export function Members({ organisation }: { organisation: Organisation }) {
  const { t } = useText()
  const me = useMe()
  const params = { id: organisation.id }
  const page = useCall(organisationRoutes.members, { params })
  const [leaving, setLeaving] = useState<Member | null>(null)
  const administers = organisation.actions.includes('invite')
  return (
    <>
      <section className="panel">
        <h2>{t('organisations.members')}</h2>
        <ProblemNote error={page.error} retry={page.refetch} />
        {page.data?.items.length === 0 ? <p className="quiet">{t('organisations.noMembers')}</p> : null}
        <ul>
          {page.data?.items.map((one) => (
            <MemberLine
              key={one.user.id}
              one={one}
              organisationId={organisation.id}
              administers={administers}
              self={one.user.id === me.user.id}
              onRemove={() => setLeaving(one)}
            />
          ))}
        </ul>
      </section>
      {administers ? <Invitations organisation={organisation} /> : null}
      {leaving ? <RemoveDialog one={leaving} organisation={organisation} onClose={() => setLeaving(null)} /> : null}
    </>
  )
}

function MemberLine(props: {
  one: Member
  organisationId: string
  administers: boolean
  self: boolean
  onRemove: () => void
}) {
  const { t } = useText()
  const labels = useLabels()
  const { one } = props
  const change = useAct(organisationRoutes.setMember)
  return (
    <li className="entry">
      <div className="split wrap">
        <p>
          <strong>{one.user.name}</strong> {props.self ? <span className="tag">{t('organisations.you')}</span> : null}
          <br />
          <span className="quiet">
            {one.account} <DateText value={one.since} />
          </span>
        </p>
        <div className="row">
          {props.administers ? (
            <Choice
              id={`role-${one.user.id}`}
              aria-label={t('organisations.roleOf', { name: one.user.name })}
              value={one.role}
              disabled={change.isPending}
              options={organisationRoles.map((role) => ({ value: role, label: labels.of('organisationRoles', role) }))}
              onChange={(role) =>
                change.mutate({
                  params: { id: props.organisationId, userId: one.user.id },
                  body: { role: role as OrganisationRole },
                })
              }
            />
          ) : (
            <span>{labels.of('organisationRoles', one.role)}</span>
          )}
          {props.administers || props.self ? (
            <button type="button" className="link nowrap" onClick={props.onRemove}>
              {t(props.self ? 'organisations.leave' : 'organisations.remove')}
            </button>
          ) : null}
        </div>
      </div>
      <ProblemNote error={change.error} />
    </li>
  )
}

function RemoveDialog(props: { one: Member; organisation: Organisation; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useAct(organisationRoutes.removeMember)
  const { one, organisation } = props
  const self = one.user.id === me.user.id

  function carryOut() {
    remove.mutate(
      { params: { id: organisation.id, userId: one.user.id } },
      {
        onSuccess: async () => {
          message.success(t(self ? 'organisations.left' : 'organisations.removed', { name: one.user.name }))
          props.onClose()
          if (!self) return
          await queries.invalidateQueries({ queryKey: meQuery.queryKey })
          await navigate({ to: '/' })
        },
      },
    )
  }

  return (
    <ConfirmDialog
      verb={t(self ? 'organisations.leave' : 'organisations.remove')}
      subject={`${organisation.name} · ${one.user.name}`}
      note={t(self ? 'organisations.leaveNote' : 'organisations.removeNote')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={carryOut}
      onClose={props.onClose}
    />
  )
}

function Invitations({ organisation }: { organisation: Organisation }) {
  const { t } = useText()
  const labels = useLabels()
  const { message } = App.useApp()
  const params = { id: organisation.id }
  const page = useCall(organisationRoutes.invitations, { params })
  const invite = useAct(organisationRoutes.invite)
  const [account, setAccount] = useState('')
  const [role, setRole] = useState<OrganisationRole>('member')

  function send(event: FormEvent) {
    event.preventDefault()
    invite.mutate(
      { params, body: { account, role } },
      {
        onSuccess: ({ data }) => {
          message.success(t('organisations.invited', { account: data.account }))
          setAccount('')
        },
      },
    )
  }

  return (
    <section className="panel">
      <h2>{t('organisations.invitations')}</h2>
      <form className="stack tight" onSubmit={send}>
        <Field
          label={t('organisations.inviteAccount')}
          hint={t('organisations.inviteHint')}
          error={fieldMessages(invite.error).account}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={200}
              value={account}
              onChange={(event) => setAccount(event.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Choice
            id="invite-role"
            aria-label={t('organisations.inviteRole')}
            value={role}
            options={organisationRoles.map((one) => ({ value: one, label: labels.of('organisationRoles', one) }))}
            onChange={(one) => setRole(one === 'org_admin' ? 'org_admin' : 'member')}
          />
          <Button htmlType="submit" loading={invite.isPending} disabled={account.trim().length < 3}>
            {t('organisations.invite')}
          </Button>
        </div>
        {fieldMessages(invite.error).account ? null : <ProblemNote error={invite.error} />}
      </form>
      <ProblemNote error={page.error} retry={page.refetch} />
      <ul>
        {page.data?.items.map((one) => (
          <InvitationLine key={one.id} one={one} organisationId={organisation.id} />
        ))}
      </ul>
    </section>
  )
}

function InvitationLine({ one, organisationId }: { one: Invitation; organisationId: string }) {
  const { t } = useText()
  const labels = useLabels()
  const revoke = useAct(organisationRoutes.revokeInvitation)
  return (
    <li className="entry">
      <div className="split">
        <p>
          <span className="breakable">{one.account}</span>
          <br />
          <span className="quiet">
            {labels.of('organisationRoles', one.role)} · {t('organisations.validUntil')}{' '}
            <DateText value={one.expiresAt} />
          </span>
        </p>
        <button
          type="button"
          className="link nowrap"
          aria-label={`${t('organisations.revoke')} ${one.account}`}
          disabled={revoke.isPending}
          onClick={() => revoke.mutate({ params: { id: organisationId, invitationId: one.id } })}
        >
          {t('organisations.revoke')}
        </button>
      </div>
      <ProblemNote error={revoke.error} />
    </li>
  )
}
