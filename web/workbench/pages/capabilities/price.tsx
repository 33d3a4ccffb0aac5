import { useState } from 'react'
import { AmountInput } from '../../../ui/antd/amount-input.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { money } from '../../../ui/format.ts'
import { useText } from '../../i18n/text.tsx'
import type { FormValue } from './value.ts'

/** From and to, in yuan; either may stay open. */
export function Price(props: {
  value: Pick<FormValue, 'priceFromCny' | 'priceToCny'>
  fault: (path: string) => string | undefined
  onChange: (change: Partial<Pick<FormValue, 'priceFromCny' | 'priceToCny'>>) => void
}) {
  const { t, locale } = useText()
  const [unreadable, setUnreadable] = useState<Record<string, boolean>>({})
  return (
    <div className="grid-2">
      {(['priceFromCny', 'priceToCny'] as const).map((name) => {
        const value = props.value[name]
        const shown = value === null ? null : money(value, locale)
        return (
          <Field
            key={name}
            label={t(`capabilities.${name}`)}
            hint={shown ? t('form.amountRead', { amount: `${shown.number} ${shown.unit}` }) : null}
            error={unreadable[name] ? t('form.amountBad') : props.fault(name)}
          >
            {(control) => (
              <AmountInput
                {...control}
                value={value}
                onChange={(cny) => props.onChange({ [name]: cny })}
                onUnreadable={(bad) => setUnreadable((before) => ({ ...before, [name]: bad }))}
              />
            )}
          </Field>
        )
      })}
    </div>
  )
}
