import { Link, useParams, useSearch } from '@tanstack/react-router'
import { type Evaluation, type EvaluationResult, evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { ExplanationBar } from '../../../ui/parts/explanation-bar.tsx'
import { useText } from '../../i18n/text.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { LeafTable } from './leaf-table.tsx'
import { partsOf, points } from './words.ts'

/** The result of one scenario: what each indicator gave, and the rows it rests on. */
export function ResultPage() {
  const { id = '', scenario = '' } = useParams({ strict: false })
  const { run } = useSearch({ strict: false }) as { run?: string }
  const { t } = useText()
  const evaluation = useCall(evaluationRoutes.get, { params: { id } })
  const query = { scenario, ...(run && { run: Number(run) }) }
  const page = useCall(evaluationRoutes.results, { params: { id }, query })
  const error = evaluation.error ?? page.error
  if (error && !(evaluation.data && page.data)) return <PageFailure error={error} />
  if (!evaluation.data || !page.data) return <p className="quiet">{t('common.loading')}</p>
  const [result] = page.data.items
  return result ? <Shown evaluation={evaluation.data} result={result} /> : <NotFound />
}

function Shown({ evaluation, result }: { evaluation: Evaluation; result: EvaluationResult }) {
  const { t, name } = useText()
  const grade = evaluation.grades.find((each) => each.key === result.grade)
  const run = evaluation.runs.find((each) => each.number === result.run)
  return (
    <article className="stack wide-gap">
      <header className="thing-head">
        <div className="thing-title">
          <p>
            <Link to="/evaluations/$id" params={{ id: evaluation.id }}>
              {evaluation.code} {evaluation.title}
            </Link>
          </p>
          <h1>{result.scenario.title}</h1>
          <p className="row wrap">
            <Link to="/scenarios/$id" params={{ id: result.scenario.id }} className="figures">
              {result.scenario.code}
            </Link>
            <span>{result.owner.name}</span>
            <strong>
              {result.score === null ? t('evaluations.noScore') : points(result.score)} {grade ? name(grade) : ''}
            </strong>
            {result.rank === null ? null : <span>{t('evaluations.rankOnly', { rank: result.rank })}</span>}
            <span className="quiet">
              {t('evaluations.run', { number: result.run })} {run ? <DateText value={run.at} time /> : null}
            </span>
          </p>
        </div>
        {result.leaves.length > 0 ? (
          <ExplanationBar parts={partsOf(evaluation.tree.nodes, result.leaves, name)} outOf={100} />
        ) : null}
        {result.previous ? (
          <p className="row wrap quiet">
            {t('evaluations.previously', {
              run: result.previous.run,
              score: result.previous.score === null ? '–' : points(result.previous.score),
              rank: result.previous.rank ?? '–',
            })}
          </p>
        ) : null}
        {evaluation.mayAppeal.includes(result.scenario.id) ? (
          <p>
            <Link
              to="/evaluations/$id/appeal/$scenario"
              params={{ id: evaluation.id, scenario: result.scenario.id }}
              className="button"
            >
              {t('evaluations.appeal')}
            </Link>
          </p>
        ) : null}
      </header>
      <LeafTable evaluation={evaluation} result={result} />
    </article>
  )
}
