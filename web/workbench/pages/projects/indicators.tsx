import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Project, ProjectIndicator } from '../../../../contracts/projects.ts'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { IndicatorChart } from './indicator-chart.tsx'
import { useSideName } from './names.ts'
import { percent, valueText } from './number.ts'
import { ReadingsTable } from './readings-table.tsx'
import { sideOf } from './sides.ts'

/** Each indicator with its way from baseline to target, as a chart or as a table. */
export function Indicators({ project }: { project: Project }) {
  const { t } = useText()
  const me = useMe()
  const [tables, setTables] = useState(false)
  const reports = sideOf(me, project) !== null && ['running', 'accepting'].includes(project.state)
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('projects.indicators')}</h2>
        {project.indicators.some((each) => each.readings.length > 0) ? (
          <div className="row">
            {([false, true] as const).map((table) => (
              <button
                key={String(table)}
                type="button"
                className="button"
                aria-pressed={tables === table}
                onClick={() => setTables(table)}
              >
                {t(table ? 'projects.table' : 'projects.chart')}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      {project.indicators.length === 0 ? <p className="quiet">{t('projects.indicatorsEmpty')}</p> : null}
      <ul className="indicators">
        {project.indicators.map((each) => (
          <li key={each.id} className="indicator">
            <div className="split">
              <h3>{each.name}</h3>
              {reports ? (
                <Link to="/projects/$id/report" params={{ id: project.id }} search={{ indicator: each.id }}>
                  {t('projects.report')}
                </Link>
              ) : null}
            </div>
            <Way indicator={each} planned={project.state === 'planned'} />
            {each.readings.length === 0 ? null : tables ? (
              <ReadingsTable readings={each.readings} caption={each.name} />
            ) : (
              <IndicatorChart indicator={each} project={project} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Way({ indicator, planned }: { indicator: ProjectIndicator; planned: boolean }) {
  const { t } = useText()
  const side = useSideName()
  const { agreedByOwnerAt, agreedByProviderAt, progress } = indicator
  const one = agreedByOwnerAt ? 'owner' : agreedByProviderAt ? 'provider' : null
  return (
    <>
      <p className="row wrap">
        <span className="figures">
          {valueText(indicator.baseline)} → {valueText(indicator.target)} {indicator.unit}
        </span>
        <span className="quiet">{t(indicator.direction === 'up' ? 'projects.up' : 'projects.down')}</span>
        {planned ? (
          agreedByOwnerAt && agreedByProviderAt ? (
            <StateTag tone="pine">{t('projects.agreed')}</StateTag>
          ) : (
            <StateTag tone="sand">
              {one ? t('projects.agreedOne', { side: side(one) }) : t('projects.agreedNone')}
            </StateTag>
          )
        ) : progress === null ? (
          <span className="quiet">{t('projects.progressNone')}</span>
        ) : (
          <strong className="figures">{t('projects.progress', { share: percent(progress) })}</strong>
        )}
      </p>
      <p className="quiet prose">{indicator.method}</p>
    </>
  )
}
