import type { ReactNode } from 'react'
import { Counted } from './numbers.tsx'

export interface Bar {
  readonly key: string
  readonly label: string
  readonly value: number
  readonly rows: string | null
  readonly aside?: ReactNode
}

/** Lying bars from zero, each with its name and its number beside it: nothing has to be looked up in a legend. */
export function Bars(props: { label: string; unit: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...props.bars.map((each) => each.value))
  return (
    <ul className="bars" aria-label={props.label}>
      {props.bars.map((each) => (
        <li key={each.key}>
          <span className="bar-label">{each.label}</span>
          <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect className="bar-ground" width="100" height="10" />
            <rect className="bar-fill" width={(each.value / most) * 100} height="10" />
          </svg>
          <span className="bar-value">
            <Counted value={each.value} unit={props.unit} rows={each.rows} /> {each.aside}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The same as a table. */
export function BarTable(props: { label: string; head: string; value: string; unit: string; bars: readonly Bar[] }) {
  return (
    <table className="table">
      <caption className="unseen">{props.label}</caption>
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          <th scope="col" className="is-number">
            {props.value}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.bars.map((each) => (
          <tr key={each.key}>
            <td>{each.label}</td>
            <td className="is-number">
              <Counted value={each.value} unit={props.unit} rows={each.rows} /> {each.aside}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
