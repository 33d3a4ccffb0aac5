import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { authRoutes } from '../../../../contracts/accounts.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { CodeField } from './code-field.tsx'
import { GatePage } from './gate-page.tsx'

export function ResetPage() {
  const { t } = useText()
  const reset = useAct(authRoutes.resetPassword)
  const [account, setAccount] = useState('')
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const faults = fieldMessages(reset.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    reset.mutate({ body: { account, code, password } })
  }

  return (
    <GatePage title={t('access.resetTitle')}>
      {reset.isSuccess ? (
        <p className="note note-good" role="status">
          {t('access.resetDone')}
        </p>
      ) : (
        <form className="stack" onSubmit={submit}>
          <Field label={t('access.account')} error={faults.account} required>
            {(control) => (
              <Input
                {...control}
                autoComplete="username"
                value={account}
                onChange={(event) => setAccount(event.target.value)}
              />
            )}
          </Field>
          <CodeField account={account} purpose="reset_password" value={code} error={faults.code} onChange={setCode} />
          <Field label={t('access.newPassword')} hint={t('access.passwordHint')} error={faults.password} required>
            {(control) => (
              <Input.Password
                {...control}
                autoComplete="new-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <ProblemNote error={reset.error} />
          <Button
            type="primary"
            htmlType="submit"
            block
            loading={reset.isPending}
            disabled={!account || code.length !== 6 || !password}
          >
            {t('access.reset')}
          </Button>
        </form>
      )}
      <nav className="split">
        <Link to="/sign-in">{t('access.toSignIn')}</Link>
      </nav>
    </GatePage>
  )
}
