import { useQueryClient } from '@tanstack/react-query'
import { authRoutes } from '../../../contracts/accounts.ts'
import { send } from '../../ui/client/call.ts'

/** Ends the session and forgets everything read in it; the next person at this screen starts clean. */
export function useSignOut(): () => void {
  const queries = useQueryClient()
  return () => {
    void send(authRoutes.signOut, {}, { gate: 'pass' }).finally(() => {
      queries.clear()
      location.assign('/app/sign-in')
    })
  }
}
