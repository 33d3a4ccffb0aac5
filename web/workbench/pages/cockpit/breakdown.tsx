import { useState } from 'react'
import { cockpitRoutes, type Dimension, type Figure, type FigureKey } from '../../../../contracts/cockpit.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { Bars, BarTable } from './bars.tsx'

/** One figure by domain, direction, district or month. */
export function Breakdown(props: { figures: readonly Figure[]; table: boolean }) {
  const { t } = useText()
  const [key, setKey] = useState<FigureKey>('opportunity_released')
  const [wanted, setWanted] = useState<Dimension>('domain')
  const figure = props.figures.find((each) => each.key === key) ?? props.figures[0]
  const by = figure?.by.includes(wanted) ? wanted : (figure?.by[0] ?? 'month')
  const call = useCall(cockpitRoutes.breakdown, { query: { figure: key, by } }, { keep: true })
  if (!figure) return null
  const bars = (call.data?.items ?? []).map((each) => ({ ...each, key: each.key || 'none' }))
  const label = `${figure.label} ${t(`cockpit.by_${by}`)}`
  return (
    <section className="panel">
      <div className="split">
        <h2>{t('cockpit.breakdown')}</h2>
        <Choice
          id="cockpit-figure"
          aria-label={t('cockpit.chooseFigure')}
          value={key}
          options={props.figures.map((each) => ({ value: each.key, label: each.label }))}
          onChange={(value) => setKey(value as FigureKey)}
        />
      </div>
      <div className="row wrap">
        {figure.by.map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={each === by}
            onClick={() => setWanted(each)}
          >
            {t(`cockpit.by_${each}`)}
          </button>
        ))}
      </div>
      <ProblemNote error={call.error} retry={call.refetch} />
      {call.data && bars.length === 0 ? <p className="quiet">{t('cockpit.nothing')}</p> : null}
      {bars.length === 0 ? null : props.table ? (
        <BarTable
          label={label}
          head={t(`cockpit.by_${by}`)}
          value={t('cockpit.value')}
          unit={figure.unit}
          bars={bars}
        />
      ) : (
        <Bars label={label} unit={figure.unit} bars={bars} />
      )}
      {by === 'district' && bars.length > 1 ? <p className="quiet">{t('cockpit.manyPlaces')}</p> : null}
    </section>
  )
}
