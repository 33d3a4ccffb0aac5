import { useUi } from '../context.tsx'
import type { Bound } from '../format.ts'
import { t } from '../messages/index.ts'

/** A number with its unit and the words that qualify it (约 1200 亿元, 10 个以上), the number set apart. */
export function Qualified({ number, unit, bound }: { number: string; unit: string; bound?: Bound | null }) {
  const { locale } = useUi()
  const mark = '\u0000'
  const [before = '', after = ''] = t(locale, `bound.${bound ?? 'exact'}`, { value: mark }).split(mark)
  return (
    <>
      {before && <span className="unit">{before.trim()}</span>}
      {before && ' '}
      <span className="number">{number}</span>
      {unit && ' '}
      {(unit || after) && (
        <span className="unit">
          {unit}
          {after}
        </span>
      )}
    </>
  )
}
