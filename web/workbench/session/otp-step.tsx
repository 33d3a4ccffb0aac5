import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { meRoutes } from '../../../contracts/accounts.ts'
import { Field } from '../../ui/antd/field.tsx'
import { useAct } from '../../ui/client/hooks.ts'
import { useText } from '../i18n/text.tsx'
import { ProblemNote } from '../shell/problem-note.tsx'

/** Password, then the QR code, then the first code it gives. `bare` leaves the heading to whoever shows it. */
export function OtpStep(props: { onDone: () => void; bare?: boolean }) {
  const { t } = useText()
  const start = useAct(meRoutes.otpStart)
  const confirm = useAct(meRoutes.otpConfirm)
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState('')
  const setup = start.data?.data

  function submit(event: FormEvent) {
    event.preventDefault()
    if (setup) confirm.mutate({ body: { otp } }, { onSuccess: props.onDone })
    else start.mutate({ body: { password } })
  }

  return (
    <form className="stack" onSubmit={submit}>
      {props.bare ? null : (
        <>
          <h1>{t('shell.otpTitle')}</h1>
          <p>{t('shell.otpText')}</p>
        </>
      )}
      {setup ? (
        <>
          <img
            className="qr"
            alt={t('shell.otpQr')}
            width={200}
            height={200}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qrSvg)}`}
          />
          <p>
            {t('shell.otpSecret')} <code>{setup.secret}</code>
          </p>
          <Field label={t('access.otp')} hint={t('access.otpHint')} required>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={otp}
                onChange={(event) => setOtp(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </Field>
          <ProblemNote error={confirm.error} />
          <Button type="primary" htmlType="submit" loading={confirm.isPending} disabled={otp.length !== 6}>
            {t('shell.otpConfirm')}
          </Button>
        </>
      ) : (
        <>
          <Field label={t('shell.otpPassword')} required>
            {(control) => (
              <Input.Password
                {...control}
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <ProblemNote error={start.error} />
          <Button type="primary" htmlType="submit" loading={start.isPending} disabled={!password}>
            {t('shell.otpStart')}
          </Button>
        </>
      )}
    </form>
  )
}
