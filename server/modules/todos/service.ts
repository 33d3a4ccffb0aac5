import type { Todo } from '../../../contracts/desk.ts'
import type { Platform } from '../../platform/context.ts'
import { pageOf, type Reading, readCursor, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { actionsOn } from './rules/actions.ts'
import { countTodos, selectTodos, type TodoFilter, type TodoPlace, type TodoRow } from './store.ts'

/** Numbers for the badges: what was not read, what waits. */
export type CountsFor = (reading: Reading) => Promise<{ unread: number; todo: number }>
export type TodoService = ReturnType<typeof createTodoService>

export function createTodoService({
  database,
  unreadFor,
}: Pick<Platform, 'database'> & { unreadFor: (reading: Reading) => Promise<number> }) {
  const countsFor: CountsFor = async (reading) => {
    if (reading.viewer.userId === null) return { unread: 0, todo: 0 }
    const unread = await unreadFor(reading)
    return { unread, todo: totalOf(await countTodos(reading)).total }
  }
  return {
    countsFor,
    list: (viewer: Viewer, query: TodoFilter & { cursor?: string | undefined; limit: number }) =>
      database.read(viewer, async (reading) => {
        const { rows, counted } = await selectTodos(reading, query, {
          place: placeOf(query.cursor),
          limit: query.limit,
        })
        const page = pageOf(rows, query.limit, (row) => ({
          sort: 'due',
          value: `${row.due_at ?? 'infinity'} ${row.since}`,
          id: row.subject_id,
        }))
        return { items: page.rows.map(present), nextCursor: page.nextCursor, ...totalOf(counted) }
      }),
  }
}

const instant = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
const placePattern = new RegExp(`^(infinity|${instant}) (${instant})$`)

function placeOf(cursor: string | undefined): TodoPlace | null {
  const key = readCursor(cursor, 'due')
  if (!key) return null
  const [, dueAt, since] = placePattern.exec(String(key.value)) ?? []
  if (
    !dueAt ||
    !since ||
    Number.isNaN(Date.parse(since)) ||
    (dueAt !== 'infinity' && Number.isNaN(Date.parse(dueAt)))
  ) {
    return refuse('invalid_cursor')
  }
  return { dueAt, since, id: key.id }
}

function present(row: TodoRow): Todo {
  return {
    subject: { type: row.subject_type, id: row.subject_id, code: row.code, title: row.title },
    state: row.state,
    holder: row.holder,
    since: row.since,
    dueAt: row.due_at,
    overdue: row.overdue,
    actions: actionsOn(row.subject_type, row.state, row.parties),
  }
}
