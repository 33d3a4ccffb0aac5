import type { ReactNode } from 'react'
import type { RubricCriterion, SubmittedReview as Submitted } from '../../../../contracts/reviews.ts'
import { useText } from '../../i18n/text.tsx'

/** One submitted review: whose it is where that may be known, its scores and its comments. */
export function SubmittedReview(props: {
  review: Submitted
  criteria: readonly RubricCriterion[]
  children?: ReactNode
}) {
  const { t } = useText()
  const { review, criteria } = props
  return (
    <article className="entry">
      <header className="row wrap">
        <strong>{review.reviewer.name ?? t('reviews.reviewer', { number: review.reviewer.number })}</strong>
        <span className="figures">{review.total?.toFixed(2)}</span>
        {props.children}
      </header>
      <p className="quiet figures">
        {criteria.map((each) => `${each.title} ${review.scores[each.key] ?? '—'}`).join(' · ')}
      </p>
      {review.commentOwner ? (
        <p className="prose">
          <span className="quiet">{t('reviews.forOwner')}</span> {review.commentOwner}
        </p>
      ) : null}
      {review.commentOffice ? (
        <p className="prose">
          <span className="quiet">{t('reviews.forOffice')}</span> {review.commentOffice}
        </p>
      ) : null}
      {review.dissent ? (
        <p className="note note-wait">
          {t('reviews.dissent')} <span className="prose">{review.dissent}</span>
        </p>
      ) : null}
    </article>
  )
}
