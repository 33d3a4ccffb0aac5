import { todoRoutes } from '../../../../contracts/desk.ts'
import { reviewRoutes, undertakingVersion } from '../../../../contracts/reviews.ts'
import { roundRoutes } from '../../../../contracts/rounds.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** 保密与廉洁承诺: read and signed once a round, before any material is shown. */
export function Undertaking(props: { roundId: string }) {
  const { t } = useText()
  const sign = useAct(roundRoutes.undertake, { touches: [reviewRoutes.list, todoRoutes.list] })
  return (
    <section className="panel">
      <h2>{t('reviews.undertaking')}</h2>
      <ol className="pledge prose">
        <li>{t('reviews.undertaking1')}</li>
        <li>{t('reviews.undertaking2')}</li>
        <li>{t('reviews.undertaking3')}</li>
        <li>{t('reviews.undertaking4')}</li>
        <li>{t('reviews.undertaking5')}</li>
      </ol>
      <ProblemNote error={sign.error} />
      <p className="row wrap">
        <button
          type="button"
          className="button primary"
          disabled={sign.isPending}
          onClick={() => sign.mutate({ params: { id: props.roundId }, body: { version: undertakingVersion } })}
        >
          {t('reviews.sign')}
        </button>
        <span className="quiet">{t('reviews.signHint', { version: undertakingVersion })}</span>
      </p>
    </section>
  )
}
