import { Link } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { meRoutes } from '../../../../contracts/accounts.ts'
import type { Locale } from '../../../../contracts/common.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { useKeepMe, useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { usePreferences } from '../../shell/preferences.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

export function Profile() {
  const { t } = useText()
  const me = useMe()
  const labels = useLabels()
  const liked = usePreferences()
  const { message } = App.useApp()
  const keepMe = useKeepMe()
  const update = useAct(meRoutes.update)
  const [name, setName] = useState(me.user.name)

  function change(body: { name?: string; locale?: Locale; largeType?: boolean; organisationId?: string }) {
    update.mutate(
      { body },
      {
        onSuccess: ({ data }) => {
          keepMe(data)
          if (body.name !== undefined) message.success(t('account.saved'))
        },
      },
    )
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    change({ name: name.trim() })
  }

  return (
    <section className="panel">
      <h2>{t('account.profile')}</h2>
      <p className="quiet">
        {[me.user.email, me.user.mobile, ...me.roles.map((role) => labels.of('roles', role))]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <form className="stack tight" onSubmit={submit}>
        <Field label={t('account.name')} error={fieldMessages(update.error).name} required>
          {(control) => (
            <div className="row">
              <Input
                {...control}
                autoComplete="name"
                maxLength={40}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <Button
                htmlType="submit"
                loading={update.isPending}
                disabled={name.trim() === '' || name.trim() === me.user.name}
              >
                {t('common.save')}
              </Button>
            </div>
          )}
        </Field>
      </form>
      <div className="grid-2">
        <Field label={t('account.language')}>
          {(control) => (
            <Choice
              {...control}
              value={liked.locale}
              options={[
                { value: 'zh', label: t('account.chinese') },
                { value: 'en', label: t('account.english') },
              ]}
              onChange={(value) => {
                const locale = value === 'en' ? 'en' : 'zh'
                liked.like({ locale })
                change({ locale })
              }}
            />
          )}
        </Field>
        {me.memberships.length > 1 ? (
          <Field label={t('shell.actingFor')}>
            {(control) => (
              <Choice
                {...control}
                value={me.organisation?.id ?? ''}
                options={me.memberships.map(({ organisation }) => ({
                  value: organisation.id,
                  label: organisation.name,
                }))}
                onChange={(organisationId) => change({ organisationId })}
              />
            )}
          </Field>
        ) : null}
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={liked.largeType}
          onChange={(event) => {
            liked.like({ largeType: event.target.checked })
            change({ largeType: event.target.checked })
          }}
        />
        {t('shell.largeType')} <span className="quiet">{t('account.largeTypeText')}</span>
      </label>
      {me.memberships.map(({ organisation, role }) => (
        <p key={organisation.id}>
          <Link to="/organisations/$id" params={{ id: organisation.id }}>
            {organisation.name}
          </Link>{' '}
          <span className="quiet">{labels.of('organisationRoles', role)}</span>
        </p>
      ))}
      <ProblemNote error={update.error} />
    </section>
  )
}
