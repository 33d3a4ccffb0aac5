import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { isProblem } from '../ui/client/problem.ts'
import { catalogQuery } from './session/catalog.ts'
import { meQuery } from './session/me.ts'
import type { Search } from './shell/search.ts'

/** The root holds nothing but the context; `deskRoute` is what needs a signed-in person and draws the frame. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  validateSearch: (search): Search => search as Search,
})

export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  component: lazyRouteComponent(() => import('./shell/frame.tsx'), 'Frame'),
  beforeLoad: async ({ context, location }) => {
    try {
      await Promise.all([context.queries.ensureQueryData(meQuery), context.queries.ensureQueryData(catalogQuery)])
    } catch (error) {
      if (isProblem(error) && error.code === 'unauthenticated') {
        throw redirect({ to: '/sign-in', search: { returnTo: location.publicHref } })
      }
      throw error
    }
  },
})
