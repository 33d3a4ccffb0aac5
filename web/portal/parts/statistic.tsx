import type { ReactNode } from 'react'
import type { Catalog } from '../../../contracts/catalog.ts'
import { type Bound, count, money, significant } from '../../ui/format.ts'
import { Figure } from '../../ui/parts/figure.tsx'
import { Qualified } from '../../ui/parts/qualified.tsx'
import type { PageContext } from '../page.ts'
import { SourceLinks } from './source-links.tsx'

type Entry = Catalog['targets'][number]

/** A stated figure in words: its number and unit as its kind is printed. */
export function statisticParts(context: PageContext, entry: Pick<Entry, 'value' | 'unit'>) {
  if (entry.unit === 'yuan') return money(entry.value, context.locale)
  if (entry.unit === 'ratio') return { number: `${significant(entry.value * 100)}%`, unit: '', full: '' }
  const unit = context.names.unit(entry.unit)
  if (entry.unit === 'year') return { number: String(entry.value), unit, full: '' }
  return { number: count(entry.value, context.locale), unit, full: '' }
}

/** A stated figure with its source, for a `<dl>`. */
export function Statistic({ context, entry, note }: { context: PageContext; entry: Entry; note?: ReactNode }) {
  const { number, unit } = statisticParts(context, entry)
  return (
    <Figure
      label={entry[context.locale]}
      number={number}
      unit={unit}
      bound={entry.bound}
      note={note}
      source={entry.src && <SourceLinks context={context} src={entry.src} inferred={entry.inferred} />}
    />
  )
}

/** The value of a stated figure alone, for tables. */
export function StatisticValue({ context, entry }: { context: PageContext; entry: Entry & { bound: Bound } }) {
  const { number, unit, full } = statisticParts(context, entry)
  return (
    <span className="amount" title={full || undefined}>
      <Qualified number={number} unit={unit} bound={entry.bound} />
    </span>
  )
}
