import type { Todo } from '../../../../contracts/desk.ts'

export type Section = 'overdue' | 'soon' | 'open'

const soonMs = 3 * 86_400_000

/** Overdue first, then what is due within three days, then the rest; each by due date, without one by age. */
export function bySection(todos: readonly Todo[], now: Date): { section: Section; todos: Todo[] }[] {
  const sections: Record<Section, Todo[]> = { overdue: [], soon: [], open: [] }
  for (const todo of todos) sections[sectionOf(todo, now)].push(todo)
  const order = (todo: Todo) => todo.dueAt ?? `~${todo.since}`
  return (['overdue', 'soon', 'open'] as const)
    .map((section) => ({ section, todos: sections[section].sort((a, b) => (order(a) < order(b) ? -1 : 1)) }))
    .filter((group) => group.todos.length > 0)
}

function sectionOf(todo: Todo, now: Date): Section {
  if (todo.overdue) return 'overdue'
  return todo.dueAt !== null && Date.parse(todo.dueAt) - now.getTime() <= soonMs ? 'soon' : 'open'
}

/** The page that deals with a thing, below /app. */
export function pageOf(subject: { type: string; id: string }): string {
  const folders: Readonly<Record<string, string>> = { capability: 'capabilities', library: 'libraries' }
  return `/${folders[subject.type] ?? `${subject.type}s`}/${subject.id}`
}
