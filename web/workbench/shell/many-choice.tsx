import { CheckList } from '../../ui/antd/check-list.tsx'
import type { Option } from '../../ui/antd/choice.tsx'
import { Popover } from '../../ui/antd/popover.tsx'
import { useText } from '../i18n/text.tsx'

/** Several of many: what is chosen stands as chips, the list opens beside them; `short` shows a handful at once. */
export function ManyChoice(props: {
  label: string
  options: readonly Option[]
  value: readonly string[]
  onChange: (value: string[]) => void
  error?: string
  hint?: string
  required?: boolean
  short?: boolean
  path?: string
}) {
  const { t } = useText()
  const { value } = props
  const toggle = (one: string) =>
    props.onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one])
  const list = (
    <CheckList
      label={props.label}
      searchLabel={t('list.find')}
      options={props.options}
      value={value}
      onToggle={toggle}
    />
  )
  return (
    <fieldset className="form-field bare" data-path={props.path} data-invalid={props.error ? '' : undefined}>
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
      {props.error ? <p className="field-error">{props.error}</p> : null}
      {props.hint ? <p className="field-hint">{props.hint}</p> : null}
    </fieldset>
  )
}
