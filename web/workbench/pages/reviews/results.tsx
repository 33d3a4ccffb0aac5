import { type RoundResult, roundRoutes } from '../../../../contracts/rounds.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { ExplanationBar } from '../../../ui/parts/explanation-bar.tsx'
import { useText } from '../../i18n/text.tsx'
import { percent } from '../calls/criteria.tsx'

/** What the reviews of a scenario came to, once they are released: for its owner and whoever handles it. */
export function ReviewResults({ scenarioId }: { scenarioId: string }) {
  const { t } = useText()
  const page = useCall(roundRoutes.results, { params: { id: scenarioId } })
  if (!page.data || page.data.items.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('reviews.results')}</h2>
      {page.data.items.map((result) => (
        <Result key={result.round.id} result={result} />
      ))}
    </section>
  )
}

function Result({ result }: { result: RoundResult }) {
  const { t, name } = useText()
  const parts = result.criteria.map((each) => ({
    key: each.key,
    label: each.title,
    value: each.mean === null ? 0 : (each.weight * each.mean * 100) / each.max,
  }))
  return (
    <article className="entry stack tight">
      <p className="row wrap">
        <strong>{name(actionLabel('scenario', result.outcome))}</strong>
        <span className="quiet">
          {result.round.title} {result.round.code}
        </span>
        <DateText value={result.releasedAt} />
      </p>
      {result.score === null || result.rank === null ? (
        <p className="quiet">{t('reviews.resultNoScore')}</p>
      ) : (
        <>
          <p className="row wrap figures" title={t('reviews.resultTies')}>
            <strong>{t('reviews.resultScore', { score: result.score.toFixed(2) })}</strong>
            <span>{t('reviews.resultRank', { rank: result.rank, ranked: result.ranked })}</span>
          </p>
          <ExplanationBar parts={parts} outOf={100} />
          <ul>
            {result.criteria.map((each) => (
              <li key={each.key} className="line">
                <span className="grow">{each.title}</span>
                <span className="quiet">{t('reviews.weightOf', { weight: percent(each.weight) })}</span>
                <span className="figures">
                  {each.mean ?? '—'} / {each.max}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="prose">
        <span className="quiet">{t('reviews.resultReason')}</span> {result.reason}
      </p>
      {result.comment ? (
        <p className="prose">
          <span className="quiet">{t('reviews.resultComment')}</span> {result.comment}
        </p>
      ) : null}
      {result.comments.length > 0 ? (
        <>
          <h3 className="label">{t('reviews.resultComments')}</h3>
          <ul className="stack tight">
            {result.comments.map((text) => (
              <li key={text} className="prose note">
                {text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </article>
  )
}
