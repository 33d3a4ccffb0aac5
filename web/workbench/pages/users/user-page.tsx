import { Link, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { type User, userRoutes } from '../../../../contracts/accounts.ts'
import type { PlatformRole } from '../../../../contracts/common.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { same } from '../../../ui/client/merge.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { DistrictField, excluding, RolesField } from './roles-field.tsx'
import { isLocked, UserState } from './user-state.tsx'

type Act = 'disable' | 'enable' | 'unlock' | 'reset_otp'
const acts: readonly Act[] = ['unlock', 'enable', 'reset_otp', 'disable']

export function UserPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(userRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown user={query.data} etag={query.etag} />
}

function Shown({ user, etag }: { user: User; etag: string | null }) {
  const { t } = useText()
  const own = useMe().user.id === user.id
  return (
    <article className="narrow stack wide-gap">
      <Head user={user} etag={etag} />
      <section className="panel">
        <h2>{t('users.facts')}</h2>
        <div className="facts">
          <dl className="fact">
            <FieldWithSource label={t('users.account')}>{user.account}</FieldWithSource>
          </dl>
          <dl className="fact">
            <FieldWithSource label={t('users.organisations')}>
              {user.organisations.map((one) => one.name).join('、') || t('common.none')}
            </FieldWithSource>
          </dl>
          <dl className="fact">
            <FieldWithSource label={t('users.otp')}>
              {t(user.otpEnabled ? 'users.otpOn' : 'users.otpOff')}
            </FieldWithSource>
          </dl>
          <dl className="fact">
            <FieldWithSource label={t('users.lastSignIn')}>
              {user.lastSignInAt ? <DateText value={user.lastSignInAt} time /> : t('users.never')}
            </FieldWithSource>
          </dl>
          <dl className="fact">
            <FieldWithSource label={t('users.created')}>
              <DateText value={user.createdAt} />
            </FieldWithSource>
          </dl>
          {user.lockedUntil && isLocked(user) ? (
            <dl className="fact">
              <FieldWithSource label={t('users.lockedUntil')}>
                <DateText value={user.lockedUntil} time />
              </FieldWithSource>
            </dl>
          ) : null}
        </div>
      </section>
      {own ? <p className="note">{t('users.ownAccount')}</p> : null}
      {own || user.state === 'erased' ? null : <Roles key={user.version} user={user} etag={etag} />}
    </article>
  )
}

function Head({ user, etag }: { user: User; etag: string | null }) {
  const { t } = useText()
  const { message } = App.useApp()
  const act = useAct(userRoutes.act)
  const [action, setAction] = useState<Act | null>(null)
  const offered = acts.filter((one) => user.actions.includes(one))

  function carryOut(reason: string) {
    if (!action) return
    act.mutate(
      { params: { id: user.id, action }, body: reason ? { reason } : {}, etag },
      {
        onSuccess: () => {
          message.success(t('scenario.done', { action: t(`users.${action}`) }))
          setAction(null)
        },
      },
    )
  }

  return (
    <header className="thing-head">
      <div className="thing-title">
        <p>
          <Link to="/users">{t('shell.users')}</Link>
        </p>
        <h1>{user.name || t('journal.erasedActor')}</h1>
        <p>
          <UserState user={user} />
        </p>
      </div>
      {offered.length > 0 ? (
        <div className="row wrap">
          {offered.map((one) => (
            <button
              key={one}
              type="button"
              className={one === 'disable' ? 'button danger' : 'button'}
              onClick={() => setAction(one)}
            >
              {t(`users.${one}`)}
            </button>
          ))}
        </div>
      ) : null}
      {action ? (
        <ConfirmDialog
          verb={t(`users.${action}`)}
          subject={`${user.name} · ${user.account}`}
          note={t(`users.${action}Note`)}
          reason="may"
          maxLength={500}
          danger={action === 'disable'}
          busy={act.isPending}
          error={act.error}
          onConfirm={carryOut}
          onClose={() => {
            act.reset()
            setAction(null)
          }}
        />
      ) : null}
    </header>
  )
}

function Roles({ user, etag }: { user: User; etag: string | null }) {
  const { t } = useText()
  const { message } = App.useApp()
  const update = useAct(userRoutes.update)
  const [roles, setRoles] = useState<PlatformRole[]>(user.roles)
  const [district, setDistrict] = useState(user.district ?? '')
  const faults = fieldMessages(update.error)
  const needsDistrict = roles.includes('district_operator')
  const wanted = { roles, district: needsDistrict ? district || null : null }
  const changed =
    !same([...roles].sort(), [...user.roles].sort()) || (needsDistrict && (user.district ?? '') !== district)

  function save() {
    update.mutate(
      { params: { id: user.id }, body: wanted, etag },
      { onSuccess: () => message.success(t('users.rolesSaved')) },
    )
  }

  return (
    <section className="panel">
      <h2>{t('users.rolesTitle')}</h2>
      <RolesField value={roles} onChange={setRoles} error={faults.roles} />
      {needsDistrict ? <DistrictField value={district} onChange={setDistrict} error={faults.district} /> : null}
      <ProblemNote error={update.error} />
      <div>
        <Button
          type="primary"
          disabled={!changed || excluding(roles).length > 0 || (needsDistrict && district === '')}
          loading={update.isPending}
          onClick={save}
        >
          {t('users.saveRoles')}
        </Button>
      </div>
    </section>
  )
}
