import type { Scenario } from '../../../../contracts/scenarios.ts'

const signs: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '!=': '≠' }

export function signOf(comparator: string): string {
  return signs[comparator] ?? comparator
}

/** The measured side of a condition, e.g. 续航 ≥ 4 小时. */
export function Measure({ row }: { row: Scenario['requirements'][number] }) {
  if (!row.metric) return null
  const sign = row.comparator ? signOf(row.comparator) : ''
  return (
    <span className="quiet figures">
      {[row.metric, sign, row.threshold, row.unit].filter((part) => part !== null && part !== '').join(' ')}
    </span>
  )
}
