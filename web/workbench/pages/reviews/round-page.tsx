import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Round, RoundAction } from '../../../../contracts/rounds.ts'
import { roundActions, roundRoutes } from '../../../../contracts/rounds.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { Due, State } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { Board } from './board.tsx'
import { Frozen } from './frozen.tsx'
import { ItemsEditor } from './items-editor.tsx'
import { RoundDialog } from './round-dialog.tsx'
import { RoundHistory } from './round-history.tsx'
import { Settings } from './settings.tsx'
import { Standing } from './standing.tsx'
import { Undertaking } from './undertaking.tsx'

export function RoundPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(roundRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown round={query.data} etag={query.etag} />
}

/** Each sees of the round what is his: the office everything, the chair what they confer about, an expert his items. */
function Shown({ round, etag }: { round: Round; etag: string | null }) {
  const me = useMe()
  const operates = holds(me, 'operator')
  const inside = operates || holds(me, 'auditor')
  const unsigned = round.undertaking !== null && round.undertaking.signedAt === null
  const open = !['released', 'archived', 'cancelled'].includes(round.state)
  const board = operates && ['assigning', 'scoring'].includes(round.state)
  return (
    <article className="stack wide-gap">
      <Head round={round} etag={etag} />
      {unsigned && open ? <Undertaking roundId={round.id} /> : null}
      {round.may.readReviews ? <Standing round={round} /> : null}
      {board ? <Board round={round} /> : null}
      {round.may.edit ? <ItemsEditor key={round.version} round={round} etag={etag} /> : null}
      {!round.may.edit && !round.may.readReviews && !board ? <Items round={round} /> : null}
      <Settings round={round} etag={etag} />
      {round.snapshotHash && inside ? <Frozen round={round} /> : null}
      {inside ? <RoundHistory id={round.id} /> : null}
    </article>
  )
}

function Head({ round, etag }: { round: Round; etag: string | null }) {
  const { t, name } = useText()
  const [action, setAction] = useState<RoundAction | null>(null)
  const offered = roundActions.filter((one) => round.actions.includes(one))
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{round.title}</h1>
        <p className="row wrap">
          <span className="figures">{round.code}</span>
          <State machine="round" state={round.state} />
          {round.call ? (
            <Link to="/calls/$id" params={{ id: round.call.id }}>
              {round.call.title}
            </Link>
          ) : null}
          {round.deadline ? (
            <span className="quiet">
              {t('reviews.deadline')} <DateText value={round.deadline} time />
            </span>
          ) : null}
          <span className="quiet">
            {t('reviews.chair')} {round.chair?.name ?? t('reviews.noChair')}
          </span>
        </p>
      </div>
      <div className="next">
        <p className="row wrap">
          <span className="quiet">{t(`reviews.next_${round.state}` as MessageKey)}</span>
          {round.state === 'scoring' ? <Due at={round.dueAt} /> : null}
        </p>
        <div className="row wrap">
          {offered.map((one, at) => (
            <button
              key={one}
              type="button"
              className={one === 'cancel' ? 'button danger' : at === 0 ? 'button primary' : 'button'}
              onClick={() => setAction(one)}
            >
              {name(actionLabel('round', one))}
            </button>
          ))}
        </div>
      </div>
      {round.stateReason ? <p className="note">{round.stateReason}</p> : null}
      {action ? <RoundDialog action={action} round={round} etag={etag} onClose={() => setAction(null)} /> : null}
    </header>
  )
}

/** An expert's items, each with the way to his review. */
function Items({ round }: { round: Round }) {
  const { t } = useText()
  return (
    <section className="panel">
      <h2>
        {t('reviews.items')} <span className="quiet figures">{round.itemList.length}</span>
      </h2>
      <ul>
        {round.itemList.map((item) => (
          <li key={item.id} className="line">
            <span className="grow">
              {item.ownReview ? (
                <Link to="/reviews/$id" params={{ id: item.ownReview.id }} data-row-link>
                  {item.scenario.title}
                </Link>
              ) : (
                item.scenario.title
              )}
            </span>
            <span className="quiet">{item.owner.name}</span>
            {item.ownReview ? <State machine="review" state={item.ownReview.state} /> : null}
            {item.submitted === null ? null : (
              <span className="quiet figures">
                {t('reviews.progress')} {item.submitted} / {item.assigned}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
