import { Input } from 'antd'
import { Field } from '../../../ui/antd/field.tsx'
import { newKey } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { percent } from './criteria.tsx'
import { type CriterionRow, criteriaOf, written } from './value.ts'

/** The criteria with their weights, and what they add up to while one types. */
export function CriteriaRows(props: {
  rows: readonly CriterionRow[]
  fault: (path: string) => string | undefined
  onChange: (rows: CriterionRow[]) => void
}) {
  const { t } = useText()
  const { rows, onChange } = props
  const put = (key: string, change: Partial<CriterionRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  const weights = criteriaOf(rows).map((each) => (Number.isNaN(each.weight) ? 0 : each.weight))
  const sum = Number(weights.reduce((all, one) => all + one, 0).toPrecision(12))
  return (
    <fieldset className="form-field bare" data-path="criteria" data-invalid={props.fault('criteria') ? '' : undefined}>
      <legend className="label">
        {t('calls.criteria')}
        <span className="field-must" aria-hidden="true">
          *
        </span>
      </legend>
      <p className="field-hint">{t('calls.criteriaHint')}</p>
      <ol className="rows">
        {rows.map((row, at) => {
          const path = `criteria.${written(rows).indexOf(row)}`
          const label = t('calls.criterion', { n: at + 1 })
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
                <Field label={t('calls.criterionTitle')} error={props.fault(`${path}.title`)} required>
                  {(control) => (
                    <Input
                      {...control}
                      maxLength={60}
                      value={row.title}
                      onChange={(event) => put(row.key, { title: event.target.value })}
                    />
                  )}
                </Field>
                <Field label={t('calls.weight')} error={props.fault(`${path}.weight`)} required>
                  {(control) => (
                    <Input
                      {...control}
                      inputMode="decimal"
                      maxLength={8}
                      suffix="%"
                      value={row.weight}
                      onChange={(event) => put(row.key, { weight: event.target.value })}
                    />
                  )}
                </Field>
              </div>
              <Field label={t('calls.criterionDescription')} error={props.fault(`${path}.description`)}>
                {(control) => (
                  <Input.TextArea
                    {...control}
                    maxLength={1000}
                    autoSize={{ minRows: 1, maxRows: 6 }}
                    value={row.description}
                    onChange={(event) => put(row.key, { description: event.target.value })}
                  />
                )}
              </Field>
            </li>
          )
        })}
      </ol>
      {rows.length > 0 ? (
        <p className={sum === 1 ? 'tone-pine' : props.fault('criteria') ? 'field-error' : 'tone-sand'} role="status">
          {t(sum === 1 ? 'calls.sumRight' : 'calls.sumOff', { sum: percent(sum) })}
        </p>
      ) : null}
      {props.fault('criteria') && sum === 1 ? <p className="field-error">{props.fault('criteria')}</p> : null}
      <div>
        <button
          type="button"
          className="button"
          disabled={rows.length >= 20}
          onClick={() =>
            onChange([...rows, { key: `c-${newKey().slice(0, 8)}`, title: '', description: '', weight: '' }])
          }
        >
          {t('calls.addCriterion')}
        </button>
      </div>
    </fieldset>
  )
}
