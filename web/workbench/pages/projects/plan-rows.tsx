import { Input } from 'antd'
import type { ReactNode } from 'react'
import { directions, sides } from '../../../../contracts/projects.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { newKey } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { useSideName } from './names.ts'
import { type IndicatorRow, type MilestoneRow, writtenIndicators, writtenMilestones } from './value.ts'

type Fault = (path: string) => string | undefined

/** What is to be done, by when, and up to whom. */
export function MilestoneRows(props: {
  rows: readonly MilestoneRow[]
  fault: Fault
  onChange: (rows: MilestoneRow[]) => void
}) {
  const { t } = useText()
  const side = useSideName()
  const { rows, onChange } = props
  const put = (key: string, change: Partial<MilestoneRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  return (
    <Rows
      legend={t('projects.milestones')}
      add={t('projects.addMilestone')}
      full={rows.length >= 50}
      onAdd={() => onChange([...rows, { key: newKey(), title: '', dueOn: '', responsible: 'provider' }])}
    >
      {rows.map((row, at) => {
        const path = `milestones.${writtenMilestones(rows).indexOf(row)}`
        return (
          <RowBlock
            key={row.key}
            label={t('projects.milestone', { n: at + 1 })}
            onRemove={() => onChange(rows.filter((other) => other !== row))}
          >
            <div className="grid-3">
              <Field label={t('projects.milestoneTitle')} error={props.fault(`${path}.title`)} required>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={120}
                    value={row.title}
                    onChange={(event) => put(row.key, { title: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t('projects.dueOn')} error={props.fault(`${path}.dueOn`)} required>
                {({ status, ...control }) => (
                  <input
                    {...control}
                    type="date"
                    className="input"
                    data-status={status}
                    value={row.dueOn}
                    onChange={(event) => put(row.key, { dueOn: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t('projects.responsible')} required>
                {(control) => (
                  <Choice
                    {...control}
                    value={row.responsible}
                    options={sides.map((one) => ({ value: one, label: side(one) }))}
                    onChange={(one) => put(row.key, { responsible: one === 'owner' ? 'owner' : 'provider' })}
                  />
                )}
              </Field>
            </div>
          </RowBlock>
        )
      })}
    </Rows>
  )
}

/** What is measured, from where to where, and how. */
export function IndicatorRows(props: {
  rows: readonly IndicatorRow[]
  fault: Fault
  onChange: (rows: IndicatorRow[]) => void
}) {
  const { t } = useText()
  const { rows, onChange } = props
  const put = (key: string, change: Partial<IndicatorRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  const fresh = (): IndicatorRow => ({
    key: newKey(),
    name: '',
    unit: '',
    baseline: '',
    target: '',
    direction: 'up',
    method: '',
  })
  return (
    <Rows
      legend={t('projects.indicators')}
      add={t('projects.addIndicator')}
      full={rows.length >= 30}
      onAdd={() => onChange([...rows, fresh()])}
    >
      {rows.map((row, at) => {
        const path = `indicators.${writtenIndicators(rows).indexOf(row)}`
        const text = (field: 'name' | 'unit' | 'baseline' | 'target', max: number) => (
          <Field label={t(`projects.${field}`)} error={props.fault(`${path}.${field}`)} required>
            {(control) => (
              <Input
                {...control}
                maxLength={max}
                inputMode={field === 'baseline' || field === 'target' ? 'decimal' : undefined}
                value={row[field]}
                onChange={(event) => put(row.key, { [field]: event.target.value })}
              />
            )}
          </Field>
        )
        return (
          <RowBlock
            key={row.key}
            label={t('projects.indicator', { n: at + 1 })}
            onRemove={() => onChange(rows.filter((other) => other !== row))}
          >
            <div className="grid-2">
              {text('name', 80)}
              {text('unit', 20)}
            </div>
            <div className="grid-3">
              {text('baseline', 24)}
              {text('target', 24)}
              <Field label={t('projects.direction')} required>
                {(control) => (
                  <Choice
                    {...control}
                    value={row.direction}
                    options={directions.map((one) => ({ value: one, label: t(`projects.${one}`) }))}
                    onChange={(one) => put(row.key, { direction: one === 'down' ? 'down' : 'up' })}
                  />
                )}
              </Field>
            </div>
            <Field
              label={t('projects.method')}
              hint={t('projects.methodHint')}
              error={props.fault(`${path}.method`)}
              required
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  maxLength={1000}
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  value={row.method}
                  onChange={(event) => put(row.key, { method: event.target.value })}
                />
              )}
            </Field>
          </RowBlock>
        )
      })}
    </Rows>
  )
}

function Rows(props: { legend: string; add: string; full: boolean; onAdd: () => void; children: ReactNode }) {
  return (
    <fieldset className="form-field bare">
      <legend className="label">{props.legend}</legend>
      <ol className="rows">{props.children}</ol>
      <div>
        <button type="button" className="button" disabled={props.full} onClick={props.onAdd}>
          {props.add}
        </button>
      </div>
    </fieldset>
  )
}

function RowBlock(props: { label: string; onRemove: () => void; children: ReactNode }) {
  const { t } = useText()
  return (
    <li className="row-block">
      <div className="form-head">
        <span className="label">{props.label}</span>
        <button
          type="button"
          className="link"
          aria-label={t('form.removeRow', { name: props.label })}
          onClick={props.onRemove}
        >
          {t('common.remove')}
        </button>
      </div>
      {props.children}
    </li>
  )
}
