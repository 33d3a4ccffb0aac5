import type { RouteSpec } from '../contracts/common.ts'
import { api } from '../contracts/index.ts'
import { createAccounts } from './modules/accounts/index.ts'
import { createAgreements } from './modules/agreements/index.ts'
import { createCalls } from './modules/calls/index.ts'
import { createCapabilities } from './modules/capabilities/index.ts'
import { createCatalog } from './modules/catalog/index.ts'
import { createCockpit } from './modules/cockpit/index.ts'
import { createDrafts } from './modules/drafts/index.ts'
import { createEvaluations } from './modules/evaluations/index.ts'
import { createFiles } from './modules/files/index.ts'
import { createImports } from './modules/imports/index.ts'
import { createIntents } from './modules/intents/index.ts'
import { createLists } from './modules/lists/index.ts'
import { createMatches } from './modules/matches/index.ts'
import { createNotifications } from './modules/notifications/index.ts'
import { createOrganisations, forgetMember } from './modules/organisations/index.ts'
import { createProjects } from './modules/projects/index.ts'
import { createPromotions } from './modules/promotions/index.ts'
import { createRecords } from './modules/records/index.ts'
import { createReviews, inOpenRound } from './modules/reviews/index.ts'
import { createScenarios } from './modules/scenarios/index.ts'
import { createServices } from './modules/services/index.ts'
import { createTodos } from './modules/todos/index.ts'
import type { Platform } from './platform/context.ts'
import type { Served } from './platform/http/serve.ts'
import type { Tasks } from './platform/jobs/index.ts'
import type { Messenger } from './platform/mail/index.ts'
import { systemViewer } from './platform/viewer.ts'

export type Composition = {
  readonly served: readonly Served[]
  readonly tasks: Tasks
  readonly routes: Readonly<Record<string, Readonly<Record<string, RouteSpec>>>>
  /** Brings what the city pack says into the database; runs at every start, changes only what differs. */
  loadPack(): Promise<void>
  /** Starts what takes a while to get ready; without it that begins at the first need. */
  warm(): void
  /** No request is answered any more: what runs beside them ends. */
  close(): Promise<void>
  beforeEnd(): Promise<void>
}

/** The one place that knows all modules: makes each with the faces it uses, in the order of the module graph. */
export function compose(platform: Platform, messenger: Messenger): Composition {
  const { keys, words, ...catalog } = createCatalog(platform, { unifiedLogin: platform.config.oidcIssuer !== null })
  const { notify, ...notifications } = createNotifications(platform, messenger)
  const { historyOf, ...records } = createRecords(platform)
  const { attachable, ...files } = createFiles(platform)
  const { countsFor, ...todos } = createTodos({ ...platform, unreadFor: notifications.unreadFor })
  const drafts = createDrafts(platform)
  const accounts = createAccounts({ ...platform, countsFor, words, leaveOrganisations: forgetMember }, messenger)
  const organisations = createOrganisations(
    {
      ...platform,
      notify,
      historyOf,
      keys,
      words,
      renamed: (tx, organisationId) => tx.enqueue('scenarios.owner_changed', { organisationId }),
    },
    messenger,
  )
  const {
    countOpenFor,
    openProvidersOf,
    follow: followIntent,
    ...intents
  } = createIntents({ ...platform, notify, historyOf })
  const capabilities = createCapabilities({ ...platform, keys, words, notify, historyOf, attachable })
  const { admit, choosable, ...calls } = createCalls({ ...platform, keys, words, notify, historyOf, attachable })
  const scenarios = createScenarios({
    ...platform,
    keys,
    words,
    notify,
    historyOf,
    attachable,
    countOpenFor,
    openProvidersOf,
    admit,
    choosable,
    // What stands above scenarios answers to their guards.
    standing: async (reading, id) => ({
      ...(await agreements.standing(reading, id)),
      ...(await projects.standing(reading, id)),
      ...(await evaluations.standing(reading, id)),
    }),
    inOpenRound,
    // Lists stand above scenarios and are made next.
    joinList: (tx, listId, scenarioId) => lists.join(tx, listId, scenarioId),
  })
  const reviews = createReviews({ ...platform, keys, notify, historyOf, scenarios })
  const agreements = createAgreements({
    ...platform,
    notify,
    historyOf,
    attachable,
    followIntent,
    startLanding: scenarios.startLanding,
  })
  const projects = createProjects({
    ...platform,
    notify,
    historyOf,
    attachable,
    followIntent,
    startDemonstration: scenarios.startDemonstration,
  })
  const services = createServices({
    ...platform,
    words,
    notify,
    historyOf,
    attachable,
    setLanded: organisations.setLanded,
  })
  const evaluations = createEvaluations({ ...platform, notify, historyOf, attachable })
  const imports = createImports({ ...platform, keys, words, notify })
  const lists = createLists({ ...platform, scenarios, historyOf, notify })
  const matches = createMatches({ ...platform, words })
  const promotions = createPromotions({ ...platform, words, notify, historyOf, scenarios, libraries: lists.follow })

  return {
    served: [
      catalog,
      notifications,
      records,
      files,
      todos,
      drafts,
      accounts,
      organisations,
      intents,
      capabilities,
      calls,
      scenarios,
      reviews,
      agreements,
      projects,
      lists,
      imports,
      services,
      createCockpit({ ...platform, words }),
      evaluations,
      promotions,
      matches,
    ].flatMap((each) => each.routes),
    tasks: Object.assign(
      {},
      ...[
        notifications,
        records,
        files,
        accounts,
        organisations,
        intents,
        capabilities,
        calls,
        scenarios,
        agreements,
        projects,
        lists,
        imports,
        promotions,
        matches,
      ].map((each) => each.tasks),
    ),
    routes: api,
    loadPack: () =>
      platform.database.write(systemViewer, async (tx) => {
        await organisations.loadPack(tx)
        await lists.loadPack(tx)
      }),
    warm: matches.warm,
    close: matches.stop,
    beforeEnd: records.writeCheckpoint,
  }
}
