import type { PageContext } from '../page.ts'

/** A search field that works without script; `keep` carries conditions that the search should not drop. */
export function SearchBox({
  context,
  action,
  label,
  hint,
  value,
}: {
  context: PageContext
  action: string
  label: string
  hint: string
  value?: string
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the <search> element is unknown to browsers still in use
    <form className="search" role="search" method="get" action={context.href(action)}>
      <label htmlFor="q">{label}</label>
      <div className="search-line">
        <input id="q" name="q" type="search" maxLength={200} defaultValue={value} placeholder={hint} />
        <button type="submit">{context.say('home.search_do')}</button>
      </div>
    </form>
  )
}
