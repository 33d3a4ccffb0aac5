import { useUi } from '../context.tsx'
import { type Bound, money } from '../format.ts'
import { t } from '../messages/index.ts'
import { Qualified } from './qualified.tsx'

/** An amount of integer yuan: short on screen, whole in the title. `bound` is how its source qualifies it. */
export function Money({ cny, bound }: { cny: number; bound?: Bound | null }) {
  const { locale } = useUi()
  const { number, unit, full } = money(cny, locale)
  return (
    <data className="amount" value={cny} title={t(locale, `bound.${bound ?? 'exact'}`, { value: full })}>
      <Qualified number={number} unit={unit} bound={bound} />
    </data>
  )
}
