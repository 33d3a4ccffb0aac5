import { useUi } from '../context.tsx'
import { t } from '../messages/index.ts'
import { DateText } from './date.tsx'

/**
 * When something is due, always with its date. `days` left (negative: overdue) are counted by the caller, who knows
 * the calendar; `unit` says which days they are. Up to `soon` days left it counts as at risk.
 */
export function ClockChip({
  dueAt,
  days,
  unit = 'working',
  soon = 2,
}: {
  dueAt: string
  days: number
  unit?: 'working' | 'calendar'
  soon?: number
}) {
  const { locale } = useUi()
  const tone = days < 0 ? 'tile' : days <= soon ? 'sand' : 'plain'
  const words =
    days === 0
      ? t(locale, 'clock.today')
      : t(locale, `clock.${unit}_${days < 0 ? 'over' : 'left'}`, { n: Math.abs(days) })
  return (
    <span className={`clock-chip tone-${tone}`}>
      <svg className="clock-face" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 4.5V8l2.5 1.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <DateText value={dueAt} />
      <span className="clock-words">{words}</span>
    </span>
  )
}
