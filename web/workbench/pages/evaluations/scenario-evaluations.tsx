import { Link } from '@tanstack/react-router'
import { evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { points } from './words.ts'

/** On the page of a scenario: its evaluations as far as the viewer sees them, each with what came out. */
export function ScenarioEvaluations(props: { id: string }) {
  const { t, name } = useText()
  const page = useCall(evaluationRoutes.list, { query: { scenario: props.id, limit: 20 } })
  return (
    <section className="panel">
      <h2>
        {t('evaluations.block')} <span className="quiet figures">{page.data?.total}</span>
      </h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data?.items.length === 0 ? <p className="quiet">{t('evaluations.blockEmpty')}</p> : null}
      <ul>
        {page.data?.items.map((each) => {
          const grade = each.grades.find((one) => one.key === each.outcome?.grade)
          return (
            <li key={each.id} className="line">
              {each.outcome ? (
                <Link
                  to="/evaluations/$id/results/$scenario"
                  params={{ id: each.id, scenario: props.id }}
                  data-row-link
                >
                  {each.title}
                </Link>
              ) : (
                <Link to="/evaluations/$id" params={{ id: each.id }} data-row-link>
                  {each.title}
                </Link>
              )}
              <State machine="evaluation" state={each.state} />
              {each.outcome && each.outcome.score !== null ? (
                <strong className="figures">
                  {points(each.outcome.score)} {grade ? name(grade) : ''}
                </strong>
              ) : null}
              {each.outcome?.rank ? <span>{t('evaluations.rankOnly', { rank: each.outcome.rank })}</span> : null}
              {each.publishedAt ? <DateText value={each.publishedAt} /> : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
