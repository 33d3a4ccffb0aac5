import type { Criterion } from '../../../../contracts/calls.ts'
import { useText } from '../../i18n/text.tsx'

/** `30%`; a weight is a share of 1. */
export function percent(weight: number): string {
  return `${Number((weight * 100).toFixed(4))}%`
}

/** What submissions are judged by, each with its weight as a bar against the whole. */
export function Criteria({ criteria }: { criteria: readonly Criterion[] }) {
  const { t } = useText()
  return (
    <section className="panel">
      <h2>{t('calls.criteria')}</h2>
      {criteria.length === 0 ? <p className="quiet">{t('calls.noCriteria')}</p> : null}
      <ul className="stack">
        {criteria.map((one) => (
          <li key={one.key} className="stack tight">
            <p className="split">
              <strong>{one.title}</strong>
              <span className="figures">{percent(one.weight)}</span>
            </p>
            <svg className="explanation-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">
              <rect className="explanation-ground" width="1000" height="12" />
              <rect className="part-0" width={one.weight * 1000} height="12" />
            </svg>
            {one.description ? <p className="quiet prose">{one.description}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
