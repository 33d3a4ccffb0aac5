import type { Project, ProjectIndicator } from '../../../../contracts/projects.ts'
import { useUi } from '../../../ui/context.tsx'
import { dayOf } from '../../../ui/format.ts'
import { useText } from '../../i18n/text.tsx'
import { chartOf } from './chart.ts'
import { valueText } from './number.ts'

const frame = { width: 480, height: 150, pad: { x: 12, y: 22 } }

/** Readings on the way from baseline to target. Confirmed ones are filled and joined, the others hollow squares. */
export function IndicatorChart({ indicator, project }: { indicator: ProjectIndicator; project: Project }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const live = indicator.readings.filter((each) => each.state !== 'corrected')
  const readings = live.map((each) => ({ at: each.at, value: each.value, confirmed: each.confirmedBy.length > 0 }))
  const [first, last] = [live[0]?.at, live.at(-1)?.at]
  const period = {
    from: project.startsOn ?? first ?? project.createdAt,
    to: project.endsOn ?? last ?? project.createdAt,
  }
  const chart = chartOf(indicator, readings, period, frame)
  const latest = readings.findLast((each) => each.confirmed)
  const label = t('projects.chartLabel', {
    name: indicator.name,
    baseline: valueText(indicator.baseline),
    target: valueText(indicator.target),
    count: readings.length,
    latest: latest ? valueText(latest.value) : '–',
  })
  const { width, height, pad } = frame
  const far = width - pad.x
  return (
    <figure className="indicator-chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <line className="chart-base" x1={pad.x} x2={far} y1={chart.baselineY} y2={chart.baselineY} />
        <line className="chart-target" x1={pad.x} x2={far} y1={chart.targetY} y2={chart.targetY} />
        <line className="chart-plan" {...chart.plan} />
        <polyline className="chart-line" points={chart.line.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {chart.points.map((each) => (
          <g key={each.at}>
            <title>{`${dayOf(each.at, timeZone)} ${valueText(each.value)} ${indicator.unit}`}</title>
            {each.confirmed ? (
              <circle className="chart-confirmed" cx={each.x} cy={each.y} r={4.5} />
            ) : (
              <rect className="chart-open" x={each.x - 4.5} y={each.y - 4.5} width={9} height={9} />
            )}
          </g>
        ))}
        <text className="chart-label" x={pad.x} y={labelY(chart.baselineY, height)}>
          {t('projects.baseline')} {valueText(indicator.baseline)}
        </text>
        <text className="chart-label" x={far} y={labelY(chart.targetY, height)} textAnchor="end">
          {t('projects.target')} {valueText(indicator.target)}
        </text>
      </svg>
      <figcaption className="row wrap quiet">
        <span className="figures">
          {dayOf(period.from, timeZone)} – {dayOf(period.to, timeZone)}
        </span>
        <span>● {t('projects.chartConfirmed')}</span>
        <span>□ {t('projects.chartOpen')}</span>
      </figcaption>
    </figure>
  )
}

/** Outside the lines: above one in the upper half, below one in the lower. */
function labelY(y: number, height: number): number {
  return y < height / 2 ? y - 7 : y + 17
}
