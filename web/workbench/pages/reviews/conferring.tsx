import { App, Input } from 'antd'
import { useState } from 'react'
import { type Review, reviewRoutes } from '../../../../contracts/reviews.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { SubmittedReview } from './submitted.tsx'

/** While they confer: what the others scored, without names, what the chair recommends, and one's own dissent. */
export function Conferring({ review }: { review: Review }) {
  const { t, name } = useText()
  const { message } = App.useApp()
  const act = useAct(reviewRoutes.dissent)
  const [text, setText] = useState(review.dissent ?? '')
  const { recommendation, peers } = review
  if (!recommendation && peers.length === 0 && !review.mayDissent && !review.dissent) return null
  return (
    <section className="panel">
      <h2>{t('reviews.peers')}</h2>
      {peers.map((each) => (
        <SubmittedReview key={each.id} review={each} criteria={review.criteria} />
      ))}
      {recommendation ? (
        <p className="note">
          {t('reviews.chairSays')} <strong>{name(actionLabel('scenario', recommendation.outcome))}</strong>
          <span className="prose block-link">{recommendation.reason}</span>
        </p>
      ) : null}
      {review.mayDissent ? (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault()
            act.mutate(
              { params: { id: review.id }, body: { text } },
              { onSuccess: () => void message.success(t('reviews.saved')) },
            )
          }}
        >
          <Field label={t('reviews.yourDissent')} hint={t('reviews.dissentHint')}>
            {(control) => (
              <Input.TextArea
                {...control}
                maxLength={4000}
                autoSize={{ minRows: 2, maxRows: 10 }}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <ProblemNote error={act.error} />
          <p>
            <button type="submit" className="button" disabled={text.trim() === '' || act.isPending}>
              {t('reviews.saveDissent')}
            </button>
          </p>
        </form>
      ) : review.dissent ? (
        <p className="prose">
          <span className="quiet">{t('reviews.yourDissent')}</span> {review.dissent}
        </p>
      ) : null}
    </section>
  )
}
