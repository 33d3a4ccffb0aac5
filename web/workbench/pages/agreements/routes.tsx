import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const agreementRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/agreements',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'AgreementListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/agreements/$id',
    component: lazyRouteComponent(() => import('./agreement-page.tsx'), 'AgreementPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/agreements/$id/edit',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'EditAgreementPage'),
  }),
] as const
