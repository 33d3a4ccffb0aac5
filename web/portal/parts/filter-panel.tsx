import type { Filters } from '../filter-query.ts'
import type { PageContext } from '../page.ts'

export type FilterGroup = {
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly key: string; readonly label: string }[]
}

/** All conditions of a list as one form that works without script: search, order, and groups of check boxes. */
export function FilterPanel({
  context,
  filters,
  groups,
  sorts,
  hint,
}: {
  context: PageContext
  filters: Filters
  groups: readonly FilterGroup[]
  sorts: readonly { key: string; label: string }[]
  hint: string
}) {
  const { say, href, path } = context
  const count = groups.reduce((sum, group) => sum + (filters.chosen.get(group.name)?.length ?? 0), 0)
  return (
    <form className="filters" method="get" action={href(path)}>
      <div className="search">
        <label htmlFor="q">{say('scenarios.keyword')}</label>
        <div className="search-line">
          <input
            id="q"
            name="q"
            type="search"
            maxLength={200}
            defaultValue={filters.chosen.get('q')?.[0]}
            placeholder={hint}
          />
          <button type="submit">{say('home.search_do')}</button>
        </div>
      </div>
      <details className="filter-fold">
        <summary>{count > 0 ? say('scenarios.filters_n', { n: count }) : say('scenarios.filters')}</summary>
        <div className="filter-groups">
          <label className="filter-sort">
            <span>{say('scenarios.sort')}</span>
            <select name="sort" defaultValue={filters.chosen.get('sort')?.[0] ?? ''}>
              {sorts.map((sort, at) => (
                <option key={sort.key} value={at === 0 ? '' : sort.key}>
                  {sort.label}
                </option>
              ))}
            </select>
          </label>
          {groups.map((group) => (
            <Group key={group.name} group={group} chosen={filters.chosen.get(group.name) ?? []} />
          ))}
          <div className="filter-do">
            <button type="submit">{say('scenarios.apply')}</button>
          </div>
        </div>
      </details>
    </form>
  )
}

/** More choices than this fold away until one of them is chosen. */
const longGroup = 7

function Group({ group, chosen }: { group: FilterGroup; chosen: readonly string[] }) {
  const options = (
    <ul>
      {group.options.map((option) => (
        <li key={option.key}>
          <label>
            <input type="checkbox" name={group.name} value={option.key} defaultChecked={chosen.includes(option.key)} />
            <span>{option.label}</span>
          </label>
        </li>
      ))}
    </ul>
  )
  if (group.options.length <= longGroup) {
    return (
      <fieldset>
        <legend>{group.label}</legend>
        {options}
      </fieldset>
    )
  }
  return (
    <details className="filter-group" open={chosen.length > 0}>
      <summary>
        {group.label} <span className="filter-count">{group.options.length}</span>
      </summary>
      <fieldset>
        <legend className="unseen">{group.label}</legend>
        {options}
      </fieldset>
    </details>
  )
}

/** The conditions in force, each with a way to drop it. */
export function ChosenFilters({
  context,
  filters,
  groups,
}: {
  context: PageContext
  filters: Filters
  groups: readonly FilterGroup[]
}) {
  const { say, href, path } = context
  const entries = [...filters.chosen].flatMap(([name, values]) => {
    if (name === 'cursor' || name === 'sort') return []
    const group = groups.find((one) => one.name === name)
    return values.map((value) => ({
      name,
      value,
      group: group?.label ?? say(`filter.${name as 'q'}`),
      label: group?.options.find((option) => option.key === value)?.label ?? value,
    }))
  })
  if (entries.length === 0) return null
  return (
    <ul className="chosen" aria-label={say('scenarios.chosen')}>
      {entries.map((entry) => (
        <li key={`${entry.name}=${entry.value}`}>
          <a
            href={filters.without(entry.name, entry.value)}
            aria-label={say('scenarios.remove', { name: `${entry.group} ${entry.label}` })}
          >
            <span className="chosen-group">{entry.group}</span> {entry.label}
            <span aria-hidden="true"> ×</span>
          </a>
        </li>
      ))}
      <li>
        <a className="chosen-clear" href={href(path)}>
          {say('scenarios.clear')}
        </a>
      </li>
    </ul>
  )
}
