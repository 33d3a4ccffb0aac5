import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const callRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/calls',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'CallListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/calls/new',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'NewCallPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/calls/$id',
    component: lazyRouteComponent(() => import('./call-page.tsx'), 'CallPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/calls/$id/edit',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'EditCallPage'),
  }),
] as const
