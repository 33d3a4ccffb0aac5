import { useState } from 'react'
import type { Option } from './choice.tsx'

/** Several of many: check boxes, with a search above when there are more than a screenful. */
export function CheckList(props: {
  label: string
  options: readonly Option[]
  value: readonly string[]
  searchLabel: string
  onToggle: (value: string) => void
}) {
  const [wanted, setWanted] = useState('')
  const shown = props.options.filter((option) => option.label.toLowerCase().includes(wanted.trim().toLowerCase()))
  return (
    <fieldset className="checks">
      <legend className="unseen">{props.label}</legend>
      {props.options.length > 12 ? (
        <input
          className="input"
          type="search"
          aria-label={props.searchLabel}
          placeholder={props.searchLabel}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      ) : null}
      <div className="checks-list">
        {shown.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              checked={props.value.includes(option.value)}
              onChange={() => props.onToggle(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
