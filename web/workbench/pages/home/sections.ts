import type { Todo } from '../../../../contracts/desk.ts'
import type { MessageKey } from '../../i18n/text.tsx'

export type Section = 'overdue' | 'soon' | 'open'

/** What a todo is about, in words. */
export const typeNames: Readonly<Record<string, MessageKey>> = {
  scenario: 'home.typeScenario',
  intent: 'home.typeIntent',
  organisation: 'home.typeOrganisation',
  capability: 'home.typeCapability',
  list: 'home.typeList',
  call: 'home.typeCall',
  round: 'home.typeRound',
  review: 'home.typeReview',
  agreement: 'home.typeAgreement',
  project: 'home.typeProject',
  reading: 'home.typeReading',
  evaluation: 'home.typeEvaluation',
  promotion: 'home.typePromotion',
  service: 'home.typeService',
  landing: 'home.typeLanding',
}

const endings = new Set(['terminate', 'break_off', 'withdraw', 'cancel', 'suspend', 'recuse'])

/** The actions that carry a thing on: what only ends it is found on its page, and is nobody's next step. */
export function forward(actions: readonly string[]): string[] {
  return actions.filter((action) => !endings.has(action))
}

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
