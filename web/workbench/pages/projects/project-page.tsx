import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Project, type ProjectAction, projectActions, projectRoutes } from '../../../../contracts/projects.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { Due, State, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { Acceptance } from './acceptance.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { FollowUps } from './follow-ups.tsx'
import { Indicators } from './indicators.tsx'
import { LightPanel, LightTag } from './light.tsx'
import { Milestones } from './milestones.tsx'
import { useProjectActionName } from './names.ts'
import { ReadingsTable } from './readings-table.tsx'
import { sidesOf } from './sides.ts'

export function ProjectPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(projectRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown project={query.data} etag={query.etag} />
}

function Shown({ project, etag }: { project: Project; etag: string | null }) {
  const { t } = useText()
  const me = useMe()
  const inside = sidesOf(me, project).length > 0 || holds(me, 'operator', 'district_operator', 'auditor')
  const readings = project.indicators.flatMap((each) => each.readings)
  return (
    <article className="stack wide-gap">
      <Head project={project} etag={etag} />
      <div className="two">
        <div className="stack wide-gap">
          <Milestones project={project} etag={etag} />
          <Indicators project={project} />
          <section className="panel">
            <h2>
              {t('projects.readings')} <span className="quiet figures">{readings.length}</span>
            </h2>
            <ReadingsTable readings={readings} caption={t('projects.readings')} withIndicator />
          </section>
        </div>
        <div className="stack wide-gap">
          <LightPanel project={project} />
          <Facts project={project} />
          {inside ? <Acceptance project={project} /> : null}
          {inside ? <FollowUps project={project} /> : null}
        </div>
      </div>
      {inside ? <ThingHistory route={projectRoutes.history} machine="project" id={project.id} /> : null}
    </article>
  )
}

/** Where it is, whose turn it is until when, what is still missing, and what this person may do now. */
function Head({ project, etag }: { project: Project; etag: string | null }) {
  const { t } = useText()
  const me = useMe()
  const holder = useHolderName()
  const actionName = useProjectActionName()
  const [action, setAction] = useState<ProjectAction | null>(null)
  const actions = projectActions.filter((one) => project.actions.includes(one))
  const danger = (one: ProjectAction) => one === 'terminate' || one === 'suspend'
  const ready = (one: ProjectAction) => (one !== 'start' && one !== 'submit_acceptance') || project.missing.length === 0
  const first = actions.find((one) => !danger(one) && ready(one) && one !== 'reject')
  const mine = sidesOf(me, project).length > 0
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{project.title}</h1>
        <p className="row wrap">
          <span className="figures">{project.code}</span>
          <State machine="project" state={project.state} />
          <LightTag light={project.light} />
          <Link to="/scenarios/$id" params={{ id: project.scenario.id }}>
            {project.scenario.title}
          </Link>
          <span>
            {project.owner.name} · {project.provider.name}
          </span>
          {project.synthetic ? <SyntheticMark /> : null}
        </p>
      </div>
      <div className="next">
        <p className="row wrap">
          <span className="quiet">{t('scenario.next')}</span>
          <strong>
            {project.holder ? t('scenario.heldBy', { holder: holder(project.holder) }) : t('scenario.nothingAwaited')}
          </strong>
          <Due at={project.dueAt} />
        </p>
        <div className="row wrap">
          {mine && ['running', 'accepting'].includes(project.state) ? (
            <Link to="/projects/$id/report" params={{ id: project.id }} className={first ? 'button' : 'button primary'}>
              {t('projects.report')}
            </Link>
          ) : null}
          {actions.map((one) => (
            <button
              key={one}
              type="button"
              className={danger(one) ? 'button danger' : one === first ? 'button primary' : 'button'}
              disabled={!ready(one)}
              onClick={() => setAction(one)}
            >
              {actionName(one)}
            </button>
          ))}
          {mine && project.state === 'planned' ? (
            <Link to="/projects/$id/edit" params={{ id: project.id }} className="button">
              {t('projects.edit')}
            </Link>
          ) : null}
        </div>
      </div>
      <Missing project={project} />
      {project.stateReason ? (
        <div className="note">
          <span className="quiet">{t('scenario.reason')}</span>
          <p className="prose">{project.stateReason}</p>
        </div>
      ) : null}
      {action ? <ActionDialog action={action} project={project} etag={etag} onClose={() => setAction(null)} /> : null}
    </header>
  )
}

