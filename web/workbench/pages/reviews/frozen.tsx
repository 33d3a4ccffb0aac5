import { type Round, roundRoutes } from '../../../../contracts/rounds.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'

/** What was known when the round was released, and the hash that proves it. */
export function Frozen({ round }: { round: Round }) {
  const { t } = useText()
  return (
    <section className="panel">
      <h2>{t('reviews.snapshot')}</h2>
      <p>{t('reviews.snapshotText')}</p>
      <p className="row wrap">
        {round.releasedAt ? <DateText value={round.releasedAt} time /> : null}
        <code title={round.snapshotHash ?? ''}>{round.snapshotHash?.slice(0, 16)}</code>
        <a href={hrefOf(roundRoutes.snapshot, { params: { id: round.id } })}>{t('reviews.snapshotOpen')}</a>
      </p>
    </section>
  )
}
