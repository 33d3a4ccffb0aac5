import { meRoutes } from '../../../../contracts/accounts.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { browserOf } from './browser.ts'

export function Sessions() {
  const { t } = useText()
  const sessions = useCall(meRoutes.sessions, {})
  const end = useAct(meRoutes.endSession)
  return (
    <section className="panel">
      <h2>{t('account.sessions')}</h2>
      <p className="quiet">{t('account.sessionsText')}</p>
      <ProblemNote error={sessions.error ?? end.error} />
      <ul>
        {sessions.data?.items.map((one) => (
          <li key={one.id} className="line">
            <span className="grow">
              {browserOf(one.userAgent) ?? t('account.unknownDevice')}{' '}
              {one.current ? <span className="tag">{t('account.thisOne')}</span> : null}
              <br />
              <span className="quiet">
                {t('account.seen')} <DateText value={one.seenAt} time /> · {t('account.started')}{' '}
                <DateText value={one.startedAt} time />
              </span>
            </span>
            {one.current ? null : (
              <button
                type="button"
                className="link"
                aria-label={`${t('account.endSession')} ${browserOf(one.userAgent) ?? ''}`}
                disabled={end.isPending}
                onClick={() => end.mutate({ params: { id: one.id } })}
              >
                {t('account.endSession')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
