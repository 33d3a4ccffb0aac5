import { useCallback, useState } from 'react'
import { type Cockpit, cockpitRoutes } from '../../../../contracts/cockpit.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { minuteOf } from '../../../ui/format.ts'
import { Figure } from '../../../ui/parts/figure.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { Qualified } from '../../../ui/parts/qualified.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { useLabels } from '../../shell/labels.ts'
import { PageFailure } from '../../shell/page-failure.tsx'
import { Breakdown } from './breakdown.tsx'
import { Funnel } from './funnel.tsx'
import { percent, useAmount } from './numbers.tsx'
import { Overdue } from './overdue.tsx'
import { pageOfRows } from './rows.ts'
import { Targets } from './targets.tsx'
import { ViewSwitch } from './view-switch.tsx'

/** 驾驶舱: figures that open the rows they are counted from; nobody types one. */
export function CockpitPage() {
  const { t } = useText()
  const call = useCall(cockpitRoutes.get, {}, { refetchInterval: 60_000 })
  if (call.error && !call.data) return <PageFailure error={call.error} />
  if (!call.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown cockpit={call.data} />
}

function Shown({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useText()
  const labels = useLabels()
  const amount = useAmount()
  const catalog = useCatalog()
  const [table, setTable] = useState(false)
  const onSwitch = useCallback(() => setTable((shown) => !shown), [])
  const source = (key: string | null) =>
    key
      ?.split(',')
      .map((one) => catalog.sources.find((each) => each.key === one)?.title ?? one)
      .join('、')
  return (
    <div className="cockpit">
      <header className="page-head">
        <div>
          <h1>
            {t('cockpit.title')}
            {cockpit.district
              ? ` · ${t('cockpit.ofDistrict', { district: labels.in('districts', cockpit.district) })}`
              : ''}
          </h1>
          <p className="quiet">{t('cockpit.asOf', { time: minuteOf(cockpit.asOf, catalog.city.timezone) })}</p>
        </div>
        <div className="row wrap only-screen">
          <ViewSwitch table={table} onSwitch={onSwitch} />
          <button type="button" className="button" onClick={() => window.print()}>
            {t('cockpit.print')}
          </button>
        </div>
      </header>
      {cockpit.demonstration ? (
        <p className="note note-wait">
          <SyntheticMark /> {t('cockpit.demonstration')}
        </p>
      ) : null}
      <section aria-label={t('cockpit.figures')}>
        <dl className="figure-grid">
          {cockpit.figures.map((figure) => {
            const said = amount(figure.value, figure.unit)
            const href = pageOfRows(figure.rows)
            return (
              <Figure
                key={figure.key}
                label={figure.label}
                number={said.number}
                unit={said.unit}
                exact={said.exact}
                {...(href && { href })}
                note={
                  figure.key === 'opportunity_released'
                    ? t('cockpit.announced')
                    : figure.target
                      ? t('cockpit.reached', { percent: percent(figure.target.progress) })
                      : null
                }
              />
            )
          })}
        </dl>
        <p className="quiet">{t('cockpit.openRows')}</p>
      </section>
      <Targets table={table} />
      <Breakdown figures={cockpit.figures} table={table} />
      <div className="two-even">
        <Funnel table={table} />
        <Overdue />
      </div>
      {cockpit.statements.length > 0 ? (
        <section className="panel">
          <h2>{t('cockpit.statements')}</h2>
          <p className="quiet">{t('cockpit.statementsNote')}</p>
          <ul className="statements">
            {cockpit.statements.map((each) => {
              const said = amount(each.value, each.unit)
              return (
                <li key={each.key}>
                  {each.label}{' '}
                  <strong>
                    <Qualified number={said.number} unit={said.unit} bound={each.bound} />
                  </strong>{' '}
                  {each.source ? (
                    <span className="quiet">
                      {t('cockpit.source')} {source(each.source)}
                    </span>
                  ) : null}
                </li>
              )
            })}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
