import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { type Catalog, catalogRoutes } from '../../../contracts/catalog.ts'
import { call } from '../../ui/client/call.ts'
import { keyOf } from '../../ui/client/hooks.ts'

/** The city's classifications; they change with a new release of the pack, not while one works. */
export const catalogQuery = queryOptions({
  queryKey: keyOf(catalogRoutes.all),
  queryFn: (): Promise<Catalog> => call(catalogRoutes.all, {}),
  staleTime: Number.POSITIVE_INFINITY,
})

export function useCatalog(): Catalog {
  return useSuspenseQuery(catalogQuery).data
}
