import { useState } from 'react'
import type { SubmittedReview as Submitted } from '../../../../contracts/reviews.ts'
import type { Round, RoundItem } from '../../../../contracts/rounds.ts'
import { roundRoutes } from '../../../../contracts/rounds.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { type Column, DataTable } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { JudgeDialog } from './judge-dialog.tsx'
import { SubmittedReview } from './submitted.tsx'

/** Side by side: score, rank, mean of each criterion, what the chair recommends and what the office decides. */
export function Standing({ round }: { round: Round }) {
  const { t } = useText()
  const [judging, setJudging] = useState<RoundItem | null>(null)
  const [reading, setReading] = useState<string | null>(null)
  const reviews = useCall(roundRoutes.reviews, { params: { id: round.id } })
  const items = [...round.itemList].sort((a, b) => (a.rank ?? 1e6) - (b.rank ?? 1e6))
  const inside = holds(useMe(), 'operator', 'auditor')
  const open = items.find((item) => item.id === reading)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('reviews.standing')}</h2>
        {inside ? (
          <a className="button" href={hrefOf(roundRoutes.exportScores, { params: { id: round.id } })}>
            {t('reviews.exportScores')}
          </a>
        ) : null}
      </header>
      <ProblemNote error={reviews.error} retry={reviews.refetch} />
      <DataTable
        caption={t('reviews.standing')}
        columns={useColumns(round, {
          reading,
          read: (id) => setReading(id === reading ? null : id),
          judge: setJudging,
        })}
        rows={items}
        rowKey={(item) => item.id}
        tone={(item) => (deviates(item) ? 'bad' : undefined)}
      />
      {open ? <Read round={round} item={open} reviews={reviews.data?.items ?? []} /> : null}
      {judging ? <JudgeDialog round={round} item={judging} onClose={() => setJudging(null)} /> : null}
    </section>
  )
}

/** The office decided otherwise than the chair recommends. */
export function deviates(item: Pick<RoundItem, 'decision' | 'recommendation'>): boolean {
  return item.decision !== null && item.recommendation !== null && item.decision.outcome !== item.recommendation.outcome
}

function useColumns(
  round: Round,
  how: { reading: string | null; read: (id: string) => void; judge: (item: RoundItem) => void },
): Column<RoundItem>[] {
  const { t, name } = useText()
  const { may } = round
  return [
    { key: 'rank', label: t('reviews.rank'), phone: 'meta', number: true, render: (item) => item.rank ?? '' },
    {
      key: 'scenario',
      label: t('reviews.scenario'),
      always: true,
      phone: 'title',
      render: (item) => (
        <>
          <button
            type="button"
            className="link"
            data-row-link
            aria-expanded={how.reading === item.id}
            onClick={() => how.read(item.id)}
          >
            {item.scenario.title}
          </button>
          <br />
          <span className="quiet">{item.owner.name}</span>
          {item.scenarioState !== null && item.scenarioState !== 'in_review' && may.decide ? (
            <span className="tag tag-wait">{t('reviews.left')}</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'score',
      label: t('reviews.score'),
      phone: 'meta',
      number: true,
      render: (item) =>
        item.score === null ? <span className="quiet">{t('reviews.noScore')}</span> : item.score.toFixed(2),
    },
    ...round.criteria.map(
      (criterion): Column<RoundItem> => ({
        key: criterion.key,
        label: criterion.title,
        phone: 'hide',
        number: true,
        render: (item) => item.criteria.find((each) => each.key === criterion.key)?.mean ?? '',
      }),
    ),
    {
      key: 'recommendation',
      label: t('reviews.recommendation'),
      phone: 'meta',
      render: (item) => (
        <>
          {item.recommendation ? (
            <span title={item.recommendation.reason}>{name(actionLabel('scenario', item.recommendation.outcome))}</span>
          ) : (
            <span className="quiet">{t('reviews.noRecommendation')}</span>
          )}{' '}
          {may.recommend && !leftBy(item) ? (
            <button type="button" className="link" onClick={() => how.judge(item)}>
              {t(item.recommendation ? 'reviews.changeRecommendation' : 'reviews.recommend')}
            </button>
          ) : null}
        </>
      ),
    },
    ...(['deciding', 'released', 'archived'].includes(round.state)
      ? [
          {
            key: 'decision',
            label: t('reviews.decision'),
            phone: 'meta' as const,
            render: (item: RoundItem) => (
              <>
                {item.decision ? (
                  <span title={item.decision.reason}>{name(actionLabel('scenario', item.decision.outcome))}</span>
                ) : (
                  <span className="quiet">{t('reviews.noDecision')}</span>
                )}{' '}
                {deviates(item) ? <span className="tag tag-wait">{t('reviews.deviates')}</span> : null}{' '}
                {may.decide ? (
                  <button type="button" className="link" onClick={() => how.judge(item)}>
                    {t(item.decision ? 'reviews.changeDecision' : 'reviews.decide')}
                  </button>
                ) : null}
              </>
            ),
          },
        ]
      : []),
  ]
}

/** The chair stepped back from it himself. */
function leftBy(item: RoundItem): boolean {
  return item.ownReview !== null && ['refused', 'conflicted', 'recused'].includes(item.ownReview.state)
}

function Read(props: { round: Round; item: RoundItem; reviews: readonly Submitted[] }) {
  const { t, name } = useText()
  const { item, round } = props
  const mine = props.reviews.filter((each) => each.itemId === item.id)
  return (
    <section className="panel" aria-label={item.scenario.title}>
      <h3>
        {item.scenario.title} {item.scenarioState ? <State machine="scenario" state={item.scenarioState} /> : null}
      </h3>
      {mine.length === 0 ? <p className="quiet">{t('reviews.submittedEmpty')}</p> : null}
      {mine.map((each) => (
        <SubmittedReview key={each.id} review={each} criteria={round.criteria} />
      ))}
      {item.recommendation ? (
        <p className="note">
          {t('reviews.recommendation')} <strong>{name(actionLabel('scenario', item.recommendation.outcome))}</strong>{' '}
          <span className="prose">{item.recommendation.reason}</span>
        </p>
      ) : null}
      {item.decision ? (
        <div className="note">
          {t('reviews.decision')} <strong>{name(actionLabel('scenario', item.decision.outcome))}</strong>{' '}
          <span className="prose">{item.decision.reason}</span>
          {item.decision.deviation ? (
            <p className="prose">
              <span className="quiet">{t('reviews.deviation')}</span> {item.decision.deviation}
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}
