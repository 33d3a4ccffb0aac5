import type { z } from 'zod'
import { type Evaluation, type EvaluationResult, evaluationRoutes } from '../../../contracts/evaluations.ts'
import { type acceptedProject, projectRoutes } from '../../../contracts/projects.ts'
import { type PromotionSummary, promotionRoutes } from '../../../contracts/promotions.ts'
import type { Scenario } from '../../../contracts/scenarios.ts'
import { significant } from '../../ui/format.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { ExplanationBar } from '../../ui/parts/explanation-bar.tsx'
import { FieldWithSource } from '../../ui/parts/field-with-source.tsx'
import { OrganisationChip, SyntheticMark } from '../../ui/parts/organisation-chip.tsx'
import type { PageContext } from '../page.ts'
import { Han } from './han.tsx'
import { Section } from './section.tsx'

type AcceptedProject = z.output<typeof acceptedProject>
export type Outcome = {
  readonly projects: readonly AcceptedProject[]
  /** The newest published evaluation, and what came out of it for this scenario. */
  readonly evaluation: { of: Evaluation; result: EvaluationResult } | null
  readonly promotions: readonly PromotionSummary[]
}

/** What has become of a scenario, as far as it is public: accepted projects, the evaluation, the rungs it was granted. */
export async function outcomeOf(context: PageContext, scenario: Scenario): Promise<Outcome> {
  const [projects, evaluations, promotions] = await Promise.all([
    context.get(projectRoutes.accepted, { query: { scenario: scenario.id, limit: '50' } }),
    context.get(evaluationRoutes.list, { query: { scenario: scenario.id, sort: '-publishedAt', limit: '1' } }),
    context.get(promotionRoutes.list, {
      query: { scenario: scenario.id, state: 'granted,publicised', sort: '-grantedAt', limit: '20' },
    }),
  ])
  const [newest] = evaluations.items
  return {
    projects: projects.items,
    promotions: promotions.items,
    evaluation: newest ? await evaluationOf(context, newest.code, scenario) : null,
  }
}

async function evaluationOf(context: PageContext, code: string, scenario: Scenario): Promise<Outcome['evaluation']> {
  const [of, results] = await Promise.all([
    context.get(evaluationRoutes.get, { params: { id: code } }),
    context.get(evaluationRoutes.results, { params: { id: code }, query: { scenario: scenario.id } }),
  ])
  const [result] = results.items
  return result ? { of, result } : null
}

export function OutcomeSections({ context, outcome }: { context: PageContext; outcome: Outcome }) {
  return (
    <>
      {outcome.projects.length > 0 && <Projects context={context} projects={outcome.projects} />}
      {outcome.evaluation && <EvaluationSection context={context} {...outcome.evaluation} />}
    </>
  )
}

function Projects({ context, projects }: { context: PageContext; projects: readonly AcceptedProject[] }) {
  const { say } = context
  return (
    <Section id="projects" title={say('outcome.projects')} note={say('outcome.projects_note')}>
      <ul className="openings is-plain">
        {projects.map((project) => (
          <li key={project.id}>
            <h3>
              <Han>{project.title}</Han>
              {project.synthetic && <SyntheticMark />}
            </h3>
            <p className="row-facts">
              <span className="code">{project.code}</span>
              <OrganisationChip name={project.owner.name} />
              <OrganisationChip name={project.provider.name} />
              <span>
                {say('outcome.accepted')} <DateText value={project.acceptedAt} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Grade and score in the newest published evaluation, and how many points each branch of its system gave. */
function EvaluationSection({
  context,
  of,
  result,
}: {
  context: PageContext
  of: Evaluation
  result: EvaluationResult
}) {
  const { say, locale } = context
  const names = new Map(of.tree.nodes.map((node) => [node.key, node[locale]]))
  return (
    <Section id="evaluation" title={say('outcome.evaluation')}>
      <dl className="facts facts-line">
        <FieldWithSource label={say('outcome.grade')}>
          {of.grades.find((one) => one.key === result.grade)?.[locale]}
        </FieldWithSource>
        <FieldWithSource label={say('outcome.score')}>
          {result.score !== null && (
            <span className="number">{say('outcome.score_of', { score: significant(result.score, 4) })}</span>
          )}
        </FieldWithSource>
        <FieldWithSource label={say('outcome.system')}>{of.system[locale]}</FieldWithSource>
        <FieldWithSource label={say('outcome.published')}>
          {of.publishedAt && <DateText value={of.publishedAt} />} <span className="code">{of.code}</span>
        </FieldWithSource>
      </dl>
      {result.score !== null && result.leaves.length > 0 && (
        <ExplanationBar
          outOf={100}
          parts={result.leaves.map((branch) => ({
            key: branch.key,
            label: names.get(branch.key) ?? branch.key,
            value: branch.contribution,
          }))}
        />
      )}
    </Section>
  )
}

/** The rungs the scenario was granted, each with its days; one still in publicity says so. For a `<dl>`. */
export function RungFacts({ context, promotions }: { context: PageContext; promotions: Outcome['promotions'] }) {
  const { say, names, href } = context
  if (promotions.length === 0) return null
  return (
    <FieldWithSource label={say('filter.rung')}>
      <ul>
        {promotions.map((promotion) => (
          <li key={promotion.id}>
            {names.rung(promotion.toRung)}
            <span className="field-source">
              {promotion.state === 'publicised' ? (
                <a href={href(`/promotions#${promotion.code ?? promotion.id}`)}>{say('outcome.in_publicity')}</a>
              ) : (
                <>
                  {promotion.grantedAt && (
                    <>
                      {say('outcome.granted')} <DateText value={promotion.grantedAt} />
                    </>
                  )}
                  {' · '}
                  {promotion.validUntil ? (
                    <>
                      {say('promotions.valid')} <DateText value={promotion.validUntil} />
                    </>
                  ) : (
                    say('promotions.for_good')
                  )}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </FieldWithSource>
  )
}
