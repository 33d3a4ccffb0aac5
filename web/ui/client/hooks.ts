import {
  keepPreviousData,
  type QueryKey,
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { meRoutes } from '../../../contracts/accounts.ts'
import type { RouteSpec } from '../../../contracts/common.ts'
import { type Answer, type CallInput, newKey, type Output, send } from './call.ts'
import { isProblem } from './problem.ts'

/** Where a call lives in the cache; `keyOf(route)` alone stands for all its calls. */
export function keyOf(route: RouteSpec, input?: { params?: unknown; query?: unknown }): QueryKey {
  const head = ['api', route.path.split('/')[1] ?? '', `${route.method} ${route.path}`]
  return input ? [...head, input.params ?? null, input.query ?? null] : head
}

/** Every cached call below the same collection (`/scenarios…`): what a change there makes old. */
export function collectionKey(route: RouteSpec): QueryKey {
  return ['api', route.path.split('/')[1] ?? '']
}

/** Reads a route: `data`, its `etag`, and the query's state. `keep` shows the last page while the next is on its way. */
export function useCall<R extends RouteSpec>(
  route: R,
  input: CallInput<R>,
  options: { enabled?: boolean; keep?: boolean; staleTime?: number; refetchInterval?: number } = {},
) {
  const query = useQuery({
    queryKey: keyOf(route, input as { params?: unknown; query?: unknown }),
    queryFn: ({ signal }): Promise<Answer<Output<R>>> => send(route, { ...input, signal }),
    enabled: options.enabled ?? true,
    staleTime: options.staleTime ?? 5_000,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.refetchInterval ? { refetchInterval: options.refetchInterval } : {}),
  })
  return {
    data: query.data?.data,
    etag: query.data?.etag ?? null,
    error: query.error,
    isPending: query.isPending,
    isFetching: query.isFetching,
    /** Asked for since this page opened; what was cached before may be older. */
    isFetchedHere: query.isFetchedAfterMount,
    refetch: query.refetch,
  }
}

/**
 * Carries out a write. A submission that got no answer keeps its idempotency key, so that trying again cannot do it
 * twice; `touches` names further routes whose collections become old.
 */
export function useAct<R extends RouteSpec>(
  route: R,
  options: { touches?: readonly RouteSpec[] } = {},
): UseMutationResult<Answer<Output<R>>, Error, CallInput<R>> {
  const client = useQueryClient()
  const kept = useRef<{ what: string; key: string } | null>(null)
  return useMutation({
    mutationFn: (input: CallInput<R>) => {
      const { params, body } = input as { params?: unknown; body?: unknown }
      const what = body instanceof File ? body.name + body.size : JSON.stringify([params, body])
      if (kept.current?.what !== what) kept.current = { what, key: newKey() }
      return send(route, { idempotencyKey: kept.current.key, ...input })
    },
    onSuccess: async () => {
      kept.current = null
      // Whatever one does may change what waits for oneself, which is counted with who one is.
      const touched = [route, meRoutes.get, ...(options.touches ?? [])].map(collectionKey)
      await Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
    onError: (error) => {
      if (!isProblem(error) || !error.mayRetry) kept.current = null
    },
  })
}
