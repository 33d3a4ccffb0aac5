import { useState } from 'react'
import { organisationRoutes } from '../../../../contracts/organisations.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { Picker } from '../services/pickers.tsx'

type Picked = { readonly id: string; readonly name: string }

/** To whom it was delivered: a verified organisation, found by its name, never one's own. */
export function Counterpart(props: {
  value: Picked | null
  own: string | undefined
  error: string | undefined
  onPick: (picked: Picked | null) => void
}) {
  const { t } = useText()
  const [words, setWords] = useState('')
  const query = { state: 'verified', limit: 8, q: words.trim() }
  const page = useCall(
    organisationRoutes.list,
    { query: query as never },
    { keep: true, enabled: words.trim() !== '' && !props.value },
  )
  const found = (page.data?.items ?? []).filter(({ id }) => id !== props.own).map(({ id, name }) => ({ id, name }))
  return (
    <Picker
      value={props.value}
      error={props.error}
      onPick={props.onPick}
      label={t('capabilities.counterpart')}
      hint={t('capabilities.counterpartHint')}
      words={words}
      onWords={setWords}
      found={words.trim() ? found : []}
      nothing={page.data && words.trim() && found.length === 0 ? t('capabilities.noCounterpart') : null}
    />
  )
}
