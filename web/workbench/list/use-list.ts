import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import type { Search } from '../shell/search.ts'
import { type Filters, readFilters, withFilter } from './filters.ts'

export interface ListState {
  /** What the API is asked for, page and order included. */
  readonly filters: Filters
  readonly set: (change: Search) => void
  readonly replaceAll: (search: Search) => void
  /** Leads to the page after this one; null where there is none. */
  readonly next: (cursor: string) => void
  readonly previous: (() => void) | null
}

/** A list whose whole state is the address; `path` is the page's own. */
export function useList(query: z.ZodObject): ListState {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const filters = useMemo(() => readFilters(query, search), [query, search])
  // Keyset pages only know their follower: the pages passed on the way here are remembered while the page is open.
  const [passed, setPassed] = useState<readonly (string | undefined)[]>([])

  function go(next: Search) {
    void navigate({ to: '.', search: next })
  }
  return {
    filters,
    set(change) {
      setPassed([])
      go(withFilter(search, change))
    },
    replaceAll(next) {
      setPassed([])
      go(next)
    },
    next(cursor) {
      setPassed([...passed, filters.cursor])
      go(withFilter(search, { cursor }))
    },
    previous:
      filters.cursor === undefined
        ? null
        : () => {
            setPassed(passed.slice(0, -1))
            go(withFilter(search, { cursor: passed.at(-1) }))
          },
  }
}
