import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const listRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/lists',
    component: lazyRouteComponent(() => import('./lists-page.tsx'), 'ListsPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/lists/$id',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/libraries',
    component: lazyRouteComponent(() => import('./libraries-page.tsx'), 'LibrariesPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/libraries/$id',
    component: lazyRouteComponent(() => import('./library-page.tsx'), 'LibraryPage'),
  }),
] as const
