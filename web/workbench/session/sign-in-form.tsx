import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { authRoutes, type Me } from '../../../contracts/accounts.ts'
import { Field } from '../../ui/antd/field.tsx'
import { useAct } from '../../ui/client/hooks.ts'
import { isProblem } from '../../ui/client/problem.ts'
import { useText } from '../i18n/text.tsx'
import { ProblemNote } from '../shell/problem-note.tsx'

/** Account and password, then the one-time code where the account has one. `account` fixes who may sign in. */
export function SignInForm(props: { account?: string; onSignedIn: (me: Me) => void }) {
  const { t } = useText()
  const signIn = useAct(authRoutes.signIn)
  const [account, setAccount] = useState(props.account ?? '')
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState('')
  const [step, setStep] = useState<'password' | 'otp'>('password')

  function submit(event: FormEvent) {
    event.preventDefault()
    signIn.mutate(
      { body: { account, password, ...(step === 'otp' ? { otp } : {}) } },
      {
        onSuccess: ({ data }) => props.onSignedIn(data),
        onError: (error) => {
          if (isProblem(error) && error.code === 'otp_required') setStep('otp')
          if (isProblem(error) && error.code === 'otp_wrong') setOtp('')
        },
      },
    )
  }

  const asksOtp = isProblem(signIn.error) && signIn.error.code === 'otp_required'
  return (
    <form className="stack" onSubmit={submit}>
      {step === 'password' ? (
        <>
          <Field label={t('access.account')} required>
            {(control) => (
              <Input
                {...control}
                name="account"
                autoComplete="username"
                autoFocus={!props.account}
                disabled={props.account !== undefined}
                value={account}
                onChange={(event) => setAccount(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('access.password')} required>
            {(control) => (
              <Input.Password
                {...control}
                name="password"
                autoComplete="current-password"
                autoFocus={props.account !== undefined}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        </>
      ) : (
        <Field label={t('access.otp')} hint={t('access.otpHint')} required>
          {(control) => (
            <Input
              {...control}
              name="otp"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              autoFocus
              value={otp}
              onChange={(event) => setOtp(event.target.value.replace(/\D/g, ''))}
            />
          )}
        </Field>
      )}
      {asksOtp ? null : <ProblemNote error={signIn.error} />}
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={signIn.isPending}
        disabled={step === 'otp' ? otp.length !== 6 : account.trim() === '' || password === ''}
      >
        {t('access.signIn')}
      </Button>
      {step === 'otp' ? (
        <Button
          type="link"
          onClick={() => {
            setStep('password')
            signIn.reset()
          }}
        >
          {t('access.backToPassword')}
        </Button>
      ) : null}
    </form>
  )
}
