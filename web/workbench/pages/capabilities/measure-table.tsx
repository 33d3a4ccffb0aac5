import type { Capability } from '../../../../contracts/capabilities.ts'
import { useText } from '../../i18n/text.tsx'

/** What it states in figures, each with the day of its source. */
export function MeasureTable({ capability }: { capability: Capability }) {
  const { t } = useText()
  if (capability.measures.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('capabilities.measures')}</h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('capabilities.metric')}</th>
            <th scope="col">{t('capabilities.value')}</th>
            <th scope="col">{t('capabilities.asOf')}</th>
          </tr>
        </thead>
        <tbody>
          {capability.measures.map(({ metric, value, unit, asOf }) => (
            <tr key={`${metric} ${unit}`}>
              <th scope="row" className="breakable">
                {metric}
              </th>
              <td>
                <span className="figures">{String(value)}</span> {unit}
              </td>
              <td className="quiet figures">{asOf}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
