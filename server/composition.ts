import type { RouteSpec } from '../contracts/common.ts'
import { api } from '../contracts/index.ts'
import { createAccounts } from './modules/accounts/index.ts'
import { createCatalog } from './modules/catalog/index.ts'
import type { Platform } from './platform/context.ts'
import type { Served } from './platform/http/serve.ts'
import type { Tasks } from './platform/jobs/index.ts'
import type { Messenger } from './platform/mail/index.ts'

export type Composition = {
  readonly served: readonly Served[]
  readonly tasks: Tasks
  readonly routes: Readonly<Record<string, Readonly<Record<string, RouteSpec>>>>
  /** Brings what the city pack says into the database; runs at every start, changes only what differs. */
  loadPack(): Promise<void>
  beforeEnd(): Promise<void>
}

// TODO(foundation): groups whose modules are still being built; each module takes its own out.
const pending: readonly string[] = [
  'users',
  'organisations',
  'files',
  'scenarios',
  'lists',
  'libraries',
  'capabilities',
  'intents',
  'todos',
  'notifications',
  'drafts',
  'records',
  'scenarioImports',
  'organisationImports',
  'capabilityImports',
]

/** The one place that knows all modules: makes each with the faces it uses, in the order of the module graph. */
export function compose(platform: Platform, messenger: Messenger): Composition {
  const catalog = createCatalog(platform)
  const accounts = createAccounts({ ...platform, countsFor: async () => ({ unread: 0, todo: 0 }) }, messenger)

  return {
    served: [...catalog.routes, ...accounts.routes],
    tasks: { ...accounts.tasks },
    routes: {
      ...Object.fromEntries(Object.entries(api).filter(([group]) => !pending.includes(group))),
      ...accounts.building,
    },
    async loadPack() {},
    async beforeEnd() {},
  }
}
