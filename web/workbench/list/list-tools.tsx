import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { CheckList } from '../../ui/antd/check-list.tsx'
import type { Option } from '../../ui/antd/choice.tsx'
import { Popover } from '../../ui/antd/popover.tsx'
import { type MessageKey, type Text, useText } from '../i18n/text.tsx'
import { narrowing, toggled } from './filters.ts'
import type { ListLikes } from './likes.ts'
import { SavedViews } from './saved-views.tsx'
import type { ListState } from './use-list.ts'

/** A condition with a fixed set of values. */
export interface FilterOf {
  readonly name: string
  readonly label: string
  readonly options: readonly Option[]
}

/** Above a list: search, conditions, saved views, columns, exports; and what narrows it now, each removable. */
export function ListTools(props: {
  list: ListState
  filters: readonly FilterOf[]
  columns: readonly { key: string; label: string; always?: true }[]
  likes: ListLikes
  like: (change: Partial<ListLikes>) => void
  exports: readonly { label: string; href: string }[]
  searchLabel: string
  searches?: boolean
  /** Conditions that have a switch of their own above, so no chip. */
  quiet?: readonly string[]
  children?: ReactNode
}) {
  const { t } = useText()
  const { list } = props
  const set = narrowing(list.filters).filter((name) => name !== 'overdue' && !props.quiet?.includes(name))
  return (
    <div className="list-tools">
      {props.searches === false ? null : <SearchField list={list} label={props.searchLabel} />}
      {props.filters.map((filter) => (
        <FilterMenu key={filter.name} filter={filter} list={list} />
      ))}
      {props.children}
      <span className="spring" />
      <SavedViews list={list} likes={props.likes} like={props.like} />
      <span className="only-wide">
        <Popover label={t('list.columns')} end>
          <CheckList
            label={t('list.columns')}
            searchLabel={t('list.find')}
            options={props.columns.filter((column) => !column.always).map(({ key, label }) => ({ value: key, label }))}
            value={props.columns.filter((column) => !props.likes.hidden.includes(column.key)).map(({ key }) => key)}
            onToggle={(key) => {
              const { hidden } = props.likes
              props.like({ hidden: hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key] })
            }}
          />
        </Popover>
      </span>
      {props.exports.length > 0 ? (
        <Popover label={t('list.export')} end>
          <ul className="menu">
            {props.exports.map(({ label, href }) => (
              <li key={label}>
                <a href={href} download>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </Popover>
      ) : null}
      {set.length > 0 ? <Conditions list={list} names={set} filters={props.filters} /> : null}
    </div>
  )
}

function SearchField({ list, label }: { list: ListState; label: string }) {
  const [text, setText] = useState(list.filters.q ?? '')
  useEffect(() => setText(list.filters.q ?? ''), [list.filters.q])
  function submit(event: FormEvent) {
    event.preventDefault()
    list.set({ q: text.trim() })
  }
  return (
    <form onSubmit={submit} className="list-search">
      <input
        className="input"
        type="search"
        maxLength={200}
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (event.target.value === '') list.set({ q: '' })
        }}
      />
    </form>
  )
}

function FilterMenu({ filter, list }: { filter: FilterOf; list: ListState }) {
  const { t } = useText()
  const value = list.filters[filter.name]?.split(',') ?? []
  return (
    <Popover
      marked={value.length > 0}
      label={
        <>
          {filter.label}
          {value.length > 0 ? <span className="count">{value.length}</span> : null}
        </>
      }
    >
      <CheckList
        label={filter.label}
        searchLabel={t('list.find')}
        options={filter.options}
        value={value}
        onToggle={(option) => list.set({ [filter.name]: toggled(list.filters[filter.name], option) })}
      />
    </Popover>
  )
}

/** A condition without a menu of its own, as an address from elsewhere brings it: in words where there are some. */
function said(t: Text['t'], name: string, value: string): string {
  for (const key of [`list.by_${name}_${value}`, `list.by_${name}`] as MessageKey[]) {
    const words = t(key, { value })
    if (words !== key) return words
  }
  return t('list.condition', { name, value })
}

function Conditions(props: { list: ListState; names: readonly string[]; filters: readonly FilterOf[] }) {
  const { t } = useText()
  const chips = props.names.flatMap((name) => {
    const value = props.list.filters[name] ?? ''
    const filter = props.filters.find((candidate) => candidate.name === name)
    if (!filter) return [{ name, value, rest: '', label: name === 'q' ? value : said(t, name, value) }]
    return value.split(',').map((one) => ({
      name,
      value: one,
      rest: toggled(value, one),
      label: filter.options.find((option) => option.value === one)?.label ?? one,
    }))
  })
  return (
    <ul className="chips" aria-label={t('list.conditions')}>
      {chips.map((chip) => (
        <li key={chip.name + chip.value}>
          <button
            type="button"
            aria-label={t('list.removeCondition', { name: chip.label })}
            onClick={() => props.list.set({ [chip.name]: chip.rest })}
          >
            {chip.label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="link" onClick={() => props.list.replaceAll({ sort: props.list.filters.sort })}>
          {t('list.clear')}
        </button>
      </li>
    </ul>
  )
}
