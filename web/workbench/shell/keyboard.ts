import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

export type KeyAct = 'search' | 'todos' | 'scenarios' | 'intents' | 'new' | 'down' | 'up' | 'help'

const afterG: Readonly<Record<string, KeyAct>> = { t: 'todos', s: 'scenarios', i: 'intents', n: 'new' }
const alone: Readonly<Record<string, KeyAct>> = { '/': 'search', j: 'down', k: 'up', '?': 'help' }

/** What a key means, given that `g` was pressed just before. Keys with Ctrl, Alt or Meta are the browser's. */
export function keyAct(
  key: { key: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean },
  afterLeader: boolean,
): KeyAct | 'leader' | null {
  if (key.ctrlKey || key.altKey || key.metaKey) return null
  if (afterLeader) return afterG[key.key] ?? null
  if (key.key === 'g') return 'leader'
  return alone[key.key] ?? null
}

/** Whether the key belongs to what the person is typing in. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="combobox"], [role="listbox"], [role="dialog"]') !== null
  )
}

/** Moves the focus among the rows of the page's list; Enter then follows the row's link by itself. */
export function moveRow(step: 1 | -1, page: ParentNode = document): void {
  const rows = [...page.querySelectorAll<HTMLElement>('[data-row-link]')].filter((row) => row.offsetParent !== null)
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** The keyboard of the whole workbench. A `g` waits one second for its second key. */
export function useKeyboard(onHelp: () => void): void {
  const navigate = useNavigate()
  const leaderAt = useRef(0)
  useEffect(() => {
    function act(event: KeyboardEvent) {
      if (isTyping(event.target)) return
      const meaning = keyAct(event, event.timeStamp - leaderAt.current < 1000)
      leaderAt.current = meaning === 'leader' ? event.timeStamp : 0
      if (!meaning || meaning === 'leader') return
      event.preventDefault()
      if (meaning === 'search') document.querySelector<HTMLInputElement>('[data-search]')?.focus()
      else if (meaning === 'help') onHelp()
      else if (meaning === 'down') moveRow(1)
      else if (meaning === 'up') moveRow(-1)
      else void navigate({ to: places[meaning] })
    }
    window.addEventListener('keydown', act)
    return () => window.removeEventListener('keydown', act)
  }, [navigate, onHelp])
}

const places = { todos: '/', scenarios: '/scenarios', intents: '/intents', new: '/scenarios/new' } as const
