import { useEffect, useState } from 'react'
import { readAmount } from './amount.ts'
import type { ControlProps } from './field.tsx'

/** An amount in yuan, written the way people write it. What cannot be read is told by `onUnreadable`, not kept. */
export function AmountInput(
  props: ControlProps & {
    value: number | null
    onChange: (cny: number | null) => void
    onUnreadable: (unreadable: boolean) => void
  },
) {
  const { value, onChange, onUnreadable, status, ...rest } = props
  const [text, setText] = useState(value === null ? '' : String(value))
  useEffect(() => {
    // Only another value than the typed one replaces the text.
    setText((before) => (readAmount(before) === value ? before : value === null ? '' : String(value)))
  }, [value])
  return (
    <input
      {...rest}
      className="input"
      data-status={status}
      inputMode="text"
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        const amount = readAmount(event.target.value)
        onUnreadable(amount === undefined)
        if (amount !== undefined) onChange(amount)
      }}
    />
  )
}
