import type { Promotion } from '../../../../contracts/promotions.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { StateTag, type Tone } from '../../../ui/parts/state-tag.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'

type OneDecision = NonNullable<Promotion['decisions']>[number]
const states: Readonly<Record<OneDecision['state'], readonly [MessageKey, Tone]>> = {
  proposed: ['scenario.proposed', 'sand'],
  consented: ['scenario.consented', 'pine'],
  declined: ['scenario.declined', 'tile'],
  withdrawn: ['scenario.withdrawnDecision', 'plain'],
}

/** What one operator proposed and another consented to, or did not. */
export function Decision({ decision }: { decision: OneDecision }) {
  const { t } = useText()
  const [label, tone] = states[decision.state]
  return (
    <article className="entry">
      <p>
        <strong>{t(`promotions.outcome_${decision.outcome}`)}</strong> <StateTag tone={tone}>{t(label)}</StateTag>
      </p>
      <p className="prose">{decision.reason}</p>
      <p className="quiet">
        {t('scenario.by', { name: decision.proposedBy.name })} <DateText value={decision.proposedAt} time />
        {decision.settledBy && decision.settledAt ? (
          <>
            {' · '}
            {t('scenario.settledBy', { name: decision.settledBy.name })} <DateText value={decision.settledAt} time />
          </>
        ) : null}
      </p>
      {decision.note ? <p className="prose">{decision.note}</p> : null}
    </article>
  )
}

export function Decisions({ decisions }: { decisions: readonly OneDecision[] }) {
  const { t } = useText()
  return (
    <section className="panel">
      <h2>{t('promotions.decisions')}</h2>
      {decisions.length === 0 ? <p className="quiet">{t('promotions.noDecisions')}</p> : null}
      {decisions.map((decision) => (
        <Decision key={decision.id} decision={decision} />
      ))}
    </section>
  )
}
