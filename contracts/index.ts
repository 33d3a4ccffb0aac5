import { authRoutes, meRoutes, userRoutes } from './accounts.ts'
import { agreementRoutes } from './agreements.ts'
import { callRoutes } from './calls.ts'
import { capabilityRoutes } from './capabilities.ts'
import { catalogRoutes } from './catalog.ts'
import { cockpitRoutes } from './cockpit.ts'
import type { RouteSpec } from './common.ts'
import { draftRoutes, notificationRoutes, recordRoutes, todoRoutes } from './desk.ts'
import { evaluationRoutes } from './evaluations.ts'
import { expertRoutes } from './experts.ts'
import { fileRoutes } from './files.ts'
import { importRoutes } from './imports.ts'
import { intentRoutes } from './intents.ts'
import { libraryRoutes, listRoutes } from './lists.ts'
import { matchingRoutes, matchRoutes } from './matches.ts'
import { organisationRoutes } from './organisations.ts'
import { indicatorRoutes, projectRoutes, readingRoutes } from './projects.ts'
import { promotionRoutes } from './promotions.ts'
import { reviewRoutes } from './reviews.ts'
import { roundRoutes } from './rounds.ts'
import { scenarioRoutes } from './scenarios.ts'
import { landingRoutes, serviceRoutes } from './services.ts'

/** Every route of the API by module: the server refuses to start when one is not served, OpenAPI and the access matrix are made from it. */
export const api = {
  auth: authRoutes,
  me: meRoutes,
  users: userRoutes,
  organisations: organisationRoutes,
  catalog: catalogRoutes,
  files: fileRoutes,
  scenarios: scenarioRoutes,
  calls: callRoutes,
  experts: expertRoutes,
  rounds: roundRoutes,
  reviews: reviewRoutes,
  lists: listRoutes,
  libraries: libraryRoutes,
  capabilities: capabilityRoutes,
  intents: intentRoutes,
  agreements: agreementRoutes,
  services: serviceRoutes,
  landings: landingRoutes,
  cockpit: cockpitRoutes,
  projects: projectRoutes,
  indicators: indicatorRoutes,
  readings: readingRoutes,
  evaluations: evaluationRoutes,
  promotions: promotionRoutes,
  matches: matchRoutes,
  matching: matchingRoutes,
  todos: todoRoutes,
  notifications: notificationRoutes,
  drafts: draftRoutes,
  records: recordRoutes,
  scenarioImports: importRoutes.scenarios,
  organisationImports: importRoutes.organisations,
  capabilityImports: importRoutes.capabilities,
} as const satisfies Record<string, Record<string, RouteSpec>>
export type Api = typeof api
