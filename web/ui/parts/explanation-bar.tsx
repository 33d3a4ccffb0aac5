import { useUi } from '../context.tsx'
import { significant } from '../format.ts'
import { t } from '../messages/index.ts'

export type ExplanationPart = { readonly key: string; readonly label: string; readonly value: number }

/**
 * A score as the stack of its parts. Values are non-negative and share one unit; the bar is their sum against `outOf`
 * (the sum itself when absent). The parts stand below as words, so the bar needs no legend.
 */
export function ExplanationBar({ parts, outOf }: { parts: readonly ExplanationPart[]; outOf?: number }) {
  const { locale } = useUi()
  const total = parts.reduce((sum, part) => sum + part.value, 0)
  const whole = Math.max(outOf ?? total, total)
  const share = (value: number) => `${total === 0 ? 0 : Math.round((value / total) * 100)}%`
  let from = 0
  return (
    <div className="explanation">
      <svg className="explanation-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">
        <rect className="explanation-ground" x="0" y="0" width="1000" height="12" />
        {parts.map((part, index) => {
          const width = whole === 0 ? 0 : (part.value / whole) * 1000
          const x = from
          from += width
          return (
            <rect
              key={part.key}
              className={`part-${index % 4}`}
              x={x}
              y="0"
              width={Math.max(0, width - 3)}
              height="12"
            />
          )
        })}
      </svg>
      <ul className="explanation-parts">
        {parts.map((part, index) => (
          <li key={part.key} className={`part-${index % 4}`}>
            {t(locale, 'explanation.part', {
              label: part.label,
              value: significant(part.value),
              share: share(part.value),
            })}
          </li>
        ))}
        <li className="explanation-total">{t(locale, 'explanation.total', { value: significant(total) })}</li>
      </ul>
    </div>
  )
}
