import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const servicesPages = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/services',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'ServiceListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/services/$id',
    component: lazyRouteComponent(() => import('./service-page.tsx'), 'ServicePage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/landings',
    component: lazyRouteComponent(() => import('./landings-page.tsx'), 'LandingListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/landings/$id',
    component: lazyRouteComponent(() => import('./landing-page.tsx'), 'LandingPage'),
  }),
] as const
