import { type MachineName, machines } from './machines.ts'
import { originsOf, sources } from './rules.ts'
import { type Clock, guards, type Machine, parties, type State, type Transition } from './types.ts'

/** One lifecycle as Markdown: a mermaid state diagram, a table of its states and a table of its actions. */
export function draw(name: MachineName): string {
  const table = machines[name] as unknown as Machine
  return [
    `## ${table.zh} ${table.name}`,
    '',
    ...diagram(table),
    '',
    ...stateTable(table),
    '',
    ...actionTable(table),
    ...codeTables(table),
    '',
  ].join('\n')
}

/** All lifecycles, the content of `docs/lifecycles.md`. */
export function drawAll(): string {
  return `${preface}\n${(Object.keys(machines) as MachineName[]).map(draw).join('\n')}`
}

const preface = `# 状态流转 Lifecycles

This file is drawn from the tables in \`engines/lifecycle/tables\` by \`npx tsx engines/lifecycle/write-docs.ts\`; change
the tables, not this file. Server and workbench read the same tables.

- **holder 办理方**: whose turn it is in a state. **days 时限**: working days the holder has from the day the state was
  entered, by the calendar of the city pack; where none stands there is no due date.
- **reminder, escalation, expiry 提醒、升级、失效**: where a state has three numbers, the holder is reminded on the first
  day, the matter is overdue and goes to the operator too on the second, and from the third on the system may let it expire.
- **final 终态** (an arrow to the closing dot in the diagram): nothing is awaited any more; an exceptional action such as reopening may
  still lead out. **↩** leads back to the state that was left.
- **guard 前置条件**: what must hold besides state and party. **reason 理由**: \`required\` is free text, \`coded\` is one of the
  codes listed below the table.
`

function diagram(table: Machine): string[] {
  const names = Object.entries(table.states).map(([key, state]) => `  state "${state.zh} ${key}" as ${key}`)
  const edges = table.transitions.flatMap((row) =>
    sources(row).flatMap((from) =>
      targets(table, row, from).map((to) => `  ${from} --> ${to} : ${row.zh} ${row.action}`),
    ),
  )
  const ends = Object.entries(table.states).flatMap(([key, state]) => (state.final ? [`  ${key} --> [*]`] : []))
  return ['```mermaid', 'stateDiagram-v2', ...names, `  [*] --> ${table.initial}`, ...edges, ...ends, '```']
}

function targets(table: Machine, row: Transition, from: string): string[] {
  return row.to === 'previous' ? originsOf(table, from) : [row.to]
}

function stateTable(table: Machine): string[] {
  const staged = Object.values<State>(table.states).some((state) => state.stage)
  const head = ['state', '中文', 'holder 办理方', 'days 时限', ...(staged ? ['stage'] : [])]
  const rows = Object.entries(table.states).map(([key, state]) => [
    `\`${key}\``,
    state.zh,
    holderCell(state),
    daysCell(state),
    ...(staged ? [state.stage ?? ''] : []),
  ])
  return grid(head, rows)
}

function holderCell(state: State): string {
  if (state.holder === null) return 'final 终态'
  const holder = `${parties[state.holder].zh} ${state.holder}`
  if (!state.first) return holder
  return `${parties[state.first.holder].zh} ${state.first.holder} (${state.first.while}), then ${holder}`
}

function daysCell(state: State): string {
  const own = days(state.clock)
  return state.first ? `${days(state.first.clock)}, then ${own}` : own
}

function days(clock: Clock | undefined): string {
  if (!clock) return ''
  const { dueDays, remindAtDays, expireAfterDays } = clock
  return [remindAtDays, dueDays, expireAfterDays].filter((day) => day !== undefined).join(' / ')
}

function actionTable(table: Machine): string[] {
  const rows = table.transitions.map((row) => [
    sources(row)
      .map((from) => `\`${from}\``)
      .join(', '),
    `\`${row.action}\` ${row.zh}`,
    row.to === 'previous' ? '↩' : `\`${row.to}\``,
    row.who.map((party) => `${parties[party].zh} ${party}`).join('<br>'),
    (row.guards ?? []).map((guard) => `\`${guard}\` ${guards[guard].zh}; ${guards[guard].en}`).join('<br>'),
    row.reason ?? '',
  ])
  return grid(['from', 'action', 'to', 'who', 'guard 前置条件', 'reason 理由'], rows)
}

function codeTables(table: Machine): string[] {
  return table.transitions.flatMap((row) => {
    if (!row.codes) return []
    const rows = row.codes.map((reason) => [`\`${reason.code}\``, reason.zh, reason.en])
    return ['', `Reasons of \`${row.action}\``, '', ...grid(['code', '中文', 'English'], rows)]
  })
}

function grid(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}
