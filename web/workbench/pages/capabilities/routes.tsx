import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const capabilityRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/capabilities',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'CapabilityListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/capabilities/new',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'NewCapabilityPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/capabilities/$id',
    component: lazyRouteComponent(() => import('./capability-page.tsx'), 'CapabilityPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/capabilities/$id/edit',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'EditCapabilityPage'),
  }),
] as const
