import { Input } from 'antd'
import { AmountInput } from '../../../../ui/antd/amount-input.tsx'
import { CheckList } from '../../../../ui/antd/check-list.tsx'
import { Choice, type Option } from '../../../../ui/antd/choice.tsx'
import { Field } from '../../../../ui/antd/field.tsx'
import { Popover } from '../../../../ui/antd/popover.tsx'
import { money } from '../../../../ui/format.ts'
import { useText } from '../../../i18n/text.tsx'
import { toggled } from '../../../list/filters.ts'
import { useScenarioForm } from './context.tsx'
import type { FormValue } from './value.ts'

type Of<T> = {
  [K in keyof FormValue]: FormValue[K] extends T ? (T extends FormValue[K] ? K : never) : never
}[keyof FormValue]

interface Common<K> {
  name: K
  label: string
  hint?: string
  required?: boolean
}

export function TextField(props: Common<Of<string>> & { max: number; rows?: number }) {
  const { form, set, fault } = useScenarioForm()
  const value = form.value[props.name]
  return (
    <Field path={props.name} label={props.label} hint={props.hint} error={fault(props.name)} required={props.required}>
      {(control) =>
        props.rows ? (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: props.rows, maxRows: 24 }}
            value={value}
            onChange={(event) => set({ [props.name]: event.target.value })}
            count={{ show: value.length > props.max * 0.8, max: props.max }}
          />
        ) : (
          <Input {...control} value={value} onChange={(event) => set({ [props.name]: event.target.value })} />
        )
      }
    </Field>
  )
}

export function DayField(props: Common<'startsOn' | 'endsOn' | 'opensAt' | 'closesAt'>) {
  const { form, set, fault } = useScenarioForm()
  return (
    <Field path={props.name} label={props.label} hint={props.hint} error={fault(props.name)} required={props.required}>
      {({ status, ...control }) => (
        <input
          {...control}
          type="date"
          className="input"
          data-status={status}
          value={form.value[props.name]}
          onChange={(event) => set({ [props.name]: event.target.value })}
        />
      )}
    </Field>
  )
}

export function ChoiceField(
  props: Common<Of<string>> & { options: readonly Option[]; onChange?: (value: string) => void },
) {
  const { t } = useText()
  const { form, set, fault } = useScenarioForm()
  return (
    <Field path={props.name} label={props.label} hint={props.hint} error={fault(props.name)} required={props.required}>
      {(control) => (
        <Choice
          {...control}
          empty={t('form.choose')}
          value={form.value[props.name]}
          options={props.options}
          onChange={props.onChange ?? ((value) => set({ [props.name]: value }))}
        />
      )}
    </Field>
  )
}

/** Several of many: what is chosen stands as chips, the list opens beside them. */
export function ManyField(props: Common<Of<string[]>> & { options: readonly Option[]; short?: boolean }) {
  const { t } = useText()
  const { form, set, fault } = useScenarioForm()
  const value = form.value[props.name]
  const toggle = (one: string) => set({ [props.name]: toggled(value.join(','), one).split(',').filter(Boolean) })
  const list = (
    <CheckList
      label={props.label}
      searchLabel={t('list.find')}
      options={props.options}
      value={value}
      onToggle={toggle}
    />
  )
  const error = fault(props.name)
  return (
    <fieldset className="form-field bare" data-path={props.name} data-invalid={error ? '' : undefined}>
      <legend className="label">
        {props.label}
        {props.required ? (
          <span className="field-must" aria-hidden="true">
            *
          </span>
        ) : null}
      </legend>
      {props.short ? (
        <div className="checks-inline">{list}</div>
      ) : (
        <div className="row wrap">
          <ul className="chips inline">
            {value.map((key) => {
              const label = props.options.find((option) => option.value === key)?.label ?? key
              return (
                <li key={key}>
                  <button type="button" aria-label={t('form.removeRow', { name: label })} onClick={() => toggle(key)}>
                    {label} <span aria-hidden="true">×</span>
                  </button>
                </li>
              )
            })}
          </ul>
          <Popover label={t('form.choose')}>{list}</Popover>
        </div>
      )}
      {error ? <p className="field-error">{error}</p> : null}
      {props.hint ? <p className="field-hint">{props.hint}</p> : null}
    </fieldset>
  )
}

export function AmountField(props: Common<'opportunityCny' | 'budgetCny'>) {
  const { t, locale } = useText()
  const { form, set, fault, mark } = useScenarioForm()
  const value = form.value[props.name]
  const shown = value === null ? null : money(value, locale)
  return (
    <Field
      path={props.name}
      label={props.label}
      error={fault(props.name)}
      hint={
        <>
          {shown ? <strong>{t('form.amountRead', { amount: `${shown.number} ${shown.unit}` })} </strong> : null}
          {props.hint}
        </>
      }
    >
      {(control) => (
        <AmountInput
          {...control}
          value={value}
          onChange={(cny) => set({ [props.name]: cny })}
          onUnreadable={(unreadable) => mark(props.name, unreadable ? t('form.amountBad') : null)}
        />
      )}
    </Field>
  )
}
