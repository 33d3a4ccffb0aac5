import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Evaluation,
  type EvaluationAction,
  evaluationActions,
  evaluationRoutes,
} from '../../../../contracts/evaluations.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useUi } from '../../../ui/context.tsx'
import { minuteOf } from '../../../ui/format.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { MixedText } from '../../../ui/parts/mixed-text.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { Due, State, useActionName, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { Appeals } from './appeals.tsx'
import { EvaluationDialog } from './evaluation-dialog.tsx'
import { Results } from './results.tsx'

export function EvaluationPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(evaluationRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown evaluation={query.data} etag={query.etag} />
}

function Shown({ evaluation, etag }: { evaluation: Evaluation; etag: string | null }) {
  const { t } = useText()
  const me = useMe()
  const inside = holds(me, 'operator', 'auditor')
  const owns = evaluation.scope.some((each) =>
    me.memberships.some(({ organisation }) => organisation.id === each.owner.id),
  )
  return (
    <article className="stack wide-gap">
      <Head evaluation={evaluation} etag={etag} />
      {evaluation.run === 0 ? (
        <EmptyState title={t('evaluations.notComputed')}>{t('evaluations.notComputedText')}</EmptyState>
      ) : (
        <Results evaluation={evaluation} />
      )}
      {evaluation.run === 0 ? <Scope evaluation={evaluation} /> : null}
      {evaluation.run > 0 && (inside || owns) ? <Appeals evaluation={evaluation} /> : null}
      <Runs evaluation={evaluation} />
      {inside ? <ThingHistory route={evaluationRoutes.history} machine="evaluation" id={evaluation.id} /> : null}
    </article>
  )
}

/** Where it is, who holds it until when, what stands before publishing, and what this person may do now. */
function Head({ evaluation, etag }: { evaluation: Evaluation; etag: string | null }) {
  const { t, name } = useText()
  const { timeZone } = useUi()
  const me = useMe()
  const holder = useHolderName()
  const actionName = useActionName()
  const [action, setAction] = useState<EvaluationAction | null>(null)
  const [editing, setEditing] = useState(false)
  const { appeals, system } = evaluation
  const operates = holds(me, 'operator')
  const appealable = evaluation.scope.filter((each) => evaluation.mayAppeal.includes(each.id))
  const offered = evaluationActions.filter((one) => evaluation.actions.includes(one))
  // While appeals are open the way is to publish; only one that was upheld leads to computing again.
  const first = offered.find((one) => one !== 'recompute' || appeals.upheld > 0)
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{evaluation.title}</h1>
        <p className="row wrap">
          <span className="figures">{evaluation.code}</span>
          <State machine="evaluation" state={evaluation.state} />
          <Link to="/evaluations/systems">
            {t('evaluations.systemVersion', { name: name(system), version: system.version })}
          </Link>
          {evaluation.asOf ? (
            <span>
              {t('evaluations.asOf')} <DateText value={evaluation.asOf} time />
            </span>
          ) : null}
          {evaluation.synthetic ? <SyntheticMark /> : null}
        </p>
        {evaluation.note ? (
          <p className="prose">
            <MixedText>{evaluation.note}</MixedText>
          </p>
        ) : null}
      </div>
      <div className="next">
        <p className="row wrap">
          <span className="quiet">{t('scenario.next')}</span>
          <strong>
            {evaluation.holder
              ? t('scenario.heldBy', { holder: holder(evaluation.holder) })
              : t('scenario.nothingAwaited')}
          </strong>
          <Due at={evaluation.dueAt} />
        </p>
        <div className="row wrap">
          {offered.map((one) => (
            <button
              key={one}
              type="button"
              className={one === first ? 'button primary' : 'button'}
              onClick={() => setAction(one)}
            >
              {actionName('evaluation', one)}
            </button>
          ))}
          {operates && evaluation.state !== 'published' ? (
            <button type="button" className="button" onClick={() => setEditing(true)}>
              {t('evaluations.edit')}
            </button>
          ) : null}
        </div>
      </div>
      {evaluation.state === 'in_appeal' ? (
        <div className={appeals.filed + appeals.upheld > 0 ? 'note note-wait' : 'note'}>
          {evaluation.appealUntil ? (
            <p>{t('evaluations.appealWindow', { until: minuteOf(evaluation.appealUntil, timeZone) })}</p>
          ) : null}
          {appeals.filed > 0 ? <p>{t('evaluations.appealsOpen', { count: appeals.filed })}</p> : null}
          {appeals.upheld > 0 ? <p>{t('evaluations.appealsUpheld', { count: appeals.upheld })}</p> : null}
          {appealable.length > 0 ? <p>{t('evaluations.partyNote')}</p> : null}
          {appealable.map((each) => (
            <p key={each.id}>
              <Link to="/evaluations/$id/appeal/$scenario" params={{ id: evaluation.id, scenario: each.id }}>
                {t('evaluations.appealFor', { title: each.title })}
              </Link>
            </p>
          ))}
          {operates && appeals.filed + appeals.upheld === 0 && !offered.includes('publish') ? (
            <p>{t('evaluations.windowRuns')}</p>
          ) : null}
        </div>
      ) : null}
      {action ? (
        <ActionDialog action={action} evaluation={evaluation} etag={etag} onClose={() => setAction(null)} />
      ) : null}
      {editing ? <EvaluationDialog evaluation={evaluation} etag={etag} onClose={() => setEditing(false)} /> : null}
    </header>
  )
}

function Scope({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useText()
  if (evaluation.scope.length === 0) return null
  return (
    <section className="panel">
      <h2>
        {t('evaluations.chosen')} <span className="quiet figures">{evaluation.scope.length}</span>
      </h2>
      <ul>
        {evaluation.scope.map((each) => (
          <li key={each.id} className="line">
            <Link to="/scenarios/$id" params={{ id: each.id }} data-row-link>
              {each.title}
            </Link>
            <span className="quiet figures">{each.code}</span>
            <span className="quiet">{each.owner.name}</span>
            <State machine="scenario" state={each.state} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Runs({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useText()
  if (evaluation.runs.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('evaluations.runs')}</h2>
      <ol className="history">
        {evaluation.runs.map((run) => (
          <li key={run.number} className="entry">
            <p className="row wrap">
              <strong>{t('evaluations.run', { number: run.number })}</strong>
              <DateText value={run.at} time />
              <span className="quiet">{t('evaluations.runBy', { name: run.by?.name ?? '', count: run.results })}</span>
              <code className="quiet hash" title={t('evaluations.runHash', { hash: run.hash })}>
                {run.hash.slice(0, 8)}
              </code>
            </p>
            {run.reason ? <p className="prose">{run.reason}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