/** What the next step lacks, kind by kind with the names it lacks it of. */
function Missing({ project }: { project: Project }) {
  const { t, locale } = useText()
  if (project.missing.length === 0) return null
  const kinds = new Map<(typeof lacking)[string], string[]>()
  for (const path of project.missing) {
    const [list = '', at, field] = path.split('.')
    const kind = lacking[field ?? list]
    const rows: readonly { name?: string; title?: string }[] =
      list === 'milestones' ? project.milestones : project.indicators
    const row = rows[Number(at)]
    if (kind) kinds.set(kind, [...(kinds.get(kind) ?? []), row?.title ?? row?.name ?? ''])
  }
  const words = [...kinds].map(([kind, names]) =>
    t(`projects.missing_${kind}`, { name: names.join(locale === 'zh' ? '、' : ', ') }),
  )
  return (
    <p className="note note-wait">
      {t(project.state === 'planned' ? 'projects.missingStart' : 'projects.missingAccept')}
      {locale === 'zh' ? '：' : ': '}
      {words.join(locale === 'zh' ? '；' : '; ')}
    </p>
  )
}

/** Which sentence stands for the last part of a missing field's path. */
const lacking: Readonly<
  Record<
    string,
    'startsOn' | 'endsOn' | 'milestones' | 'indicators' | 'agreedOwner' | 'agreedProvider' | 'doneOn' | 'readings'
  >
> = {
  startsOn: 'startsOn',
  endsOn: 'endsOn',
  milestones: 'milestones',
  indicators: 'indicators',
  agreedByOwnerAt: 'agreedOwner',
  agreedByProviderAt: 'agreedProvider',
  doneOn: 'doneOn',
  readings: 'readings',
}

function Facts({ project }: { project: Project }) {
  const { t } = useText()
  const me = useMe()
  const opens = sidesOf(me, project).length > 0 || holds(me, 'operator', 'district_operator', 'auditor', 'leader')
  return (
    <section className="panel">
      <h2>{t('projects.facts')}</h2>
      <dl className="stack tight">
        <FieldWithSource label={t('projects.agreement')}>
          {opens && project.agreement.state ? (
            <Link to="/agreements/$id" params={{ id: project.agreement.id }}>
              {project.agreement.code ?? project.agreement.id.slice(-8)}
            </Link>
          ) : (
            <span className="quiet">{t('projects.agreementNone')}</span>
          )}
        </FieldWithSource>
        <FieldWithSource label={t('projects.period')}>
          {project.startsOn && project.endsOn ? (
            <span className="figures">
              <DateText value={project.startsOn} /> – <DateText value={project.endsOn} />
            </span>
          ) : null}
        </FieldWithSource>
        <FieldWithSource label={t('projects.colProvider')}>
          {project.providers.map((each) => each.name).join('、')}
        </FieldWithSource>
        <FieldWithSource label={t('projects.place')}>{project.place}</FieldWithSource>
        <FieldWithSource label={t('projects.summary')}>
          {project.summary ? <span className="prose">{project.summary}</span> : null}
        </FieldWithSource>
        <FieldWithSource label={t('projects.capabilities')}>
          {project.capabilities.length > 0 ? (
            <ul>
              {project.capabilities.map((each) => (
                <li key={each.id}>
                  <Link to="/capabilities/$id" params={{ id: each.id }}>
                    {each.title}
                  </Link>
                </li>
              ))}
            </ul>
          ) : null}
        </FieldWithSource>
      </dl>
    </section>
  )
}
