import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type PromotionProspects, promotionRoutes } from '../../../../contracts/promotions.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { ScenarioPicker } from '../lists/scenario-picker.tsx'
import { Blocked } from './blocked.tsx'

/** Which scenario, and for which rung: that makes the draft; the rest is written in it. */
export function NewPromotionPage() {
  const { t } = useText()
  const search = useSearch({ strict: false }) as { scenario?: string }
  const me = useMe()
  const [chosen, setChosen] = useState(search.scenario ?? '')
  return (
    <div className="narrow stack">
      <header className="page-head">
        <h1>{t('promotions.newTitle')}</h1>
      </header>
      {chosen ? (
        <Offers scenario={chosen} onOther={() => setChosen('')} />
      ) : (
        <section className="stack tight">
          <h2>{t('promotions.chooseScenario')}</h2>
          <ScenarioPicker
            states="published,landing,demonstrating,evaluating,concluded"
            owner={holds(me, 'operator') ? undefined : me.organisation?.id}
            taken={[]}
            verb={t('promotions.choose')}
            empty={t('promotions.noneToChoose')}
            onPick={(scenario) => setChosen(scenario.id)}
          />
        </section>
      )}
    </div>
  )
}

function Offers(props: { scenario: string; onOther: () => void }) {
  const { t } = useText()
  const labels = useLabels()
  const params = { id: props.scenario }
  const scenario = useCall(scenarioRoutes.get, { params })
  const prospects = useCall(promotionRoutes.prospects, { params })
  return (
    <section className="stack">
      {scenario.data ? (
        <p className="split">
          <span>
            <strong>{scenario.data.title}</strong> <State machine="scenario" state={scenario.data.state} />
            <br />
            <span className="quiet">
              {scenario.data.code} {labels.in('ladder', scenario.data.rung)}
            </span>
          </span>
          <button type="button" className="link nowrap" onClick={props.onOther}>
            {t('promotions.chooseOther')}
          </button>
        </p>
      ) : null}
      <ProblemNote error={scenario.error ?? prospects.error} />
      {prospects.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
      {prospects.data?.blocked ? <Blocked prospects={prospects.data} /> : null}
      {prospects.data && !prospects.data.blocked
        ? prospects.data.offers.map((offer) => (
            <Offer key={offer.toRung} scenarioId={scenario.data?.id ?? ''} offer={offer} />
          ))
        : null}
      <p>
        <Link to="/promotions">{t('promotions.title')}</Link>
      </p>
    </section>
  )
}

function Offer(props: { scenarioId: string; offer: PromotionProspects['offers'][number] }) {
  const { t } = useText()
  const labels = useLabels()
  const navigate = useNavigate()
  const create = useAct(promotionRoutes.create)
  const { offer } = props
  const kinds = (group: PromotionProspects['offers'][number]['evidence'][number]) =>
    group.map((kind) => t(`promotions.kind_${kind}`)).join(t('promotions.or'))
  return (
    <article className="panel stack tight">
      <h2>
        {labels.in('ladder', offer.toRung)}
        {offer.renewal ? <span className="quiet"> {t('promotions.renewal')}</span> : null}
      </h2>
      <p className="quiet">{t('promotions.needs')}</p>
      <ul>
        {offer.evidence.map((group) => (
          <li key={group.join()} className="line">
            <span className={offer.lacking.some((one) => one.join() === group.join()) ? 'tone-sand' : 'tone-pine'}>
              {offer.lacking.some((one) => one.join() === group.join()) ? '○' : '✓'} {kinds(group)}
            </span>
          </li>
        ))}
      </ul>
      {offer.validMonths ? <p className="quiet">{t('promotions.term', { months: offer.validMonths })}</p> : null}
      <ProblemNote error={create.error} />
      <div>
        <button
          type="button"
          className="button primary"
          disabled={create.isPending || !props.scenarioId}
          onClick={() =>
            create.mutate(
              { body: { scenarioId: props.scenarioId, toRung: offer.toRung } },
              { onSuccess: ({ data }) => void navigate({ to: '/promotions/$id/edit', params: { id: data.id } }) },
            )
          }
        >
          {t('promotions.begin')}
        </button>
      </div>
    </article>
  )
}
