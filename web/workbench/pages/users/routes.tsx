import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const userRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/users',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'UserListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/users/$id',
    component: lazyRouteComponent(() => import('./user-page.tsx'), 'UserPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/security-events',
    component: lazyRouteComponent(() => import('./security-log-page.tsx'), 'SecurityLogPage'),
  }),
] as const
