import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute, rootRoute } from '../../root-route.tsx'

/** Before the desk: signing in and up, a forgotten password; and joining an organisation. */
export const accessRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-up',
    component: lazyRouteComponent(() => import('./sign-up-page.tsx'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('./reset-page.tsx'), 'ResetPage'),
  }),
] as const

export const joinRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/join',
    component: lazyRouteComponent(() => import('./join-page.tsx'), 'JoinPage'),
  }),
] as const
