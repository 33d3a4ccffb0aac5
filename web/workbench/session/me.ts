import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type Me, meRoutes } from '../../../contracts/accounts.ts'
import type { PlatformRole } from '../../../contracts/common.ts'
import { send } from '../../ui/client/call.ts'
import { keyOf } from '../../ui/client/hooks.ts'

/** Who is signed in. A 401 passes: the desk then shows the sign-in page instead of the dialog. */
export const meQuery = queryOptions({
  queryKey: keyOf(meRoutes.get),
  queryFn: async (): Promise<Me> => (await send(meRoutes.get, {}, { gate: 'pass' })).data,
  staleTime: 60_000,
  refetchInterval: 60_000,
  retry: false,
})

/** The signed-in person; only below the desk. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Puts an answer that carries `me` (sign-in, profile) in the cache. */
export function useKeepMe(): (me: Me) => void {
  const queries = useQueryClient()
  return (me) => queries.setQueryData(meQuery.queryKey, me)
}

export function holds(me: Me, ...roles: PlatformRole[]): boolean {
  return me.roles.some((role) => roles.includes(role))
}

/** Roles that run, lead, watch or administer: their holders belong to an organisation, but do not act for it here. */
const staff: readonly PlatformRole[] = [
  'operator',
  'district_operator',
  'leader',
  'auditor',
  'security_admin',
  'security_auditor',
  'system_admin',
]

/** Who acts for an organisation of their own: owners and providers. The server decides what they may. */
export function isMember(me: Me): boolean {
  return me.organisation !== null && !holds(me, ...staff)
}
