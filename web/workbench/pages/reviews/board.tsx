import { Link } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import type { Candidate, Round, RoundItem } from '../../../../contracts/rounds.ts'
import { roundRoutes } from '../../../../contracts/rounds.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { ReviewDialog } from './review-dialog.tsx'

const left = ['refused', 'conflicted', 'recused']
const keyOf = (itemId: string, expertId: string) => `${itemId} ${expertId}`

/** Items by experts: who is asked, how far each is, who may not; ticked pairs are invited in one go. */
export function Board({ round }: { round: Round }) {
  const { t } = useText()
  const { message } = App.useApp()
  const pool = useCall(roundRoutes.candidates, { params: { id: round.id } })
  const assign = useAct(roundRoutes.assign)
  const [added, setAdded] = useState<readonly string[]>([])
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [off, setOff] = useState<{ item: RoundItem; review: Candidate['reviews'][number] } | null>(null)
  const candidates = pool.data?.items ?? []
  const shown = candidates.filter((each) => each.reviews.length > 0 || added.includes(each.id))
  const toggle = (key: string) => {
    const next = new Set(ticked)
    if (!next.delete(key)) next.add(key)
    setTicked(next)
  }
  const invite = () =>
    assign.mutate(
      {
        params: { id: round.id },
        body: {
          pairs: [...ticked].map((key) => {
            const [itemId = '', expertId = ''] = key.split(' ')
            return { itemId, expertId }
          }),
        },
      },
      {
        onSuccess: () => {
          message.success(t('reviews.invited', { count: ticked.size }))
          setTicked(new Set())
        },
      },
    )

  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('reviews.assignment')}</h2>
        <button
          type="button"
          className={ticked.size > 0 ? 'button primary' : 'button'}
          disabled={ticked.size === 0 || assign.isPending}
          onClick={invite}
        >
          {t('reviews.invite', { count: ticked.size })}
        </button>
      </header>
      <p className="quiet">{t('reviews.assignmentHint')}</p>
      <ProblemNote error={pool.error ?? assign.error} />
      {pool.data && candidates.length === 0 ? <p className="note note-wait">{t('reviews.noExperts')}</p> : null}
      <AddExpert
        candidates={candidates.filter((each) => !shown.includes(each))}
        onAdd={(id) => setAdded([...added, id])}
      />
      {shown.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        <section className="board-room" tabIndex={0} aria-label={t('reviews.assignment')}>
          <table className="board">
            <thead>
              <tr>
                <th scope="col">{t('reviews.items')}</th>
                {shown.map((each) => (
                  <th key={each.id} scope="col">
                    <strong>{each.name}</strong>
                    <br />
                    <span className="quiet">{each.employer}</span>
                    <br />
                    <span className="quiet figures">{t('reviews.load', { count: each.load })}</span>{' '}
                    {each.reviews.length > 0 ? (
                      <span className="quiet">{t(each.undertakenAt ? 'reviews.signed' : 'reviews.unsigned')}</span>
                    ) : null}
                    {each.available ? null : <span className="tag tag-wait">{t('reviews.unavailable')}</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {round.itemList.map((item) => (
                <tr key={item.id}>
                  <th scope="row">
                    {item.scenario.title}
                    <br />
                    <span className="quiet">{item.owner.name}</span>
                    <br />
                    <span
                      className={(item.assigned ?? 0) < round.requiredReviews ? 'tone-sand figures' : 'quiet figures'}
                    >
                      {t('reviews.enough', { count: item.assigned ?? 0, required: round.requiredReviews })}
                    </span>
                  </th>
                  {shown.map((each) => (
                    <Cell
                      key={each.id}
                      item={item}
                      expert={each}
                      ticked={ticked.has(keyOf(item.id, each.id))}
                      onToggle={() => toggle(keyOf(item.id, each.id))}
                      onTakeOff={(review) => setOff({ item, review })}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {off ? (
        <ReviewDialog
          action="recuse"
          review={{ id: off.review.id, state: off.review.state, scenario: off.item.scenario }}
          etag={`"${off.review.version}"`}
          onClose={() => setOff(null)}
        />
      ) : null}
    </section>
  )
}

function Cell(props: {
  item: RoundItem
  expert: Candidate
  ticked: boolean
  onToggle: () => void
  onTakeOff: (review: Candidate['reviews'][number]) => void
}) {
  const { t } = useText()
  const { item, expert } = props
  const review = expert.reviews.find((each) => each.itemId === item.id)
  const conflicts = expert.conflicts.filter((each) => each.itemId === item.id)
  if (review)
    return (
      <td>
        <Link to="/reviews/$id" params={{ id: review.id }}>
          <State machine="review" state={review.state} />
        </Link>
        {left.includes(review.state) ? null : (
          <>
            <br />
            <button type="button" className="link" onClick={() => props.onTakeOff(review)}>
              {t('reviews.takeOff')}
            </button>
          </>
        )}
      </td>
    )
  if (conflicts.length > 0)
    return (
      <td data-tone="bad">
        <span className="tone-tile">
          ▲{' '}
          {t('reviews.conflicted', {
            kind: conflicts.map((each) => t(`reviews.conflict_${each.kind}` as MessageKey)).join('、'),
          })}
        </span>
      </td>
    )
  return (
    <td>
      <input
        type="checkbox"
        aria-label={t('reviews.pick', { expert: expert.name, title: item.scenario.title })}
        checked={props.ticked}
        onChange={props.onToggle}
      />
    </td>
  )
}

/** Experts of the pool who are not on the board yet, found by name or employer. */
function AddExpert(props: { candidates: readonly Candidate[]; onAdd: (id: string) => void }) {
  const { t } = useText()
  const [words, setWords] = useState('')
  if (props.candidates.length === 0) return null
  const found = props.candidates.filter((each) => `${each.name} ${each.employer ?? ''}`.includes(words.trim()))
  return (
    <details className="stack tight">
      <summary>{t('reviews.addExpert')}</summary>
      <input
        className="input"
        type="search"
        aria-label={t('reviews.findExpert')}
        placeholder={t('reviews.findExpert')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul>
        {found.slice(0, 20).map((each) => (
          <li key={each.id} className="line">
            <span className="grow">
              {each.name} <span className="quiet">{[each.title, each.employer].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="quiet figures">{t('reviews.load', { count: each.load })}</span>
            {each.available ? null : <span className="tag tag-wait">{t('reviews.unavailable')}</span>}
            <button
              type="button"
              className="button"
              aria-label={`${t('reviews.add')} ${each.name}`}
              onClick={() => props.onAdd(each.id)}
            >
              {t('reviews.add')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
