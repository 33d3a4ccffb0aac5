import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const importRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/imports/$collection',
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
] as const
