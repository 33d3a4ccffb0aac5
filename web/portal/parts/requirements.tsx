import type { Scenario } from '../../../contracts/scenarios.ts'
import type { PageContext } from '../page.ts'
import { Han } from './han.tsx'

type Requirement = Scenario['requirements'][number]

const signs: Record<NonNullable<Requirement['comparator']>, string> = {
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
}

/** The conditions of a scenario as a table: what, how much, must or wish, for which opening. */
export function Requirements({ context, scenario }: { context: PageContext; scenario: Scenario }) {
  const { say, names } = context
  if (scenario.requirements.length === 0) return <p className="soft">{say('scenario.none_requirements')}</p>
  const openings = new Map(scenario.openings.map((opening) => [opening.id, opening.text]))
  const hasMeasures = scenario.requirements.some((one) => one.metric !== null)
  return (
    <table className="sheet">
      <thead>
        <tr>
          <th scope="col">{say('scenario.requirement')}</th>
          {hasMeasures && <th scope="col">{say('scenario.measure')}</th>}
          <th scope="col">{say('scenario.kind')}</th>
          <th scope="col">{say('scenario.applies')}</th>
        </tr>
      </thead>
      <tbody>
        {scenario.requirements.map((one) => (
          <tr key={one.id}>
            <td>
              <Han>{one.text}</Han>
              {one.limitsProviders && <span className="caution">{say('scenario.limits')}</span>}
            </td>
            {hasMeasures && <td className="measure">{one.metric && <Han>{measure(one)}</Han>}</td>}
            <td>{names.enumeration('requirementKinds', one.kind)}</td>
            <td>
              <Han>{(one.openingId && openings.get(one.openingId)) || say('scenario.applies_all')}</Han>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function measure(one: Requirement): string {
  const sign = one.comparator ? ` ${signs[one.comparator]}` : ''
  const threshold = one.threshold === null ? '' : ` ${one.threshold}`
  return `${one.metric}${sign}${threshold}${one.unit ? ` ${one.unit}` : ''}`
}
