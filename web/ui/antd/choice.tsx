import type { ControlProps } from './field.tsx'

export interface Option {
  readonly value: string
  readonly label: string
}

/** One of a few: the browser's own select, which every keyboard, phone and screen reader knows. */
export function Choice(
  props: ControlProps & {
    value: string
    options: readonly Option[]
    /** Label of the entry that stands for nothing chosen. */
    empty?: string
    disabled?: boolean
    onChange: (value: string) => void
    'aria-label'?: string
  },
) {
  const { value, options, empty, onChange, status, ...rest } = props
  return (
    <select
      {...rest}
      className="choice"
      data-status={status}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {empty === undefined ? null : <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
