import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const cockpitPages = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/cockpit',
    component: lazyRouteComponent(() => import('./cockpit-page.tsx'), 'CockpitPage'),
  }),
] as const
