import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef } from 'react'
import { useText } from '../i18n/text.tsx'

/** Search over scenarios, reached with `/` from anywhere. */
export function SearchBox() {
  const { t } = useText()
  const navigate = useNavigate()
  const box = useRef<HTMLInputElement>(null)

  function submit(event: FormEvent) {
    event.preventDefault()
    void navigate({ to: '/scenarios', search: { q: box.current?.value.trim() ?? '' } })
    box.current?.blur()
  }

  return (
    <search className="search">
      <form onSubmit={submit}>
        <input
          ref={box}
          type="search"
          data-search
          name="q"
          maxLength={200}
          aria-label={t('shell.search')}
          placeholder={t('shell.search')}
          onKeyDown={(event) => event.key === 'Escape' && box.current?.blur()}
        />
        <span className="search-key">/</span>
      </form>
    </search>
  )
}
