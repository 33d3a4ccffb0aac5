import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const scenarioRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/scenarios',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'ScenarioListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/scenarios/new',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'NewScenarioPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/scenarios/$id',
    component: lazyRouteComponent(() => import('./scenario-page.tsx'), 'ScenarioPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/scenarios/$id/edit',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'EditScenarioPage'),
  }),
] as const
