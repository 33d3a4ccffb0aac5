import type { Catalog } from '../../../contracts/catalog.ts'
import type { ScenarioSummary } from '../../../contracts/scenarios.ts'
import { money } from '../../ui/format.ts'
import { Figure } from '../../ui/parts/figure.tsx'
import type { PageContext } from '../page.ts'
import { SourceLinks } from './source-links.tsx'
import { StatisticValue } from './statistic.tsx'

export type Sum = { cny: number; bound: 'about' | 'exact'; period: string | null }

/** Sum of announced opportunity of scenarios without a parent; qualified as soon as one part is, with the period they share. */
export function opportunityOf(scenarios: readonly ScenarioSummary[]): Sum | null {
  const counted = scenarios.filter((scenario) => scenario.opportunityCny !== null && !scenario.synthetic)
  if (counted.length === 0) return null
  const periods = new Set(counted.map((scenario) => scenario.opportunityPeriod))
  return {
    cny: counted.reduce((sum, scenario) => sum + (scenario.opportunityCny ?? 0), 0),
    bound: counted.every((scenario) => (scenario.opportunityBound ?? 'exact') === 'exact') ? 'exact' : 'about',
    period: periods.size === 1 ? ([...periods][0] ?? null) : null,
  }
}

/** The figures beside the lead: what is announced, how much is open, what the plan aims at; each opens its rows. */
export function Headlines({
  context,
  signature,
  sum,
  published,
}: {
  context: PageContext
  signature: readonly ScenarioSummary[]
  sum: Sum | null
  published: { total: number; totalIsExact: boolean }
}) {
  const { say, href, catalog, locale } = context
  const rows = href('/scenarios?rung=signature')
  const amount = sum && money(sum.cny, locale)
  const source = [...new Set(signature.flatMap((scenario) => (scenario.source ? [scenario.source.document] : [])))]
  const target = catalog.targets[0]
  return (
    <dl className="headlines" aria-label={say('home.figures')}>
      {amount && (
        <Figure
          label={say('home.figure_opportunity')}
          number={amount.number}
          unit={amount.unit}
          bound={sum.bound}
          exact={amount.full}
          href={rows}
          note={
            sum.period
              ? say('home.figure_opportunity_note', { period: sum.period })
              : say('home.figure_opportunity_plain')
          }
          source={
            source.length > 0 && <SourceLinks context={context} src={source.join(' ')} derived={signature.length > 1} />
          }
        />
      )}
      <Figure
        label={say('home.figure_published')}
        number={String(published.total)}
        unit={context.names.unit('entry') === 'entry' ? '' : context.names.unit('entry')}
        bound={published.totalIsExact ? 'exact' : 'over'}
        href={href('/scenarios')}
        note={say('home.figure_published_note')}
      />
      {signature.length > 0 && (
        <Figure
          label={say('home.figure_openings')}
          number={String(signature.reduce((count, scenario) => count + scenario.openings.length, 0))}
          unit={context.names.unit('piece') === 'piece' ? '' : context.names.unit('piece')}
          href={rows}
          note={say('home.figure_openings_note')}
        />
      )}
      {target && <Targets context={context} targets={catalog.targets} period={target.period} />}
    </dl>
  )
}

function Targets({
  context,
  targets,
  period,
}: {
  context: PageContext
  targets: Catalog['targets']
  period: string | null
}) {
  return (
    <div className="figure">
      <dt>
        <a href={context.href('/programme#targets')}>{context.say('home.targets', { period: period ?? '' })}</a>
      </dt>
      <dd>
        <ul className="targets">
          {targets.map((entry) => (
            <li key={entry.key}>
              <span>{entry[context.locale]}</span>
              <StatisticValue context={context} entry={entry} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}
