import type { ReactNode } from 'react'
import { useUi } from '../context.tsx'
import type { Bound } from '../format.ts'
import { t } from '../messages/index.ts'
import { DateText } from './date.tsx'
import { Qualified } from './qualified.tsx'

/**
 * A number that opens the rows it counts (`href`), with its day (`asOf`) and where it comes from (`source`). Belongs in a
 * `<dl>`. `exact` is the whole value for the title.
 */
export function Figure({
  label,
  number,
  unit = '',
  bound,
  exact,
  href,
  asOf,
  source,
  note,
}: {
  label: string
  number: string
  unit?: string
  bound?: Bound | null
  exact?: string
  href?: string
  asOf?: string | null
  source?: ReactNode
  note?: ReactNode
}) {
  const { locale } = useUi()
  const shown = <Qualified number={number} unit={unit} bound={bound} />
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd className="figure-value" title={exact}>
        {href ? <a href={href}>{shown}</a> : shown}
      </dd>
      {(note || asOf || source) && (
        <dd className="figure-note">
          {note}
          {note && (asOf || source) && ' '}
          {asOf && <AsOf value={asOf} />}
          {asOf && source && ' · '}
          {source && (
            <>
              {t(locale, 'evidence.source')} {source}
            </>
          )}
        </dd>
      )}
    </div>
  )
}

function AsOf({ value }: { value: string }) {
  const { locale } = useUi()
  const mark = '\u0000'
  const [before, after] = t(locale, 'figure.as_of', { date: mark }).split(mark)
  return (
    <>
      {before}
      <DateText value={value} />
      {after}
    </>
  )
}
