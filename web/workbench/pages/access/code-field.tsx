import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { authRoutes } from '../../../../contracts/accounts.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

const pause = 60

/** The six digits sent to the account, and the button that sends them (again after a minute). */
export function CodeField(props: {
  account: string
  purpose: 'sign_up' | 'reset_password'
  value: string
  error?: string
  onChange: (code: string) => void
}) {
  const { t } = useText()
  const request = useAct(authRoutes.requestCode)
  const [left, setLeft] = useState(0)

  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])

  function ask() {
    request.mutate({ body: { account: props.account, purpose: props.purpose } }, { onSuccess: () => setLeft(pause) })
  }

  return (
    <>
      <Field label={t('access.code')} hint={t('access.codeHint')} error={props.error} required>
        {(control) => (
          <div className="row">
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={props.value}
              onChange={(event) => props.onChange(event.target.value.replace(/\D/g, ''))}
            />
            <Button onClick={ask} loading={request.isPending} disabled={left > 0 || props.account.trim().length < 3}>
              {left > 0 ? t('access.codeAgain', { seconds: left }) : t('access.sendCode')}
            </Button>
          </div>
        )}
      </Field>
      <ProblemNote error={request.error} />
      {request.isSuccess ? (
        <p className="note" role="status">
          {t('access.codeSent', { seconds: pause })}
        </p>
      ) : null}
    </>
  )
}
