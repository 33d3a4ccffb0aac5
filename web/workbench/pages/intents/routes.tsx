import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const intentRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/intents',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'IntentListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/intents/$id',
    component: lazyRouteComponent(() => import('./intent-page.tsx'), 'IntentPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/scenarios/$id/answer',
    component: lazyRouteComponent(() => import('./answer-page.tsx'), 'AnswerPage'),
  }),
] as const
