import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const promotionRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/promotions',
    component: lazyRouteComponent(() => import('./list-page.tsx'), 'PromotionListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/promotions/new',
    component: lazyRouteComponent(() => import('./new-page.tsx'), 'NewPromotionPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/promotions/$id',
    component: lazyRouteComponent(() => import('./promotion-page.tsx'), 'PromotionPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/promotions/$id/edit',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'EditPromotionPage'),
  }),
] as const
