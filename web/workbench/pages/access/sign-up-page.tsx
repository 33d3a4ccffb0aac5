import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { authRoutes } from '../../../../contracts/accounts.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { useKeepMe } from '../../session/me.ts'
import { PrivacyNotice, useNotice } from '../../session/privacy-notice.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { CodeField } from './code-field.tsx'
import { GatePage } from './gate-page.tsx'
import { safeReturn } from './sign-in-page.tsx'

export function SignUpPage() {
  const { t } = useText()
  const router = useRouter()
  const { returnTo } = useSearch({ strict: false })
  const keepMe = useKeepMe()
  const version = useNotice().data?.version
  const signUp = useAct(authRoutes.signUp)
  const [form, setForm] = useState({ account: '', code: '', password: '', name: '' })
  const [consent, setConsent] = useState(false)
  const [tried, setTried] = useState(false)
  const faults = fieldMessages(signUp.error)
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }))

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!consent || !version) return
    signUp.mutate(
      { body: { ...form, consentVersion: version } },
      {
        onSuccess: ({ data }) => {
          keepMe(data)
          router.history.replace(safeReturn(returnTo))
        },
      },
    )
  }

  return (
    <GatePage title={t('access.signUpTitle')}>
      <form className="stack" onSubmit={submit}>
        <Field label={t('access.account')} error={faults.account} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="username"
              value={form.account}
              onChange={(event) => set({ account: event.target.value })}
            />
          )}
        </Field>
        <CodeField
          account={form.account}
          purpose="sign_up"
          value={form.code}
          error={faults.code}
          onChange={(code) => set({ code })}
        />
        <Field label={t('access.name')} error={faults.name} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="name"
              maxLength={40}
              value={form.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('access.newPassword')} hint={t('access.passwordHint')} error={faults.password} required>
          {(control) => (
            <Input.Password
              {...control}
              autoComplete="new-password"
              value={form.password}
              onChange={(event) => set({ password: event.target.value })}
            />
          )}
        </Field>
        <details>
          <summary>{t('access.readNotice')}</summary>
          <PrivacyNotice />
        </details>
        <Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)}>
          {t('access.consent', { version: version ?? '…' })}
        </Checkbox>
        {tried && !consent ? (
          <p className="field-error" role="alert">
            {t('access.consentNeeded')}
          </p>
        ) : null}
        <ProblemNote error={signUp.error} />
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={signUp.isPending}
          disabled={!form.account || form.code.length !== 6 || !form.name.trim() || !form.password}
        >
          {t('access.signUp')}
        </Button>
      </form>
      <nav className="split">
        <Link to="/sign-in" search={{ returnTo }}>
          {t('access.toSignIn')}
        </Link>
      </nav>
    </GatePage>
  )
}
