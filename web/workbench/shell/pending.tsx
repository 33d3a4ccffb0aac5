import { useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../../contracts/accounts.ts'
import { useText } from '../i18n/text.tsx'
import { ConsentStep } from '../session/consent-step.tsx'
import { meQuery } from '../session/me.ts'
import { OtpStep } from '../session/otp-step.tsx'
import { PasswordStep } from '../session/password-step.tsx'

/** What must be done before work can begin, one step at a time: consent, first password, authenticator. */
export function PendingSteps(props: { me: Me }) {
  const { t } = useText()
  const queries = useQueryClient()
  const { pending } = props.me
  const done = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey })
  return (
    <section className="narrow stack">
      <p className="quiet">{t('shell.pendingTitle', { count: pending.length })}</p>
      {pending[0] === 'consent' ? <ConsentStep onDone={done} /> : null}
      {pending[0] === 'password_change' ? <PasswordStep onDone={done} /> : null}
      {pending[0] === 'otp_enrolment' ? <OtpStep onDone={done} /> : null}
    </section>
  )
}
