import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const organisationRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/organisations',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'OrganisationListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/organisation',
    component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OwnOrganisationPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/organisations/$id',
    component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OrganisationPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/organisations/$id/edit',
    component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditOrganisationPage'),
  }),
] as const
