import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { evaluableStates } from '../../../../contracts/evaluations.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { type Scenario, type ScenarioAction, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { StageRail } from '../../../ui/parts/stage-rail.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { holds, isMember, useMe } from '../../session/me.ts'
import { Due, State, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ScenarioAgreements } from '../agreements/blocks.tsx'
import { ScenarioEvaluations } from '../evaluations/scenario-evaluations.tsx'
import { ScenarioMatches } from '../matches/blocks.tsx'
import { ScenarioProjects } from '../projects/blocks.tsx'
import { ScenarioLadder } from '../promotions/scenario-ladder.tsx'
import { ReviewResults } from '../reviews/results.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { actionForms } from './action-form.ts'
import { Clearances } from './clearances.tsx'
import { Decisions } from './decisions.tsx'
import { Discussion, FieldTalk, useComments } from './discussion.tsx'
import { dueOf } from './due-of.ts'
import { ScenarioFacts } from './facts.tsx'
import { sizeText } from './form/files-section.tsx'
import { mayEdit } from './may-edit.ts'
import { useScenarioActionName } from './names.ts'
import { ScenarioHistory } from './scenario-history.tsx'
import { ScenarioIntents } from './scenario-intents.tsx'

const evaluable = new Set<string>(evaluableStates)
/** Before an answer is given and while answers are taken. */
const matchable = new Set([
  'draft',
  'submitted',
  'refining',
  'in_review',
  'selected',
  'publicised',
  'published',
  'landing',
  'demonstrating',
])
const answerable = new Set(['published', 'landing', 'demonstrating'])

export function ScenarioPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(scenarioRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown scenario={query.data} etag={query.etag} />
}

function Shown({ scenario, etag }: { scenario: Scenario; etag: string | null }) {
  const { t } = useText()
  const me = useMe()
  const owns = me.memberships.some(({ organisation }) => organisation.id === scenario.owner.id)
  const operates = holds(me, 'operator', 'district_operator')
  // Decisions are given to those inside: the owner's members and whoever handles scenarios.
  const inside = scenario.decisions !== undefined
  const seesIntents = scenario.publishedAt !== null && (owns || holds(me, 'operator', 'district_operator', 'auditor'))
  // A provider finds its own here, a leader what was signed.
  const seesAgreements = scenario.publishedAt !== null && (seesIntents || isMember(me) || holds(me, 'leader'))
  // Those whom matching answers: the owner, who runs and audits the programme, brokers for what is public.
  const mayMatch =
    matchable.has(scenario.state) &&
    (owns || holds(me, 'operator', 'auditor') || (scenario.publishedAt !== null && holds(me, 'broker')))
  const maySay = owns || (inside && operates)
  const comments = useComments(scenario.id, inside).data?.items ?? []
  const talk = inside
    ? (path: string) => <FieldTalk scenarioId={scenario.id} path={path} comments={comments} maySay={maySay} />
    : undefined

  return (
    <article className="stack wide-gap">
      <Head scenario={scenario} etag={etag} />
      <div className={inside || scenario.publishedAt ? 'two' : undefined}>
        <div className="stack wide-gap">
          <section className="panel">
            <h2>{t('scenario.facts')}</h2>
            <ScenarioFacts scenario={scenario} after={talk} filledOnly={!inside} />
          </section>
          <Files scenario={scenario} />
          {mayMatch && scenario.openings.length > 0 ? <ScenarioMatches id={scenario.id} /> : null}
          {evaluable.has(scenario.state) ? <ScenarioEvaluations id={scenario.id} /> : null}
        </div>
        <div className="stack wide-gap">
          {scenario.publishedAt ? (
            <ScenarioLadder scenario={scenario} mayApply={owns || holds(me, 'operator')} />
          ) : null}
          {inside ? (
            <>
              <ReviewResults scenarioId={scenario.id} />
              <Decisions scenario={scenario} />
              <Clearances scenario={scenario} mayAdd={scenario.state === 'selected' && holds(me, 'operator')} />
            </>
          ) : null}
          {seesIntents ? <ScenarioIntents id={scenario.id} /> : null}
          {seesAgreements ? <ScenarioAgreements id={scenario.id} openings={scenario.openings} /> : null}
          {scenario.publishedAt ? <ScenarioProjects id={scenario.id} /> : null}
          {inside ? <Discussion scenarioId={scenario.id} comments={comments} maySay={maySay} /> : null}
        </div>
      </div>
      {inside ? <ScenarioHistory id={scenario.id} /> : null}
    </article>
  )
}

