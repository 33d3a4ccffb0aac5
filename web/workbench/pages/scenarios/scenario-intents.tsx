import { Link } from '@tanstack/react-router'
import { intentRoutes } from '../../../../contracts/intents.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { OrganisationChip } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { Due, State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** Who declared interest in which opening, for those who may see it. */
export function ScenarioIntents(props: { id: string }) {
  const { t } = useText()
  const page = useCall(intentRoutes.list, { query: { scenario: props.id, limit: 100 } })
  return (
    <section className="panel">
      <h2>
        {t('scenario.intents')} <span className="quiet figures">{page.data?.total}</span>
      </h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data?.items.length === 0 ? <p className="quiet">{t('scenario.intentsEmpty')}</p> : null}
      <ul>
        {page.data?.items.map((intent) => (
          <li key={intent.id} className="line">
            <Link to="/intents/$id" params={{ id: intent.id }} data-row-link>
              <OrganisationChip name={intent.organisation.name} verified={intent.organisation.verified} />
            </Link>
            <span className="quiet">{intent.openingText}</span>
            <State machine="intent" state={intent.state} />
            <Due at={intent.dueAt} />
          </li>
        ))}
      </ul>
    </section>
  )
}
