import type { z } from 'zod'
import { cockpitRoutes, type targetLine } from '../../../../contracts/cockpit.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { Counted, percent, useAmount } from './numbers.tsx'
import { pageOfRows } from './rows.ts'

type Line = z.output<typeof targetLine>

/** What the programme promises, how far it is, and how it came there. */
export function Targets(props: { table: boolean }) {
  const { t } = useText()
  const call = useCall(cockpitRoutes.targets, {})
  return (
    <section className="panel">
      <h2>{t('cockpit.targets')}</h2>
      <ProblemNote error={call.error} retry={call.refetch} />
      <ul className="targets">
        {call.data?.items.map((line) => (
          <Target key={line.key} line={line} table={props.table} />
        ))}
      </ul>
    </section>
  )
}

function Target({ line, table }: { line: Line; table: boolean }) {
  const { t } = useText()
  const amount = useAmount()
  const target = amount(line.target.value, line.unit)
  return (
    <li>
      <h3>{line.label}</h3>
      <p className="row wrap">
        <strong>
          <Counted value={line.value} unit={line.unit} rows={line.rows} />
        </strong>
        <span className="quiet">{t('cockpit.target', { value: `${target.number} ${target.unit}`.trim() })}</span>
        <span>{t('cockpit.reached', { percent: percent(line.target.progress) })}</span>
      </p>
      <progress max={line.target.value} value={Math.min(line.value, line.target.value)} aria-label={line.label} />
      {table ? <MonthTable line={line} /> : <MonthLine line={line} />}
    </li>
  )
}

const width = 320
const height = 72

/** The sum so far as a line from zero, with the target as a dashed one where it is in reach. */
function MonthLine({ line }: { line: Line }) {
  const { t } = useText()
  const { months, target } = line
  const last = months.at(-1)
  if (!last || last.sum === 0) return <p className="quiet">{t('cockpit.nothing')}</p>
  const top = Math.max(target.value <= last.sum * 4 ? target.value : 0, last.sum)
  const x = (at: number) => (months.length === 1 ? width : (at / (months.length - 1)) * width)
  const y = (value: number) => height - (value / top) * (height - 8) - 1
  const points = months.map((each, at) => `${x(at).toFixed(1)},${y(each.sum).toFixed(1)}`).join(' ')
  const said = months.filter((each) => each.value > 0).map((each) => `${each.key} ${each.sum}`)
  return (
    <figure className="month-line">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${t('cockpit.months')}：${said.join('，')}`}>
        <line className="axis" x1="0" x2={width} y1={height - 1} y2={height - 1} />
        {target.value <= top ? (
          <line className="aim" x1="0" x2={width} y1={y(target.value)} y2={y(target.value)} />
        ) : null}
        <polyline className="sum" points={points} />
        <circle className="now" cx={width - 3} cy={y(last.sum)} r="3" />
      </svg>
      <figcaption className="split quiet figures">
        <span>{months[0]?.key}</span>
        <span>{last.key}</span>
      </figcaption>
    </figure>
  )
}

function MonthTable({ line }: { line: Line }) {
  const { t } = useText()
  return (
    <table className="table">
      <caption className="unseen">{`${line.label} ${t('cockpit.months')}`}</caption>
      <thead>
        <tr>
          <th scope="col">{t('cockpit.month')}</th>
          <th scope="col" className="is-number">
            {t('cockpit.came')}
          </th>
          <th scope="col" className="is-number">
            {t('cockpit.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {line.months
          .filter((each) => each.value > 0)
          .map((each) => (
            <tr key={each.key}>
              <td>{each.key}</td>
              <td className="is-number">
                <a href={pageOfRows(each.rows) ?? undefined}>{each.value}</a>
              </td>
              <td className="is-number">{each.sum}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
