import { Button } from 'antd'
import { meRoutes } from '../../../contracts/accounts.ts'
import { useAct } from '../../ui/client/hooks.ts'
import { useText } from '../i18n/text.tsx'
import { ProblemNote } from '../shell/problem-note.tsx'
import { PrivacyNotice, useNotice } from './privacy-notice.tsx'

export function ConsentStep(props: { onDone: () => void }) {
  const { t } = useText()
  const version = useNotice().data?.version
  const consent = useAct(meRoutes.consent)
  return (
    <>
      <h1>{t('shell.consentTitle')}</h1>
      <p>{t('shell.consentText', { version: version ?? '…' })}</p>
      <PrivacyNotice />
      <ProblemNote error={consent.error} />
      <Button
        type="primary"
        disabled={!version}
        loading={consent.isPending}
        onClick={() => version && consent.mutate({ body: { version } }, { onSuccess: props.onDone })}
      >
        {t('shell.consentAccept')}
      </Button>
    </>
  )
}
