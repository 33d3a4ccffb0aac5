import type { ReactNode } from 'react'
import { type Column, DataTable } from '../../ui/antd/data-table.tsx'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import { useText } from '../i18n/text.tsx'
import { ProblemNote } from '../shell/problem-note.tsx'
import { narrowing } from './filters.ts'
import { useListLikes } from './likes.ts'
import { type FilterOf, ListTools } from './list-tools.tsx'
import { Pager } from './pager.tsx'
import type { ListState } from './use-list.ts'

/** A page of a collection as `useCall` gives it. */
export interface PageCall<T> {
  readonly data: { items: T[]; nextCursor: string | null; total: number; totalIsExact: boolean } | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly isFetching: boolean
  readonly refetch: () => void
}

/** A whole list page below its heading: tools, table, pages, and what to do when there is nothing. */
export function ListRoom<T>(props: {
  /** Names the person's liked columns and views. */
  name: string
  caption: string
  list: ListState
  page: PageCall<T>
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  hiddenAtFirst?: readonly string[]
  /** The order shown when the address names none. */
  sort?: string
  filters?: readonly FilterOf[]
  /** Without it the collection has no search. */
  searchLabel?: string
  exports?: readonly { label: string; href: string }[]
  quiet?: readonly string[]
  tools?: ReactNode
  tone?: (row: T) => 'bad' | undefined
  empty: ReactNode
}) {
  const { t } = useText()
  const { list, page } = props
  const { likes, like } = useListLikes(props.name, props.hiddenAtFirst)
  const narrowed = narrowing(list.filters).length > 0
  return (
    <>
      <ListTools
        list={list}
        filters={props.filters ?? []}
        columns={props.columns}
        likes={likes}
        like={like}
        searches={props.searchLabel !== undefined}
        searchLabel={props.searchLabel ?? ''}
        quiet={props.quiet}
        exports={props.exports ?? []}
      >
        {props.tools}
      </ListTools>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
      {page.data && page.data.items.length > 0 ? (
        <>
          <DataTable
            caption={props.caption}
            columns={props.columns.filter((column) => column.always || !likes.hidden.includes(column.key))}
            rows={page.data.items}
            rowKey={props.rowKey}
            sort={list.filters.sort ?? props.sort}
            onSort={(sort) => list.set({ sort })}
            tone={props.tone}
            busy={page.isFetching}
          />
          <Pager list={list} page={page.data} />
        </>
      ) : null}
      {page.data?.items.length === 0 ? (
        narrowed ? (
          <EmptyState title={t('list.emptyFiltered')}>{t('list.emptyFilteredText')}</EmptyState>
        ) : (
          props.empty
        )
      ) : null}
    </>
  )
}
