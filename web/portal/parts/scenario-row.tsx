import type { ScenarioSummary } from '../../../contracts/scenarios.ts'
import { stateLabel } from '../../../engines/lifecycle/index.ts'
import { clockOf } from '../../ui/clock.ts'
import { ClockChip } from '../../ui/parts/clock-chip.tsx'
import { DateText } from '../../ui/parts/date.tsx'
import { Money } from '../../ui/parts/money.tsx'
import { OrganisationChip, SyntheticMark } from '../../ui/parts/organisation-chip.tsx'
import { StateTag, type Tone } from '../../ui/parts/state-tag.tsx'
import type { PageContext } from '../page.ts'
import { Han } from './han.tsx'

const tones: Partial<Record<ScenarioSummary['state'], Tone>> = {
  publicised: 'sand',
  published: 'sea',
  landing: 'sea',
  demonstrating: 'sea',
  evaluating: 'sea',
  concluded: 'pine',
  suspended: 'sand',
}

/** States in which a provider may declare interest: intents stay open until the closing date, whatever has landed. */
export const answerable: ReadonlySet<ScenarioSummary['state']> = new Set([
  'published',
  'landing',
  'demonstrating',
  'evaluating',
])

export function scenarioHref(context: PageContext, scenario: { id: string; code: string | null }): string {
  return context.href(`/scenarios/${encodeURIComponent(scenario.code ?? scenario.id)}`)
}

export function ScenarioState({ context, state }: { context: PageContext; state: ScenarioSummary['state'] }) {
  return <StateTag tone={tones[state] ?? 'plain'}>{stateLabel('scenario', state)[context.locale]}</StateTag>
}

/** When answers close: the day, and how many working days are left till then. */
export function ClosingChip({ context, closesAt }: { context: PageContext; closesAt: string }) {
  const { calendar, city } = context.catalog
  return <ClockChip dueAt={closesAt} {...clockOf(calendar, context.request.now, closesAt, city.timezone)} soon={10} />
}

/** One scenario in a list: title, what it is, who opens it, and its opportunity set apart. */
export function ScenarioRow({
  context,
  scenario,
  level = 2,
}: {
  context: PageContext
  scenario: ScenarioSummary
  level?: 2 | 3
}) {
  const { names, say } = context
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <li className="row">
      <article className="row-body">
        <Title className="row-title">
          <a href={scenarioHref(context, scenario)}>
            <Han>{scenario.title}</Han>
          </a>
          {scenario.synthetic && <SyntheticMark />}
        </Title>
        {scenario.summary && (
          <p className="row-summary">
            <Han>{scenario.summary}</Han>
          </p>
        )}
        <p className="row-facts">
          <ScenarioState context={context} state={scenario.state} />
          <span>
            <OrganisationChip name={scenario.owner.name} />
          </span>
          {scenario.domain && <span>{names.domain(scenario.domain)}</span>}
          {scenario.districts.length > 0 && <span>{names.join(scenario.districts.map(names.district))}</span>}
          {scenario.openings.length > 0 && (
            <span>
              {say('home.openings')} <span className="number">{scenario.openings.length}</span>
            </span>
          )}
          {scenario.closesAt && answerable.has(scenario.state) && (
            <ClosingChip context={context} closesAt={scenario.closesAt} />
          )}
        </p>
      </article>
      <div className="row-aside">
        {scenario.opportunityCny !== null && (
          <p className="row-amount">
            <span className="row-label">{say('scenario.opportunity')}</span>
            <Money cny={scenario.opportunityCny} bound={scenario.opportunityBound} />
          </p>
        )}
        <p className="row-code">
          {scenario.code && <span className="code">{scenario.code}</span>}
          {scenario.publishedAt && <DateText value={scenario.publishedAt} />}
        </p>
      </div>
    </li>
  )
}
