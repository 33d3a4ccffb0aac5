import type { HistoryRecord } from '../../../contracts/common.ts'
import type { ScenarioList } from '../../../contracts/lists.ts'
import { actionsFor, can, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { nextCode } from '../../platform/codes.ts'
import type { Platform } from '../../platform/context.ts'
import { pageOf, totalOf, type Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { hasRole, systemViewer, type Viewer } from '../../platform/viewer.ts'
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
  scenariosIn,
  scheduledLists,
  setItems,
  updateList,
} from './store.ts'

export type Deps = Platform & {
  readonly scenarios: Pick<Scenarios, 'publish' | 'loadPackScenario'>
  readonly historyOf: HistoryOf
}
type State = StateOf<'list'>
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

  async function release(tx: Writing, row: ListRow): Promise<void> {
    const ids = await itemsOf(tx, row.id)
    if (ids.length === 0) refuse('list_empty')
    for (const id of ids) await deps.scenarios.publish(tx, id, row.id)
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
      const held = await itemsOf(tx, row.id)
      await checkItems(
        tx,
        ids.filter((id) => !held.includes(id)),
        ['publicised'],
      )
      const fresh = ids.filter((id) => !held.includes(id))
      await addItems(tx, row.id, fresh, held.length)
      for (const id of fresh) await deps.scenarios.publish(tx, id, row.id)
      await updateList(tx, row.id, {})
    }
    tx.record({
      action: `list.${action}`,
      subject: { type: 'list', id: row.id },
      reason: body.reason ?? null,
      changes:
        action === 'add_addendum'
          ? [{ path: 'items', before: null, after: body.scenarioIds ?? [] }]
          : [{ path: 'state', before: row.state, after: verdict.to }],
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
    create: (viewer: Viewer, input: { title: string; note: string | null }) =>
      database.write(viewer, async (tx) => {
        const id = deps.newId()
        const code = await nextCode(database, tx, `${deps.pack.city.codePrefix}L`, 2)
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
        await updateList(tx, row.id, input)
        const changes = (['title', 'note'] as const)
          .filter((key) => input[key] !== undefined && input[key] !== row[key])
          .map((path) => ({ path, before: row[path], after: input[path] }))
        if (changes.length > 0) tx.record({ action: 'list.change', subject: { type: 'list', id: row.id }, changes })
        return presentList(viewer, (await findList(tx, row.id)) as ListRow)
      }),
    setItems: (viewer: Viewer, idOrCode: string, scenarioIds: string[], version: number) =>
      database.write(viewer, async (tx) => {
        const row = await locked(tx, idOrCode, version)
        if (row.state !== 'composing') refuse('action_not_allowed', { allowed: presentList(viewer, row).actions })
        await checkItems(tx, scenarioIds, ['selected', 'publicised'])
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
    /** Releases what was scheduled for now. A list that cannot be released (a scenario's publicity still runs) stays scheduled and is tried again. */
    async sweep(): Promise<void> {
      const due = await database.write(systemViewer, (tx) => scheduledLists(tx))
      for (const id of due) {
        await database
          .write({ ...systemViewer, roles: ['operator'] }, async (tx) => {
            const row = await lockList(tx, id)
            if (row?.state === 'scheduled') await carryOut(tx, row, 'release', {})
          })
          .catch((error: unknown) => deps.log.fault(error, { list: id }))
      }
    },
  }
}
export type ListService = ReturnType<typeof createListService>
