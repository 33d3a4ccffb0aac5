import { type ReactNode, useId } from 'react'

/** What a control inside a field takes over, so that label, hint and error are read out with it. */
export interface ControlProps {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
  status?: 'error'
}

export interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  /** Shown after the label: source, comment button, what is counted. */
  aside?: ReactNode
  /** Where the field is in the form's value; lets a list of faults jump to it. */
  path?: string
  children: (control: ControlProps) => ReactNode
}

/** A labelled control with its hint and its error. */
export function Field(props: FieldProps) {
  const id = useId()
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="form-field" data-path={props.path} data-invalid={props.error ? '' : undefined}>
      <div className="form-head">
        <label htmlFor={id}>
          {props.label}
          {props.required ? (
            <span className="field-must" aria-hidden="true">
              *
            </span>
          ) : null}
        </label>
        {props.aside}
      </div>
      {props.children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(props.error ? { 'aria-invalid': true as const, status: 'error' as const } : {}),
        ...(props.required ? { 'aria-required': true as const } : {}),
      })}
      {props.error ? (
        <p className="field-error" id={`${id}-error`}>
          {props.error}
        </p>
      ) : null}
      {props.hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      ) : null}
    </div>
  )
}
