import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '../../root-route.tsx'

export const recordRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/records',
    component: lazyRouteComponent(() => import('./journal-page.tsx'), 'JournalPage'),
  }),
] as const
