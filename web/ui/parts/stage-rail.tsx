import type { ReactNode } from 'react'
import { useUi } from '../context.tsx'
import { t } from '../messages/index.ts'
import { DateText } from './date.tsx'

export type RailStage = { readonly key: string; readonly label: string; readonly note?: ReactNode }

/**
 * The stages of the loop in order: where the thing is, who holds it, since when. `current` null draws the rail
 * without a position, for explaining the loop or for a thing outside it.
 */
export function StageRail({
  stages,
  current,
  holder,
  since,
  plain = false,
}: {
  stages: readonly RailStage[]
  current: string | null
  holder?: string | null
  since?: string | null
  /** Explains the loop itself: no stage is done or current. */
  plain?: boolean
}) {
  const { locale } = useUi()
  const at = stages.findIndex((stage) => stage.key === current)
  const standing = (index: number) => (at === -1 || index > at ? 'ahead' : index === at ? 'current' : 'done')
  return (
    <ol className={`stage-rail${plain ? ' is-plain' : ''}`} aria-label={t(locale, 'stage.label')}>
      {stages.map((stage, index) => {
        const is = plain ? 'plain' : standing(index)
        return (
          <li key={stage.key} className={`stage is-${is}`} aria-current={is === 'current' ? 'step' : undefined}>
            <span className="stage-name">{stage.label}</span>
            {is !== 'plain' && is !== 'current' && <span className="unseen">{t(locale, `stage.${is}`)}</span>}
            {stage.note && <span className="stage-note">{stage.note}</span>}
            {is === 'current' && (holder || since) && (
              <span className="stage-note">
                {holder && t(locale, 'stage.holder', { holder })}
                {holder && since && <br />}
                {since && <Since value={since} />}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Since({ value }: { value: string }) {
  const { locale } = useUi()
  const mark = '\u0000'
  const [before, after] = t(locale, 'stage.since', { date: mark }).split(mark)
  return (
    <>
      {before}
      <DateText value={value} />
      {after}
    </>
  )
}
