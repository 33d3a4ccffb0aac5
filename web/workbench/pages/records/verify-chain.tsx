import { Button } from 'antd'
import { recordRoutes } from '../../../../contracts/desk.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** Checks the whole chain and says so, or names the first entry that is not as it was sealed. */
export function VerifyChain() {
  const { t } = useText()
  const verify = useAct(recordRoutes.verify)
  const verdict = verify.data?.data
  const bad = verdict?.firstBad
  const what = bad ? t(`journal.bad_${bad.code}` as MessageKey) : ''
  return (
    <section className="row wrap verify" aria-live="polite">
      <Button loading={verify.isPending} onClick={() => verify.mutate({ body: {} })}>
        {t('journal.verify')}
      </Button>
      {verify.isPending ? <span className="quiet">{t('journal.verifying')}</span> : null}
      {!verdict && !verify.isPending ? <span className="quiet">{t('journal.verifyText')}</span> : null}
      {verdict?.ok ? (
        <p className="note note-good">
          ✓ {t('journal.verifyOk', { count: verdict.count })}{' '}
          {verdict.head ? <code title={verdict.head}>{verdict.head.slice(0, 16)}</code> : null}
        </p>
      ) : null}
      {bad ? (
        <div className="note note-bad" role="alert">
          <p>
            {t('journal.verifyBad', {
              seq: bad.seq,
              what: what.startsWith('journal.') ? t('journal.bad_altered') : what,
              count: verdict?.count ?? 0,
            })}
          </p>
          <p className="quiet">{t('journal.verifyNext')}</p>
        </div>
      ) : null}
      <ProblemNote error={verify.error} />
    </section>
  )
}
