import type { HistoryRecord } from '../../../contracts/common.ts'
import type { ScenarioList } from '../../../contracts/lists.ts'
import { actionsFor, can, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { nextCode } from '../../platform/codes.ts'
import type { Platform } from '../../platform/context.ts'
import { pageOf, totalOf, type Writing } from '../../platform/database/index.ts'
import { AppError, errorSentence, refuse } from '../../platform/errors.ts'
import { hasRole, systemViewer, type Viewer } from '../../platform/viewer.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import type { Scenarios } from '../scenarios/index.ts'
import {
  addItems,
  findList,
  insertList,
  itemsOf,
  type ListRow,
  listLists,
  lockList,
  placesOf,
  scenariosIn,
  scheduledLists,
  setItems,
  titleOf,
  updateList,
} from './store.ts'

export type Deps = Platform & {
  readonly scenarios: Pick<Scenarios, 'publish' | 'loadPackScenario'>
  readonly historyOf: HistoryOf
  readonly notify: Notify
}
type State = StateOf<'list'>
/** Published before the list is: it only joins. */
const out = ['published', 'landing', 'demonstrating', 'evaluating', 'concluded']
export type Action = 'schedule' | 'unschedule' | 'release' | 'add_addendum'

function canSee(viewer: Viewer, row: ListRow): boolean {
  return row.state === 'released' || viewer.system || hasRole(viewer, 'operator', 'auditor')
}

function partiesOf(viewer: Viewer) {
  return [
    ...(hasRole(viewer, 'operator') ? (['operator'] as const) : []),
    ...(viewer.system ? (['system'] as const) : []),
  ]
}

export function presentList(viewer: Viewer, row: ListRow): ScenarioList {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    kind: row.kind as 'scenario',
    state: row.state as ScenarioList['state'],
    note: row.note,
    releasedOn: row.released_on,
    scheduledFor: row.scheduled_for,
    items: row.items ?? 0,
    opportunityCny: row.opportunity_cny,
    opportunityBound: row.about ? 'about' : 'exact',
    source: row.source,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: actionsFor(
      'list',
      { state: row.state as State },
      { parties: partiesOf(viewer), guards: presumeOnAction() },
    ).map((each) => each.action),
  }
}

