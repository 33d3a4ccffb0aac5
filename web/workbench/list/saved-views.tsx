import { type FormEvent, useState } from 'react'
import { Popover } from '../../ui/antd/popover.tsx'
import { useText } from '../i18n/text.tsx'
import type { ListLikes } from './likes.ts'
import type { ListState } from './use-list.ts'

/** Views saved under a name: their conditions and order, not the page one was on. */
export function SavedViews(props: { list: ListState; likes: ListLikes; like: (change: Partial<ListLikes>) => void }) {
  const { t } = useText()
  const { views } = props.likes
  const [name, setName] = useState('')

  function save(event: FormEvent) {
    event.preventDefault()
    const { cursor: _, ...search } = props.list.filters
    const others = views.filter((view) => view.name !== name.trim())
    props.like({ views: [...others, { name: name.trim(), search }] })
    setName('')
  }

  return (
    <Popover label={t('list.views')} end>
      {views.length > 0 ? (
        <ul className="menu">
          {views.map((view) => (
            <li key={view.name} className="row">
              <button type="button" className="menu-main" onClick={() => props.list.replaceAll(view.search)}>
                {view.name}
              </button>
              <button
                type="button"
                className="menu-end"
                aria-label={t('list.removeView', { name: view.name })}
                onClick={() => props.like({ views: views.filter((other) => other !== view) })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">{t('list.noViews')}</p>
      )}
      <form className="row" onSubmit={save}>
        <input
          className="input"
          maxLength={30}
          aria-label={t('list.viewName')}
          placeholder={t('list.viewName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button" disabled={name.trim() === ''}>
          {t('common.save')}
        </button>
      </form>
    </Popover>
  )
}
