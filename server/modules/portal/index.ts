export { type PortalDeps, portalPlugin } from './routes.ts'
