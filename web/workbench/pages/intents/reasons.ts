import { intentActions } from '../../../../contracts/intents.ts'
import { type CodedReason, machine } from '../../../../engines/lifecycle/index.ts'

export type IntentAction = (typeof intentActions)[number]

export function isIntentAction(action: string): action is IntentAction {
  return (intentActions as readonly string[]).includes(action)
}

/** The reasons an action may be given for, from the lifecycle; empty where none is asked. */
export function codesOf(action: IntentAction): readonly CodedReason[] {
  const row = machine('intent').transitions.find((one) => one.action === action)
  return (row && 'codes' in row ? row.codes : undefined) ?? []
}

/** The body of an action, or null while a reason or its words are missing. */
export function intentBody(
  action: IntentAction,
  code: string,
  note: string,
): { reason?: string; note?: string } | null {
  const codes = codesOf(action)
  const chosen = codes.find((one) => one.code === code)
  if (codes.length > 0 && !chosen) return null
  if (chosen?.needsText && note.trim() === '') return null
  return { ...(chosen ? { reason: chosen.code } : {}), ...(note.trim() ? { note: note.trim() } : {}) }
}
