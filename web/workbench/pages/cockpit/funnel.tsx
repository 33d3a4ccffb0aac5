import { cockpitRoutes } from '../../../../contracts/cockpit.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { Bars, BarTable } from './bars.tsx'
import { Counted, percent } from './numbers.tsx'

/** Scenarios by stage and state, and how far those that were handed in have come. */
export function Funnel(props: { table: boolean }) {
  const { t } = useText()
  const call = useCall(cockpitRoutes.funnel, {})
  const conversion = (call.data?.conversion ?? []).map((each, at) => ({
    ...each,
    aside:
      at > 0 && each.share !== null ? (
        <span className="quiet">{t('cockpit.ofSubmitted', { percent: percent(each.share) })}</span>
      ) : null,
  }))
  return (
    <section className="panel">
      <h2>{t('cockpit.funnel')}</h2>
      <ProblemNote error={call.error} retry={call.refetch} />
      {call.data ? (
        <>
          <h3>{t('cockpit.conversion')}</h3>
          {props.table ? (
            <BarTable
              label={t('cockpit.conversion')}
              head={t('cockpit.name')}
              value={t('cockpit.value')}
              unit="piece"
              bars={conversion}
            />
          ) : (
            <Bars label={t('cockpit.conversion')} unit="piece" bars={conversion} />
          )}
          <table className="table below">
            <caption className="unseen">{t('cockpit.funnel')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('cockpit.stage')}</th>
                <th scope="col" className="is-number">
                  {t('cockpit.value')}
                </th>
                <th scope="col">{t('cockpit.states')}</th>
              </tr>
            </thead>
            <tbody>
              {call.data.stages.map((stage) => (
                <tr key={stage.key}>
                  <td>{stage.label}</td>
                  <td className="is-number">
                    <Counted value={stage.value} unit="piece" rows={stage.value > 0 ? stage.rows : null} />
                  </td>
                  <td>
                    <ul className="row wrap">
                      {stage.states.map((state) => (
                        <li key={state.key} className="nowrap">
                          {state.label} <Counted value={state.value} unit="" rows={state.rows} />
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </section>
  )
}
