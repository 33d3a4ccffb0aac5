import { count, money } from '../../../ui/format.ts'
import { Qualified } from '../../../ui/parts/qualified.tsx'
import { useText } from '../../i18n/text.tsx'
import { useLabels } from '../../shell/labels.ts'
import { pageOfRows } from './rows.ts'

/** How a value of a unit of the catalog is written: amounts short, counts with their word. */
export function useAmount(): (value: number, unit: string) => { number: string; unit: string; exact: string } {
  const { locale } = useText()
  const labels = useLabels()
  return (value, unit) => {
    if (unit === 'yuan') {
      const said = money(value, locale)
      return { number: said.number, unit: said.unit, exact: said.full }
    }
    const number = unit === 'year' ? String(value) : count(value, locale)
    const word = labels.of('units', unit)
    return { number, unit: word, exact: `${number} ${word}`.trim() }
  }
}

/** A number that opens its rows, where there is a list of them. */
export function Counted(props: { value: number; unit: string; rows: string | null }) {
  const said = useAmount()(props.value, props.unit)
  const shown = <Qualified number={said.number} unit={said.unit} />
  const page = pageOfRows(props.rows)
  return page ? (
    <a href={page} title={said.exact} className="figures">
      {shown}
    </a>
  ) : (
    <span title={said.exact} className="figures">
      {shown}
    </span>
  )
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`
}
