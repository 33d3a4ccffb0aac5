import { Link } from '@tanstack/react-router'
import type { Agreement } from '../../../../contracts/agreements.ts'
import { projectRoutes } from '../../../../contracts/projects.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { Due, State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { LightTag } from './light.tsx'

/** What carries a scenario out, for those who may see it; nothing where there is none. */
export function ScenarioProjects(props: { id: string }) {
  return <Projects query={{ scenario: props.id, limit: 100 }} plan={null} />
}

/** What carries an agreement out; its parties plan from here while it stands. */
export function AgreementProjects({ agreement }: { agreement: Agreement }) {
  const me = useMe()
  const party = me.memberships.some((one) =>
    agreement.parties.some((each) => each.organisation.id === one.organisation.id),
  )
  const stands = agreement.state === 'signed' || agreement.state === 'in_force'
  return <Projects query={{ agreement: agreement.id, limit: 100 }} plan={party && stands ? agreement.id : null} />
}

function Projects(props: { query: { scenario?: string; agreement?: string; limit: number }; plan: string | null }) {
  const { t } = useText()
  const page = useCall(projectRoutes.list, { query: props.query })
  if (page.error) return <ProblemNote error={page.error} retry={page.refetch} />
  if (!page.data || (page.data.items.length === 0 && props.plan === null)) return null
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>
          {t('projects.title')} <span className="quiet figures">{page.data.total}</span>
        </h2>
        {props.plan ? (
          <Link to="/projects/new" search={{ agreement: props.plan }} className="button">
            {t('projects.plan')}
          </Link>
        ) : null}
      </div>
      {page.data.items.length === 0 ? <p className="quiet">{t('projects.scenarioEmpty')}</p> : null}
      <ul>
        {page.data.items.map((project) => (
          <li key={project.id} className="line">
            <Link to="/projects/$id" params={{ id: project.id }} data-row-link>
              {project.title}
            </Link>
            <span className="quiet">{project.provider.name}</span>
            <State machine="project" state={project.state} />
            <LightTag light={project.light} />
            <Due at={project.dueAt} />
          </li>
        ))}
      </ul>
    </section>
  )
}
