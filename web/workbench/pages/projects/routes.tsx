import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const projectRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/projects',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'ProjectListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/projects/new',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'NewProjectPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/projects/$id',
    component: lazyRouteComponent(() => import('./project-page.tsx'), 'ProjectPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/projects/$id/edit',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'EditProjectPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/projects/$id/report',
    component: lazyRouteComponent(() => import('./report-page.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/readings',
    component: lazyRouteComponent(() => import('./readings-page.tsx'), 'ReadingListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/readings/$id',
    component: lazyRouteComponent(() => import('./reading-page.tsx'), 'ReadingPage'),
  }),
] as const
