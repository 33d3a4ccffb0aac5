import { Input } from 'antd'
import { AmountInput } from '../../../../ui/antd/amount-input.tsx'
import { Choice, type Option } from '../../../../ui/antd/choice.tsx'
import { Field } from '../../../../ui/antd/field.tsx'
import { money } from '../../../../ui/format.ts'
import { useText } from '../../../i18n/text.tsx'
import { ManyChoice } from '../../../shell/many-choice.tsx'
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

export function ManyField(props: Common<Of<string[]>> & { options: readonly Option[]; short?: boolean }) {
  const { form, set, fault } = useScenarioForm()
  return (
    <ManyChoice
      path={props.name}
      label={props.label}
      hint={props.hint}
      required={props.required}
      short={props.short}
      options={props.options}
      error={fault(props.name)}
      value={form.value[props.name]}
      onChange={(value) => set({ [props.name]: value })}
    />
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
