import { Input } from 'antd'
import type { RubricCriterion } from '../../../../contracts/reviews.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useText } from '../../i18n/text.tsx'

/** A criterion as it is typed: weights in percent. */
export interface RubricRow {
  key: string
  title: string
  description: string
  weight: string
  max: string
  step: string
}

export function fromRubric(criteria: readonly RubricCriterion[]): RubricRow[] {
  return criteria.map((each) => ({
    key: each.key,
    title: each.title,
    description: each.description,
    weight: String(Number((each.weight * 100).toFixed(4))),
    max: String(each.max),
    step: String(each.step),
  }))
}

export function toRubric(rows: readonly RubricRow[]): RubricCriterion[] {
  return rows.map((row) => ({
    key: row.key,
    title: row.title.trim(),
    description: row.description.trim(),
    weight: Number((Number(row.weight) / 100).toFixed(6)),
    max: Number(row.max),
    step: Number(row.step),
  }))
}

/** What the weights make, in percent. */
export function rubricSum(rows: readonly Pick<RubricRow, 'weight'>[]): number {
  return Number(rows.reduce((sum, row) => sum + (Number(row.weight) || 0), 0).toFixed(4))
}

/** A key that no other criterion has. */
export function freeKey(rows: readonly Pick<RubricRow, 'key'>[]): string {
  const taken = new Set(rows.map((row) => row.key))
  let at = rows.length + 1
  while (taken.has(`c${at}`)) at += 1
  return `c${at}`
}

export function RubricEditor(props: { rows: RubricRow[]; onChange: (rows: RubricRow[]) => void }) {
  const { t } = useText()
  const { rows, onChange } = props
  const set = (at: number, change: Partial<RubricRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)))
  const number = (at: number, field: 'weight' | 'max' | 'step') => (
    <Field label={t(`reviews.${field}`)}>
      {({ status, ...control }) => (
        <input
          {...control}
          className="input figures"
          data-status={status}
          inputMode="decimal"
          value={rows[at]?.[field] ?? ''}
          onChange={(event) => set(at, { [field]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <div className="rows">
      {rows.map((row, at) => (
        <div key={row.key} className="rubric-row">
          <Field label={t('reviews.criterion')} required>
            {(control) => (
              <Input
                {...control}
                maxLength={60}
                value={row.title}
                onChange={(event) => set(at, { title: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('reviews.description')}>
            {(control) => (
              <Input
                {...control}
                maxLength={1000}
                value={row.description}
                onChange={(event) => set(at, { description: event.target.value })}
              />
            )}
          </Field>
          {number(at, 'weight')}
          {number(at, 'max')}
          {number(at, 'step')}
          <button
            type="button"
            className="icon"
            aria-label={t('reviews.removeCriterion', { name: row.title })}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          >
            ×
          </button>
        </div>
      ))}
      <p>
        <button
          type="button"
          className="button"
          onClick={() =>
            onChange([
              ...rows,
              {
                key: freeKey(rows),
                title: '',
                description: '',
                weight: String(Math.max(0, 100 - rubricSum(rows))),
                max: '100',
                step: '1',
              },
            ])
          }
        >
          {t('reviews.addCriterion')}
        </button>
      </p>
    </div>
  )
}
