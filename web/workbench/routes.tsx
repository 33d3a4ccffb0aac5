import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { accessRoutes, joinRoutes } from './pages/access/routes.tsx'
import { accountRoutes } from './pages/account/routes.tsx'
import { agreementRoutes } from './pages/agreements/routes.tsx'
import { callRoutes } from './pages/calls/routes.tsx'
import { capabilityRoutes } from './pages/capabilities/routes.tsx'
import { cockpitPages } from './pages/cockpit/routes.tsx'
import { evaluationRoutes } from './pages/evaluations/routes.tsx'
import { homeRoutes } from './pages/home/routes.tsx'
import { importRoutes } from './pages/imports/routes.tsx'
import { intentRoutes } from './pages/intents/routes.tsx'
import { listRoutes } from './pages/lists/routes.tsx'
import { notificationRoutes } from './pages/notifications/routes.tsx'
import { organisationRoutes } from './pages/organisations/routes.tsx'
import { projectRoutes } from './pages/projects/routes.tsx'
import { promotionRoutes } from './pages/promotions/routes.tsx'
import { recordRoutes } from './pages/records/routes.tsx'
import { reviewRoutes } from './pages/reviews/routes.tsx'
import { scenarioRoutes } from './pages/scenarios/routes.tsx'
import { servicesPages } from './pages/services/routes.tsx'
import { systemRoutes } from './pages/system/routes.tsx'
import { userRoutes } from './pages/users/routes.tsx'
import { deskRoute, rootRoute } from './root-route.tsx'
import { NotFound } from './shell/not-found.tsx'
import { PageFailure } from './shell/page-failure.tsx'
import { parseSearch, stringifySearch } from './shell/search.ts'

/** Every page of the workbench: a family of pages registers its routes here, below the desk (signed in) or the root. */
const tree = rootRoute.addChildren([
  ...accessRoutes,
  deskRoute.addChildren([
    ...homeRoutes,
    ...joinRoutes,
    ...scenarioRoutes,
    ...callRoutes,
    ...intentRoutes,
    ...reviewRoutes,
    ...agreementRoutes,
    ...projectRoutes,
    ...promotionRoutes,
    ...evaluationRoutes,
    ...listRoutes,
    ...capabilityRoutes,
    ...organisationRoutes,
    ...servicesPages,
    ...cockpitPages,
    ...importRoutes,
    ...recordRoutes,
    ...userRoutes,
    ...notificationRoutes,
    ...accountRoutes,
    ...systemRoutes,
  ]),
])

export function createWorkbenchRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/app',
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: PageFailure,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createWorkbenchRouter>
  }
}
