import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Catalog, catalogRoutes } from '../../../contracts/catalog.ts'
import { call } from '../../ui/client/call.ts'
import { keyOf } from '../../ui/client/hooks.ts'
import { useText } from '../i18n/text.tsx'

/** The city's classifications; they change with a new release of the pack, not while one works. */
export const catalogQuery = queryOptions({
  queryKey: keyOf(catalogRoutes.all),
  queryFn: (): Promise<Catalog> => call(catalogRoutes.all, {}),
  staleTime: Number.POSITIVE_INFINITY,
})

export function useCatalog(): Catalog {
  return useSuspenseQuery(catalogQuery).data
}

/** The name of the programme, also where nobody is signed in and nothing is loaded yet. */
export function useProgramme(): string {
  const { t, name } = useText()
  const catalog = useQuery(catalogQuery).data
  const programme = catalog ? name(catalog.city.programme) : ''
  useEffect(() => {
    if (programme) document.title = `${programme} · ${t('shell.workbench')}`
  }, [programme, t])
  return programme
}
