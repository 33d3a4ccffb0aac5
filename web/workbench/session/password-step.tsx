import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { authRoutes } from '../../../contracts/accounts.ts'
import { Field } from '../../ui/antd/field.tsx'
import { useAct } from '../../ui/client/hooks.ts'
import { fieldMessages } from '../../ui/client/problem.ts'
import { useText } from '../i18n/text.tsx'
import { ProblemNote } from '../shell/problem-note.tsx'

/** `bare` leaves the heading to whoever shows it. */
export function PasswordStep(props: { onDone: () => void; bare?: boolean }) {
  const { t } = useText()
  const change = useAct(authRoutes.changePassword)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const faults = fieldMessages(change.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ body: { current, password } }, { onSuccess: props.onDone })
  }

  return (
    <form className="stack" onSubmit={submit}>
      {props.bare ? null : (
        <>
          <h1>{t('shell.passwordTitle')}</h1>
          <p>{t('shell.passwordText')}</p>
        </>
      )}
      <Field label={t('shell.passwordCurrent')} error={faults.current} required>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('shell.passwordNew')} hint={t('shell.passwordHint')} error={faults.password} required>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <ProblemNote error={change.error} />
      <Button type="primary" htmlType="submit" loading={change.isPending} disabled={!current || !password}>
        {t('shell.passwordChange')}
      </Button>
    </form>
  )
}