/** Where it is, who holds it until when, and what this person may do now. */
function Head({ scenario, etag }: { scenario: Scenario; etag: string | null }) {
  const { t, name } = useText()
  const me = useMe()
  const holder = useHolderName()
  const actionName = useScenarioActionName()
  const catalog = useCatalog()
  const [action, setAction] = useState<ScenarioAction | null>(null)
  const actions = scenario.actions.filter((one): one is ScenarioAction => one in actionForms)
  const ordered = [...actions].sort((a, b) => weight(a) - weight(b))
  const mine = me.memberships.some(({ organisation }) => organisation.id === scenario.owner.id)
  const operates = holds(me, 'operator')

  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{scenario.title}</h1>
        <p className="row wrap">
          {scenario.code ? <span className="figures">{scenario.code}</span> : null}
          <State machine="scenario" state={scenario.state} />
          <span>{scenario.owner.name}</span>
          {scenario.synthetic ? <SyntheticMark /> : null}
          {scenario.publishedAt && scenario.code ? (
            <a href={`/scenarios/${scenario.code}`}>{t('scenario.onPortal')}</a>
          ) : null}
        </p>
      </div>
      <StageRail
        stages={catalog.stages.map((stage) => ({ key: stage.key, label: name(stage) }))}
        current={scenario.stage}
        since={scenario.stateSince}
      />
      <div className="next">
        <p className="row wrap">
          <span className="quiet">{t('scenario.next')}</span>
          <strong>
            {scenario.state === 'published' && !operates
              ? t('scenario.awaitsIntents')
              : scenario.holder
                ? t('scenario.heldBy', { holder: holder(scenario.holder) })
                : t('scenario.nothingAwaited')}
          </strong>
          <Due at={dueOf(scenario)} />
          {operates && scenario.state === 'selected' && !actions.includes('publicise') ? (
            <span className="tone-sand">{t('scenario.clearFirst')}</span>
          ) : null}
          {operates && scenario.state === 'in_review' ? (
            <Link to="/rounds" className="nowrap">
              {t('scenario.byRound')}
            </Link>
          ) : null}
        </p>
        <div className="row wrap">
          {answerable.has(scenario.state) && isMember(me) && !mine ? (
            <Link to="/scenarios/$id/answer" params={{ id: scenario.id }} className="button primary">
              {t('scenario.answer')}
            </Link>
          ) : null}
          {ordered.map((one, at) => (
            <button
              key={one}
              type="button"
              className={actionForms[one].danger ? 'button danger' : at === 0 ? 'button primary' : 'button'}
              onClick={() => setAction(one)}
            >
              {actionName(one)}
            </button>
          ))}
          {mayEdit(me, scenario) ? (
            <Link to="/scenarios/$id/edit" params={{ id: scenario.id }} className="button">
              {t('scenario.edit')}
            </Link>
          ) : null}
        </div>
      </div>
      {scenario.stateReason ? (
        <div className="note">
          <span className="quiet">{t('scenario.reason')}</span>
          <p className="prose">{scenario.stateReason}</p>
        </div>
      ) : null}
      {action ? <ActionDialog action={action} scenario={scenario} etag={etag} onClose={() => setAction(null)} /> : null}
    </header>
  )
}

/** The way on first, the way back next, the end last. */
function weight(action: ScenarioAction): number {
  if (actionForms[action].danger) return 2
  return action === 'return' || action === 'revise' || action === 'decline_consent' || action === 'uphold_objection'
    ? 1
    : 0
}

function Files({ scenario }: { scenario: Scenario }) {
  const { t } = useText()
  if (scenario.attachments.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('scenario.files')}</h2>
      <ul>
        {scenario.attachments.map((file) => (
          <li key={file.id} className="line">
            <a href={hrefOf(fileRoutes.download, { params: { id: file.id } })}>{file.name}</a>
            <span className="quiet">{t(file.purpose === 'stamped_form' ? 'form.stampedForm' : 'form.material')}</span>
            <span className="quiet figures">{sizeText(file.bytes)}</span>
            <code className="quiet hash" title={t('scenario.hash', { hash: file.sha256 })}>
              {file.sha256.slice(0, 8)}
            </code>
          </li>
        ))}
      </ul>
    </section>
  )
}
