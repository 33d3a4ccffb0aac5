import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Review, ReviewAction } from '../../../../contracts/reviews.ts'
import { reviewRoutes } from '../../../../contracts/reviews.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { Due, State, useActionName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { Conferring } from './conferring.tsx'
import { MaterialView } from './material.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { ReadSheet, SheetForm } from './sheet-form.tsx'
import { Undertaking } from './undertaking.tsx'

/** The expert's desk: material on the left, criteria and scores on the right, the next item one key away. */
export function DeskPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(reviewRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Desk key={query.data.id} review={query.data} etag={query.etag} />
}

function Desk({ review, etag }: { review: Review; etag: string | null }) {
  const { t } = useText()
  const me = useMe()
  const own = me.user.id === review.expert.id
  const operates = holds(me, 'operator')
  const [action, setAction] = useState<ReviewAction | null>(null)
  const actionName = useActionName()
  const ask = (one: ReviewAction) => () => setAction(one)
  const left = ['refused', 'conflicted', 'recused'].includes(review.state)
  const signed = review.undertaking.signedAt !== null

  return (
    <article>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{review.scenario.title}</h1>
          <p className="row wrap">
            {review.scenario.code ? <span className="figures">{review.scenario.code}</span> : null}
            <State machine="review" state={review.state} />
            <span>{review.owner.name}</span>
            <Link to="/rounds/$id" params={{ id: review.round.id }}>
              {review.round.title}
            </Link>
            {own ? null : <span>{review.expert.name}</span>}
          </p>
        </div>
        <div className="next">
          <p className="row wrap">
            {review.holder ? <Due at={review.dueAt} /> : null}
            {review.round.deadline ? (
              <span className="quiet">
                {t('reviews.deadline')} <DateText value={review.round.deadline} time />
              </span>
            ) : null}
          </p>
          {own ? <Siblings review={review} /> : null}
        </div>
        {review.state === 'returned' && review.stateReason ? (
          <p className="note note-wait">{t('reviews.returned', { reason: review.stateReason })}</p>
        ) : null}
        {left && review.stateReason ? <p className="note">{review.stateReason}</p> : null}
      </header>
      <div className="desk">
        <div className="stack wide-gap">
          {review.material ? (
            <MaterialView material={review.material} />
          ) : (
            <section className="panel">
              <h2>{t('reviews.material')}</h2>
              {operates ? (
                <p>
                  <Link to="/scenarios/$id" params={{ id: review.scenario.id }}>
                    {review.scenario.title}
                  </Link>
                </p>
              ) : (
                <p className="quiet">
                  {t(own && !left && review.state === 'invited' ? 'reviews.materialLater' : 'reviews.materialGone')}
                </p>
              )}
            </section>
          )}
        </div>
        <div className="desk-side stack wide-gap">
          {own && !signed && !left ? <Undertaking roundId={review.round.id} /> : null}
          {own && signed && review.state === 'invited' ? <Declaration review={review} ask={ask} /> : null}
          {own && ['accepted', 'returned'].includes(review.state) ? <Begin review={review} ask={ask} /> : null}
          {own && review.state === 'drafting' ? (
            review.actions.includes('submit') ? (
              <SheetForm review={review} etag={etag} />
            ) : (
              <ReadSheet review={review} note={t('reviews.over')} />
            )
          ) : null}
          {review.state === 'submitted' ? <ReadSheet review={review} note={t('reviews.locked')} /> : null}
          {own ? <Conferring review={review} /> : null}
          {review.actions.includes('return') ||
          (review.actions.includes('recuse') && !(own && review.state === 'invited')) ? (
            <p className="row wrap">
              {review.actions.includes('return') ? (
                <button type="button" className="button" onClick={ask('return')}>
                  {actionName('review', 'return')}
                </button>
              ) : null}
              <button type="button" className="button danger" onClick={ask('recuse')}>
                {t(own ? 'reviews.recuse' : 'reviews.takeOff')}
              </button>
            </p>
          ) : null}
        </div>
      </div>
      {action ? <ReviewDialog action={action} review={review} etag={etag} onClose={() => setAction(null)} /> : null}
    </article>
  )
}

type Ask = (one: ReviewAction) => () => void

/** Before anything is read: is there a tie to this owner or this scenario? */
function Declaration({ review, ask }: { review: Review; ask: Ask }) {
  const { t } = useText()
  const kinds = review.conflicts.map((kind) => t(`reviews.conflict_${kind}` as MessageKey)).join('、')
  return (
    <section className="panel">
      <h2>{t('reviews.declare')}</h2>
      <p>{t('reviews.declareText')}</p>
      {kinds ? <p className="note note-bad">{t('reviews.found', { kinds })}</p> : null}
      <div className="row wrap">
        {review.actions.includes('accept') && !kinds ? (
          <button type="button" className="button primary" onClick={ask('accept')}>
            {t('reviews.noConflict')}
          </button>
        ) : null}
        {review.actions.includes('declare_conflict') ? (
          <button type="button" className="button" onClick={ask('declare_conflict')}>
            {t('reviews.hasConflict')}
          </button>
        ) : null}
        {review.actions.includes('refuse') ? (
          <button type="button" className="button" onClick={ask('refuse')}>
            {t('reviews.decline')}
          </button>
        ) : null}
      </div>
    </section>
  )
}

function Begin({ review, ask }: { review: Review; ask: Ask }) {
  const { t } = useText()
  const one = review.actions.find((each) => each === 'start' || each === 'revise') as ReviewAction | undefined
  const waits = ['planned', 'assigning'].includes(review.round.state)
  return (
    <section className="panel">
      <h2>{t('reviews.sheet')}</h2>
      {one ? (
        <p>
          <button type="button" className="button primary" onClick={ask(one)}>
            {t(one === 'start' ? 'reviews.start' : 'reviews.revise')}
          </button>
        </p>
      ) : (
        <p className="quiet">{t(waits ? 'reviews.waitScoring' : 'reviews.over')}</p>
      )}
    </section>
  )
}

/** The item before and after this one, also by key: J and K while nothing is typed, Alt with the arrows always. */
function Siblings({ review }: { review: Review }) {
  const { t } = useText()
  const navigate = useNavigate()
  const at = review.siblings.findIndex((each) => each.id === review.id)
  const before = review.siblings[at - 1]?.id
  const after = review.siblings[at + 1]?.id
  useEffect(() => {
    function act(event: KeyboardEvent) {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]') !== null
      const step = event.altKey
        ? { ArrowDown: after, ArrowUp: before }[event.key]
        : typing || event.ctrlKey || event.metaKey
          ? undefined
          : { j: after, k: before }[event.key]
      if (!step) return
      event.preventDefault()
      void navigate({ to: '/reviews/$id', params: { id: step } })
    }
    window.addEventListener('keydown', act)
    return () => window.removeEventListener('keydown', act)
  }, [before, after, navigate])
  if (review.siblings.length < 2) return null
  return (
    <nav className="row wrap" aria-label={t('reviews.items')}>
      <span className="quiet">{t('reviews.place', { at: at + 1, count: review.siblings.length })}</span>
      {before ? (
        <Link to="/reviews/$id" params={{ id: before }} className="button" title={t('reviews.keys')}>
          {t('reviews.previous')}
        </Link>
      ) : null}
      {after ? (
        <Link to="/reviews/$id" params={{ id: after }} className="button" title={t('reviews.keys')}>
          {t('reviews.next')}
        </Link>
      ) : null}
    </nav>
  )
}
