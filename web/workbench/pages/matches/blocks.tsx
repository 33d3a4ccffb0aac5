import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { matchRoutes } from '../../../../contracts/matches.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { MatchRow } from './match-row.tsx'

const first = 5
const most = 50

/** On the page of a scenario: which capabilities fit, each with why and what is missing. */
export function ScenarioMatches({ id }: { id: string }) {
  const { t } = useText()
  const [limit, setLimit] = useState(first)
  const page = useCall(matchRoutes.list, { query: { scenario: id, limit } }, { keep: true })
  return (
    <section className="panel">
      <h2>
        {t('matches.forScenario')} <span className="quiet figures">{page.data?.total}</span>
      </h2>
      <p className="quiet">{t('matches.forScenarioNote')}</p>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data?.items.length === 0 ? <p className="quiet">{t('matches.forScenarioEmpty')}</p> : null}
      <ul className="stack wide-gap">
        {page.data?.items.map((match) => (
          <MatchRow
            key={match.capability.id}
            match={match}
            title={
              <>
                <Link to="/capabilities/$id" params={{ id: match.capability.id }}>
                  {match.capability.title}
                </Link>
                <span>{match.organisation.name}</span>
                {match.organisation.small ? <span className="tag">{t('matches.small')}</span> : null}
                <span className="quiet">{match.opening.text}</span>
              </>
            }
          />
        ))}
      </ul>
      <More shown={limit} total={page.data?.total} more={() => setLimit(most)} />
    </section>
  )
}

/** On the page of a capability: which openings it fits, each with why and what is missing. */
export function CapabilityMatches({ id }: { id: string }) {
  const { t } = useText()
  const [limit, setLimit] = useState(first)
  const page = useCall(matchRoutes.list, { query: { capability: id, limit } }, { keep: true })
  return (
    <section className="panel">
      <h2>
        {t('matches.forCapability')} <span className="quiet figures">{page.data?.total}</span>
      </h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data?.items.length === 0 ? <p className="quiet">{t('matches.forCapabilityEmpty')}</p> : null}
      <ul className="stack wide-gap">
        {page.data?.items.map((match) => (
          <MatchRow
            key={match.opening.id}
            match={match}
            title={
              <>
                <Link to="/scenarios/$id" params={{ id: match.scenario.id }}>
                  {match.opening.text}
                </Link>
                <span className="quiet">{match.scenario.title}</span>
              </>
            }
          />
        ))}
      </ul>
      <More shown={limit} total={page.data?.total} more={() => setLimit(most)} />
    </section>
  )
}

function More({ shown, total, more }: { shown: number; total: number | undefined; more: () => void }) {
  const { t } = useText()
  if (shown === most || total === undefined || total <= shown) return null
  return (
    <button type="button" className="button" onClick={more}>
      {t('matches.more')}
    </button>
  )
}
