import { type Scenario, scenarioRoutes } from '../../../contracts/scenarios.ts'
import { partyLabel } from '../../../engines/lifecycle/index.ts'
import { OrganisationChip, SyntheticMark } from '../../ui/parts/organisation-chip.tsx'
import { StageRail } from '../../ui/parts/stage-rail.tsx'
import type { Page, PageContext } from '../page.ts'
import { Crumbs } from '../parts/crumbs.tsx'
import { FairNote } from '../parts/fair-note.tsx'
import { Han, HanProse } from '../parts/han.tsx'
import { OutcomeSections, outcomeOf } from '../parts/outcome.tsx'
import { Requirements } from '../parts/requirements.tsx'
import { ScenarioFacts } from '../parts/scenario-facts.tsx'
import { answerable, ScenarioState } from '../parts/scenario-row.tsx'
import { Section } from '../parts/section.tsx'
import { scenarioData } from '../structured-data.ts'

export async function scenarioPage(context: PageContext): Promise<Page> {
  const scenario = await context.get(scenarioRoutes.get, { params: { id: context.params[0] ?? '' } })
  const outcome = await outcomeOf(context, scenario)
  const { say, names, request } = context
  const isOpen =
    answerable.has(scenario.state) && (scenario.closesAt === null || new Date(scenario.closesAt) > request.now)
  return {
    title: scenario.title,
    description: scenario.summary ?? undefined,
    nav: 'scenarios',
    data: scenarioData(context, scenario),
    body: (
      <article className="detail">
        <div className="page-head">
          <Crumbs context={context} trail={[['/scenarios', say('nav.scenarios')]]} here={scenario.code ?? ''} />
          <p className="kicker">
            <ScenarioState context={context} state={scenario.state} />
            {scenario.rung && <span>{names.rung(scenario.rung)}</span>}
            {scenario.synthetic && <SyntheticMark />}
          </p>
          <h1>
            <Han>{scenario.title}</Han>
          </h1>
          {scenario.summary && (
            <p className="standfirst">
              <Han>{scenario.summary}</Han>
            </p>
          )}
          <p className="byline">
            {say('scenario.owner')} <OrganisationChip name={scenario.owner.name} />
          </p>
        </div>
        <Rail context={context} scenario={scenario} />
        <div className="detail-grid">
          <div className="detail-main">
            {scenario.problem && (
              <Section id="problem" title={say('scenario.problem')}>
                <HanProse text={scenario.problem} />
              </Section>
            )}
            <Openings context={context} scenario={scenario} />
            <Section id="requirements" title={say('scenario.requirements')}>
              <Requirements context={context} scenario={scenario} />
            </Section>
            <OutcomeSections context={context} outcome={outcome} />
            <Answer context={context} scenario={scenario} isOpen={isOpen} />
          </div>
          <aside className="detail-side" aria-labelledby="facts">
            <h2 id="facts">{say('scenario.facts')}</h2>
            <ScenarioFacts context={context} scenario={scenario} promotions={outcome.promotions} />
          </aside>
        </div>
        <p className="print-only">{say('scenario.print', { url: `${request.origin}${context.href(context.path)}` })}</p>
      </article>
    ),
  }
}

function Rail({ context, scenario }: { context: PageContext; scenario: Scenario }) {
  const { catalog, locale, say } = context
  if (scenario.stage === null) return <p className="soft">{say('scenario.no_stage')}</p>
  const holder = scenario.holder && isParty(scenario.holder) ? partyLabel(scenario.holder)[locale] : null
  return (
    <StageRail
      stages={catalog.stages.map((stage) => ({ key: stage.key, label: stage[locale] }))}
      current={scenario.stage}
      holder={holder}
      since={scenario.stateSince}
    />
  )
}

function isParty(holder: string): holder is Parameters<typeof partyLabel>[0] {
  return partyLabel(holder as Parameters<typeof partyLabel>[0]) !== undefined
}

function Openings({ context, scenario }: { context: PageContext; scenario: Scenario }) {
  const { say } = context
  if (scenario.openings.length === 0) return null
  return (
    <Section id="openings" title={say('scenario.openings')} note={say('scenario.openings_note')}>
      <ol className="openings">
        {scenario.openings.map((opening) => (
          <li key={opening.id}>
            <h3>
              <Han>{opening.text}</Han>
            </h3>
            {opening.detail && <HanProse text={opening.detail} />}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Answer({ context, scenario, isOpen }: { context: PageContext; scenario: Scenario; isOpen: boolean }) {
  const { say } = context
  return (
    <Section id="answer" title={say('scenario.answer')}>
      <ol className="steps">
        <li>{say('scenario.answer_1')}</li>
        <li>{say('scenario.answer_2')}</li>
        <li>{say('scenario.answer_3')}</li>
      </ol>
      {isOpen ? (
        <p className="answer-do">
          <a className="button" href={`/app/scenarios/${encodeURIComponent(scenario.code ?? scenario.id)}/answer`}>
            {say('scenario.answer_do')}
          </a>
        </p>
      ) : (
        <p className="answer-do soft">{say('scenario.answer_closed')}</p>
      )}
      <FairNote context={context} />
    </Section>
  )
}
