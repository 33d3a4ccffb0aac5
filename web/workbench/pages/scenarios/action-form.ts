import type { ScenarioAction } from '../../../../contracts/scenarios.ts'
import type { MessageKey } from '../../i18n/text.tsx'

/** What an action's dialog asks for, after the contract's bodies. */
export interface ActionForm {
  readonly reason?: 'must' | 'may'
  /** Name of the text in the body. */
  readonly reasonAs?: 'reason' | 'note'
  readonly comments?: true
  readonly decision?: true
  readonly list?: true
  readonly closing?: true
  readonly note?: MessageKey
  readonly danger?: true
}

export const actionForms: Readonly<Record<ScenarioAction, ActionForm>> = {
  submit: {},
  recommend: { reason: 'may' },
  accept: {},
  return: { reason: 'must', comments: true },
  reject: { reason: 'must', danger: true },
  send_to_review: {},
  select: { reason: 'must', note: 'scenario.selectNote' },
  revise: { reason: 'must', note: 'scenario.selectNote' },
  consent: { decision: true, reason: 'may', reasonAs: 'note' },
  decline_consent: { decision: true, reason: 'must', reasonAs: 'note' },
  withdraw_decision: { decision: true },
  publicise: {},
  publish: { list: true },
  uphold_objection: { reason: 'must' },
  start_landing: {},
  start_demonstration: {},
  fall_through: { reason: 'may' },
  start_evaluation: {},
  conclude: { reason: 'may' },
  withdraw: { reason: 'must', danger: true, note: 'scenario.withdrawNote' },
  suspend: { reason: 'must', danger: true },
  resume: {},
  terminate: { reason: 'must', danger: true, note: 'scenario.terminateNote' },
  close: {},
  reopen: { closing: true, reason: 'may' },
}

export interface ActionInput {
  readonly reason: string
  readonly comments: readonly { path: string; text: string }[]
  readonly listId: string
  /** An instant, or '' while no day is chosen. */
  readonly closesAt: string
  readonly decisionId: string | null
}

/** The body the contract wants, or null while something it needs is missing. */
export function bodyOf(action: ScenarioAction, input: ActionInput): Record<string, unknown> | null {
  const form = actionForms[action]
  const text = input.reason.trim()
  if (form.reason === 'must' && text === '') return null
  if (form.decision && input.decisionId === null) return null
  if (form.closing && input.closesAt === '') return null
  return {
    ...(form.reason && text !== '' ? { [form.reasonAs ?? 'reason']: text } : {}),
    ...(form.comments ? { comments: input.comments.filter((one) => one.path !== '' && one.text.trim() !== '') } : {}),
    ...(form.decision ? { decisionId: input.decisionId } : {}),
    ...(form.list && input.listId !== '' ? { listId: input.listId } : {}),
    ...(form.closing ? { closesAt: input.closesAt } : {}),
  }
}
