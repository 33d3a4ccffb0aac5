import type { ReactNode } from 'react'
import { useUi } from '../context.tsx'
import { t } from '../messages/index.ts'
import { DateText } from './date.tsx'

/** A value with where it comes from and since when: asked once, shown with its origin. Belongs in a `<dl>`. */
export function FieldWithSource({
  label,
  children,
  source,
  since,
}: {
  label: ReactNode
  /** Nothing, null or an empty string shows as not given. */
  children?: ReactNode
  source?: ReactNode
  since?: string | null
}) {
  const { locale } = useUi()
  const empty = children === null || children === undefined || children === ''
  return (
    <div className="field">
      <dt>{label}</dt>
      <dd>
        {empty ? <span className="field-empty">{t(locale, 'field.empty')}</span> : children}
        {(source || since) && (
          <span className="field-source">
            {source}
            {source && since && ' · '}
            {since && <DateText value={since} />}
          </span>
        )}
      </dd>
    </div>
  )
}