export function createListService(deps: Deps) {
  const { database } = deps

  async function locked(tx: Writing, idOrCode: string, version: number): Promise<ListRow> {
    const row = await lockList(tx, idOrCode)
    if (!row || !canSee(tx.viewer, row)) return refuse('not_found')
    if (!tx.viewer.system && !hasRole(tx.viewer, 'operator')) refuse('forbidden')
    return row.version === version ? row : refuse('stale', { version: row.version })
  }

  /** Every scenario must be in one of the states; the others are named by their place. */
  async function checkItems(tx: Writing, ids: readonly string[], states: readonly string[]): Promise<void> {
    const good = await scenariosIn(tx, ids, states)
    const faults = ids.flatMap((id, index) =>
      good.has(id) && ids.indexOf(id) === index
        ? []
        : [{ path: `scenarioIds.${index}`, code: 'invalid_value' as const, params: { options: [...states] } }],
    )
    if (faults.length > 0) refuse('invalid_request', {}, faults)
  }

  /** All of them or none; the one that cannot be published is named, with its reason. */
  async function publishAll(tx: Writing, listId: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        await deps.scenarios.publish(tx, id, listId)
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown
        const why = errorSentence(thrown.code, thrown.params, tx.viewer.locale)
        refuse('list_item_unready', { title: await titleOf(tx, id), why, code: thrown.code })
      }
    }
  }

  async function release(tx: Writing, row: ListRow): Promise<void> {
    const ids = await itemsOf(tx, row.id)
    if (ids.length === 0) refuse('list_empty')
    await publishAll(tx, row.id, ids)
    const on = new Intl.DateTimeFormat('sv-SE', { timeZone: deps.pack.city.timezone }).format(new Date(tx.now))
    await updateList(tx, row.id, { state: 'released', state_since: tx.now, released_on: on, scheduled_for: null })
  }

  async function carryOut(
    tx: Writing,
    row: ListRow,
    action: Action,
    body: { at?: string | undefined; scenarioIds?: string[] | undefined; reason?: string | undefined },
  ): Promise<void> {
    const guards = { nothing_missing: (row.items ?? 0) > 0 && body.at !== undefined }
    if (action === 'schedule' && row.state === 'composing' && hasRole(tx.viewer, 'operator')) {
      if (row.items === 0) refuse('list_empty')
      if (!body.at) refuse('invalid_request', {}, [{ path: 'at', code: 'required' }])
      if (body.at <= tx.now) refuse('invalid_request', {}, [{ path: 'at', code: 'in_the_past' }])
    }
    const verdict = can('list', action, { state: row.state as State }, { parties: partiesOf(tx.viewer), guards })
    if (!verdict.ok)
      return refuse(verdict.code === 'not_your_role' ? 'forbidden' : 'action_not_allowed', { allowed: verdict.allowed })
    if (action === 'schedule') {
      await updateList(tx, row.id, { state: 'scheduled', state_since: tx.now, scheduled_for: body.at })
    } else if (action === 'unschedule') {
      await updateList(tx, row.id, { state: 'composing', state_since: tx.now, scheduled_for: null })
    } else if (action === 'release') {
      await release(tx, row)
    } else {
      const ids = body.scenarioIds ?? []
      if (ids.length === 0) refuse('invalid_request', {}, [{ path: 'scenarioIds', code: 'required' }])
      if (!body.reason) refuse('invalid_request', {}, [{ path: 'reason', code: 'required' }])
      await checkItems(tx, ids, ['publicised', ...out])
      const held = await itemsOf(tx, row.id)
      const again = ids.flatMap((id, index) =>
        held.includes(id)
          ? [{ path: `scenarioIds.${index}`, code: 'duplicate' as const, params: { where: held.indexOf(id) + 1 } }]
          : [],
      )
      if (again.length > 0) refuse('invalid_request', {}, again)
      await addItems(tx, row.id, ids, held.length)
      await publishAll(tx, row.id, ids)
      await updateList(tx, row.id, {})
    }
    tx.record({
      action: `list.${action}`,
      subject: { type: 'list', id: row.id },
      reason: body.reason ?? null,
      changes:
        action === 'add_addendum'
          ? [{ path: 'items', before: null, after: body.scenarioIds ?? [] }]
          : [
              { path: 'state', before: row.state, after: verdict.to },
              ...(row.scheduled_for || body.at
                ? [{ path: 'scheduledFor', before: row.scheduled_for, after: action === 'schedule' ? body.at : null }]
                : []),
            ],
      ...(row.state !== verdict.to && { state: { from: row.state, to: verdict.to } }),
    })
  }

  return {
    list: (viewer: Viewer, query: Parameters<typeof listLists>[1]) =>
      database.read(viewer, async (reading) => {
        const { found, count, keyOf } = await listLists(reading, query)
        const page = pageOf(found, query.limit, keyOf)
        return {
          items: page.rows.map((row) => presentList(viewer, row)),
          nextCursor: page.nextCursor,
          ...totalOf(count),
        }
      }),
    get: (viewer: Viewer, idOrCode: string) =>
      database.read(viewer, async (reading) => {
        const row = await findList(reading, idOrCode)
        return row && canSee(viewer, row) ? presentList(viewer, row) : refuse('not_found')
      }),
    items: (viewer: Viewer, idOrCode: string) =>
      database.read(viewer, async (reading) => {
        const row = await findList(reading, idOrCode)
        return row && canSee(viewer, row) ? { items: await placesOf(reading, row.id) } : refuse('not_found')
      }),
    create: (viewer: Viewer, input: { title: string; note: string | null }) =>
      database.write(viewer, async (tx) => {
        const id = deps.newId()
        const code = await nextCode(database, tx, {
          prefix: `${deps.pack.city.codePrefix}L`,
          digits: 2,
          timeZone: deps.pack.city.timezone,
        })
        await insertList(tx, { id, code, ...input })
        tx.record({
          action: 'list.create',
          subject: { type: 'list', id },
          changes: [{ path: 'title', before: null, after: input.title }],
          state: { from: null, to: 'composing' },
        })
        return presentList(viewer, (await findList(tx, id)) as ListRow)
      }),
    update: (
      viewer: Viewer,
      idOrCode: string,
      input: { title?: string | undefined; note?: string | null | undefined },
      version: number,
    ) =>
      database.write(viewer, async (tx) => {
        const row = await locked(tx, idOrCode, version)
        const changes = (['title', 'note'] as const)
          .filter((key) => input[key] !== undefined && input[key] !== row[key])
          .map((path) => ({ path, before: row[path], after: input[path] }))
        if (changes.length > 0) {
          await updateList(tx, row.id, input)
          tx.record({ action: 'list.change', subject: { type: 'list', id: row.id }, changes })
        }
        return presentList(viewer, (await findList(tx, row.id)) as ListRow)
      }),
    setItems: (viewer: Viewer, idOrCode: string, scenarioIds: string[], version: number) =>
      database.write(viewer, async (tx) => {
        const row = await locked(tx, idOrCode, version)
        if (row.state !== 'composing') refuse('action_not_allowed', { allowed: presentList(viewer, row).actions })
        await checkItems(tx, scenarioIds, ['selected', 'publicised', ...out])
        const before = await itemsOf(tx, row.id)
        await setItems(tx, row.id, scenarioIds)
        await updateList(tx, row.id, {})
        tx.record({
          action: 'list.compose',
          subject: { type: 'list', id: row.id },
          changes: [{ path: 'items', before, after: scenarioIds }],
        })
        return presentList(viewer, (await findList(tx, row.id)) as ListRow)
      }),
    act: (viewer: Viewer, idOrCode: string, action: Action, body: Parameters<typeof carryOut>[3], version: number) =>
      database.write(viewer, async (tx) => {
        const row = await locked(tx, idOrCode, version)
        await carryOut(tx, row, action, body)
        return presentList(viewer, (await findList(tx, row.id)) as ListRow)
      }),
    history: (
      viewer: Viewer,
      idOrCode: string,
      page: { cursor?: string | undefined; limit: number },
    ): Promise<{ items: HistoryRecord[]; nextCursor: string | null; total: number; totalIsExact: boolean }> =>
      database.read(viewer, async (reading) => {
        const row = await findList(reading, idOrCode)
        if (!row || !canSee(viewer, row)) return refuse('not_found')
        if (!hasRole(viewer, 'operator', 'auditor')) refuse('forbidden')
        return deps.historyOf(
          reading,
          { type: 'list', id: row.id },
          { limit: page.limit, ...(page.cursor && { cursor: page.cursor }) },
        )
      }),
    /** Puts a scenario into a list in the making, in the name of whoever publishes it. */
    async join(tx: Writing, listId: string, scenarioId: string): Promise<void> {
      const row = await lockList(tx, listId)
      if (row?.state !== 'composing')
        return refuse('invalid_request', {}, [{ path: 'listId', code: 'invalid_value', params: { options: [] } }])
      const before = await itemsOf(tx, row.id)
      if (before.includes(scenarioId)) return
      await addItems(tx, row.id, [scenarioId], before.length)
      await updateList(tx, row.id, {})
      tx.record({
        action: 'list.compose',
        subject: { type: 'list', id: row.id },
        changes: [{ path: 'items', before, after: [...before, scenarioId] }],
      })
    },
    /** Releases what was scheduled for now. A list that cannot be released goes back to its makers, who are told why. */
    async sweep(): Promise<void> {
      const due = await database.write(systemViewer, (tx) => scheduledLists(tx))
      for (const id of due) {
        try {
          await onSchedule(id, (tx, row) => carryOut(tx, row, 'release', {}))
        } catch (thrown) {
          if (thrown instanceof AppError) await onSchedule(id, (tx, row) => handBack(tx, row, thrown))
          else deps.log.fault(thrown, { list: id })
        }
      }
    },
  }

  /** One transaction of the clock on a list that is (still) scheduled. */
  function onSchedule(id: string, work: (tx: Writing, row: ListRow) => Promise<void>): Promise<void> {
    return database.write({ ...systemViewer, roles: ['operator'] }, async (tx) => {
      const row = await lockList(tx, id)
      if (row?.state === 'scheduled' && row.scheduled_for !== null && row.scheduled_for <= tx.now) await work(tx, row)
    })
  }

  async function handBack(tx: Writing, row: ListRow, refusal: AppError): Promise<void> {
    const reason = errorSentence(refusal.code, refusal.params, 'zh')
    await carryOut(tx, row, 'unschedule', { reason })
    await deps.notify(tx, {
      to: { role: 'operator' },
      kind: 'list.release_failed',
      subject: { type: 'list', id: row.id, title: row.title },
      params: { reason },
    })
  }
}
export type ListService = ReturnType<typeof createListService>
