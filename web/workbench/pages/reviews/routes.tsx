import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const reviewRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/rounds',
    component: lazyRouteComponent(() => import('./rounds-page.tsx'), 'RoundsPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/rounds/$id',
    component: lazyRouteComponent(() => import('./round-page.tsx'), 'RoundPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/reviews',
    component: lazyRouteComponent(() => import('./reviews-page.tsx'), 'ReviewsPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/reviews/$id',
    component: lazyRouteComponent(() => import('./desk-page.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/experts',
    component: lazyRouteComponent(() => import('./experts-page.tsx'), 'ExpertsPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/experts/$id',
    component: lazyRouteComponent(() => import('./expert-page.tsx'), 'ExpertPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/expert-profile',
    component: lazyRouteComponent(() => import('./expert-page.tsx'), 'OwnProfilePage'),
  }),
] as const
