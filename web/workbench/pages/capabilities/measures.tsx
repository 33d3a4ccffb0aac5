import { Input } from 'antd'
import { useId } from 'react'
import { Field } from '../../../ui/antd/field.tsx'
import { newKey } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { type MeasureRow, splitUnit, stated } from './value.ts'

/** Units that values can be compared in; any other of the same kinds may be typed. */
const units = [
  'mm',
  'm',
  'km',
  'kg',
  't',
  'kW',
  'MW',
  'kWh',
  '℃',
  '%',
  '万元',
  '秒',
  '小时',
  '天',
  '年',
  'm²',
  '亩',
  '台',
]

/** What the capability states in figures, one row each. */
export function Measures(props: {
  rows: readonly MeasureRow[]
  fault: (path: string) => string | undefined
  onChange: (rows: MeasureRow[]) => void
}) {
  const { t } = useText()
  const listId = useId()
  const { rows, onChange, fault } = props
  const put = (key: string, change: Partial<MeasureRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  return (
    <fieldset className="form-field bare" data-path="measures">
      <legend className="label">{t('capabilities.measures')}</legend>
      <p className="field-hint">{fault('measures') ?? t('capabilities.measuresHint')}</p>
      <datalist id={listId}>
        {units.map((unit) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
      <ol className="rows">
        {rows.map((row, at) => {
          const path = `measures.${stated(rows).indexOf(row)}`
          const label = t('capabilities.measure', { n: at + 1 })
          return (
            <li key={row.key} className="row-block">
              <div className="form-head">
                <span className="label">{label}</span>
                <button
                  type="button"
                  className="link"
                  aria-label={t('form.removeRow', { name: label })}
                  onClick={() => onChange(rows.filter((other) => other.key !== row.key))}
                >
                  {t('common.remove')}
                </button>
              </div>
              <div className="grid-2">
                <Field label={t('capabilities.metric')} error={fault(`${path}.metric`)} required>
                  {(control) => (
                    <Input
                      {...control}
                      maxLength={60}
                      value={row.metric}
                      onChange={(event) => put(row.key, { metric: event.target.value })}
                    />
                  )}
                </Field>
                <Field label={t('capabilities.value')} error={fault(`${path}.value`)} required>
                  {(control) => (
                    <Input
                      {...control}
                      maxLength={40}
                      value={row.value}
                      onChange={(event) => put(row.key, { value: event.target.value })}
                      onBlur={() => put(row.key, splitUnit(row))}
                    />
                  )}
                </Field>
                <Field label={t('capabilities.unit')} hint={t('capabilities.unitHint')} error={fault(`${path}.unit`)}>
                  {({ status, ...control }) => (
                    <input
                      {...control}
                      className="input"
                      data-status={status}
                      list={listId}
                      maxLength={20}
                      value={row.unit}
                      onChange={(event) => put(row.key, { unit: event.target.value })}
                    />
                  )}
                </Field>
                <Field label={t('capabilities.asOf')} hint={t('capabilities.asOfHint')} error={fault(`${path}.asOf`)}>
                  {({ status, ...control }) => (
                    <input
                      {...control}
                      type="date"
                      className="input"
                      data-status={status}
                      value={row.asOf}
                      onChange={(event) => put(row.key, { asOf: event.target.value })}
                    />
                  )}
                </Field>
              </div>
            </li>
          )
        })}
      </ol>
      <div>
        <button
          type="button"
          className="button"
          disabled={rows.length >= 40}
          onClick={() => onChange([...rows, { key: newKey(), metric: '', value: '', unit: '', asOf: '' }])}
        >
          {t('capabilities.addMeasure')}
        </button>
      </div>
    </fieldset>
  )
}
