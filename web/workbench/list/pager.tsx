import { useText } from '../i18n/text.tsx'
import type { ListState } from './use-list.ts'

/** How many there are, and the way to the neighbouring pages. */
export function Pager(props: {
  list: ListState
  page: { total: number; totalIsExact: boolean; nextCursor: string | null }
}) {
  const { t } = useText()
  const { list, page } = props
  return (
    <nav className="pager" aria-label={t('list.pages')}>
      <span className="quiet figures">
        {t(page.totalIsExact ? 'common.total' : 'common.totalOver', { count: page.total })}
      </span>
      <span className="spring" />
      <label className="quiet row">
        {t('list.perPage')}
        <select
          className="choice"
          value={list.filters.limit ?? '20'}
          onChange={(event) => list.set({ limit: event.target.value === '20' ? '' : event.target.value })}
        >
          {['20', '50', '100', '200'].map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
      <button type="button" className="button" disabled={!list.previous} onClick={() => list.previous?.()}>
        {t('list.previous')}
      </button>
      <button
        type="button"
        className="button"
        disabled={page.nextCursor === null}
        onClick={() => page.nextCursor && list.next(page.nextCursor)}
      >
        {t('list.next')}
      </button>
    </nav>
  )
}
