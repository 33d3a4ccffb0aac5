import type { Locale } from '../../../../../contracts/common.ts'
import { type Scenario, scenarioRoutes } from '../../../../../contracts/scenarios.ts'
import type { Port } from '../../../../ui/client/autosave.ts'
import { newKey, send } from '../../../../ui/client/call.ts'
import { checkScenario } from './check.ts'
import { adoptIds, type FormValue, fromScenario, normalForm, toPatch } from './value.ts'

export interface ScenarioPort extends Port<FormValue> {
  /** The newest scenario the server answered with; null before the first save. */
  latest: () => Scenario | null
}

/**
 * Keeps a scenario as a draft on the server: the first title makes it, then only what changed is sent. A creation
 * without an answer is repeated word for word under the same key, so that a lost answer makes no second draft.
 */
export function createScenarioPort(options: {
  scenario: Scenario | null
  ownerId: string | undefined
  timeZone: string
  locale: Locale
  onSaved: (scenario: Scenario) => void
}): ScenarioPort {
  const { timeZone } = options
  let scenario = options.scenario
  let creation: { key: string; sent: Partial<FormValue>; body: Parameters<typeof create>[0] } | null = null

  function create(body: { title: string; ownerId?: string }, key: string) {
    return send(scenarioRoutes.create, { body, idempotencyKey: key })
  }

  function keep(answer: { data: Scenario; etag: string | null }) {
    scenario = answer.data
    options.onSaved(answer.data)
    return { value: fromScenario(answer.data, timeZone), etag: answer.etag }
  }

  return {
    latest: () => scenario,
    async save(changes, etag, whole) {
      if (scenario) {
        const params = { id: scenario.id }
        return keep(await send(scenarioRoutes.update, { params, body: toPatch(changes, timeZone), etag }))
      }
      creation ??= {
        key: newKey(),
        sent: { ...changes, title: whole.title },
        body: {
          ...toPatch(changes, timeZone),
          title: whole.title,
          ...(options.ownerId ? { ownerId: options.ownerId } : {}),
        },
      }
      try {
        return { ...keep(await create(creation.body, creation.key)), sent: creation.sent }
      } catch (error) {
        if (!isUnanswered(error)) creation = null
        throw error
      }
    },
    async read() {
      if (!scenario) throw new Error('nothing is saved yet')
      return keep(await send(scenarioRoutes.get, { params: { id: scenario.id } }))
    },
    check: (changes) => checkScenario(changes, timeZone, options.locale),
    worth: (whole) => scenario !== null || whole.title.trim() !== '',
    adopt: adoptIds,
    normal: normalForm,
  }
}

function isUnanswered(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'mayRetry' in error && error.mayRetry === true
}
