import type { Scenario } from '../../../../contracts/scenarios.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { StateTag, type Tone } from '../../../ui/parts/state-tag.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'

type OneDecision = NonNullable<Scenario['decisions']>[number]

const states: Record<OneDecision['state'], readonly [MessageKey, Tone]> = {
  proposed: ['scenario.proposed', 'sand'],
  consented: ['scenario.consented', 'pine'],
  declined: ['scenario.declined', 'tile'],
  withdrawn: ['scenario.withdrawnDecision', 'plain'],
}

/** One reasoned decision: what, why, who proposed it, who settled it. */
export function Decision({ decision }: { decision: OneDecision }) {
  const { t } = useText()
  const [label, tone] = states[decision.state]
  return (
    <article className="entry">
      <p>
        <strong>{t(`scenario.${decision.outcome}`)}</strong> <StateTag tone={tone}>{t(label)}</StateTag>
      </p>
      <p className="prose">{decision.reason}</p>
      <p className="quiet">
        {t('scenario.by', { name: decision.proposedBy.name })} <DateText value={decision.proposedAt} />
        {decision.settledBy && decision.settledAt ? (
          <>
            {' · '}
            {t('scenario.settledBy', { name: decision.settledBy.name })} <DateText value={decision.settledAt} />
          </>
        ) : null}
      </p>
      {decision.note ? <p className="prose">{decision.note}</p> : null}
    </article>
  )
}

export function Decisions({ scenario }: { scenario: Scenario }) {
  const { t } = useText()
  if (!scenario.decisions || scenario.decisions.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('scenario.decisions')}</h2>
      {scenario.decisions.map((decision) => (
        <Decision key={decision.id} decision={decision} />
      ))}
    </section>
  )
}
