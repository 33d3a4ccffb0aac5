import type { ReactNode } from 'react'
import { useUi } from '../context.tsx'
import { t } from '../messages/index.ts'
import { DateText } from './date.tsx'

/** Proof of a submission: what was taken, its number and time, what happens next and by when. */
export function Receipt({
  title,
  number,
  at,
  next,
  dueAt,
}: {
  title: string
  number: string
  at: string
  next?: ReactNode
  dueAt?: string | null
}) {
  const { locale } = useUi()
  return (
    <section className="receipt" aria-label={title}>
      <p className="receipt-title">
        <span aria-hidden="true">✓ </span>
        {title}
      </p>
      <dl>
        <div>
          <dt>{t(locale, 'receipt.number')}</dt>
          <dd className="receipt-number">{number}</dd>
        </div>
        <div>
          <dt>{t(locale, 'receipt.at')}</dt>
          <dd>
            <DateText value={at} time />
          </dd>
        </div>
        {next && (
          <div>
            <dt>{t(locale, 'receipt.next')}</dt>
            <dd>{next}</dd>
          </div>
        )}
        {dueAt && (
          <div>
            <dt>{t(locale, 'receipt.due')}</dt>
            <dd>
              <DateText value={dueAt} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
