import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const evaluationRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/evaluations',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'EvaluationListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/evaluations/systems',
    component: lazyRouteComponent(() => import('./systems-page.tsx'), 'SystemsPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/evaluations/$id',
    component: lazyRouteComponent(() => import('./evaluation-page.tsx'), 'EvaluationPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/evaluations/$id/results/$scenario',
    component: lazyRouteComponent(() => import('./result-page.tsx'), 'ResultPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/evaluations/$id/appeal/$scenario',
    component: lazyRouteComponent(() => import('./appeal-page.tsx'), 'AppealPage'),
  }),
] as const
