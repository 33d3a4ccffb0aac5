import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { draftRoutes } from '../../../contracts/desk.ts'
import { send } from '../../ui/client/call.ts'
import { isProblem } from '../../ui/client/problem.ts'
import type { Filters } from './filters.ts'

/** How a person likes one list: columns switched off, and views saved under a name. */
export interface ListLikes {
  readonly hidden: readonly string[]
  readonly views: readonly { readonly name: string; readonly search: Filters }[]
}
/** Kept with the person's drafts, so that it is the same on every device. The last writer wins: it is only a liking. */
export function useListLikes(
  list: string,
  hiddenAtFirst: readonly string[] = [],
): { likes: ListLikes; like: (change: Partial<ListLikes>) => void } {
  const key = `list:${list}`
  const queries = useQueryClient()
  const queryKey = ['likes', key]
  const kept = useQuery({
    queryKey,
    queryFn: async () => {
      try {
        return (await send(draftRoutes.get, { params: { key } })).data
      } catch (error) {
        if (isProblem(error) && error.status === 404) return null
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [likes, setLikes] = useState<ListLikes>({ hidden: hiddenAtFirst, views: [] })
  useEffect(() => {
    if (kept.data) setLikes(readLikes(kept.data.value))
  }, [kept.data])

  function like(change: Partial<ListLikes>) {
    const value = { ...likes, ...change }
    setLikes(value)
    const put = (version: number) => send(draftRoutes.put, { params: { key }, body: { value: { ...value }, version } })
    void put(kept.data?.version ?? 0)
      .catch(async (error: unknown) => {
        if (!isProblem(error) || (error.status !== 412 && error.status !== 409)) throw error
        return put((await send(draftRoutes.get, { params: { key } })).data.version)
      })
      .then(({ data }) => queries.setQueryData(queryKey, data))
  }
  return { likes, like }
}

/** What was kept, as far as it is what it should be. */
export function readLikes(value: unknown): ListLikes {
  if (typeof value !== 'object' || value === null) return { hidden: [], views: [] }
  const { hidden, views } = value as { hidden?: unknown; views?: unknown }
  return {
    hidden: Array.isArray(hidden) ? hidden.filter((key) => typeof key === 'string') : [],
    views: Array.isArray(views)
      ? views.filter((view) => typeof view?.name === 'string' && typeof view?.search === 'object')
      : [],
  }
}
