import type { Notification } from '../../../../contracts/desk.ts'
import { newsSentences } from '../../../../contracts/news.ts'
import { actionLabel, type MachineName, machines } from '../../../../engines/lifecycle/index.ts'
import { fill, type Text } from '../../i18n/text.tsx'

/** What happened, in one sentence; a kind `<thing>.<action>` without its own says the action's name. */
export function sentenceOf({ t, name }: Pick<Text, 't' | 'name'>, one: Pick<Notification, 'kind' | 'params'>): string {
  const sentence = Object.hasOwn(newsSentences, one.kind) ? newsSentences[one.kind] : undefined
  if (sentence) {
    const values = Object.entries(one.params).map(([place, value]) => [place, String(value ?? '')])
    return fill(name(sentence), Object.fromEntries(values))
  }
  const [thing = '', action = ''] = one.kind.split('.')
  if (Object.hasOwn(machines, thing)) {
    const machine = thing as MachineName
    if (machines[machine].transitions.some((row) => row.action === action)) {
      return t('inbox.became', { action: name(actionLabel(machine, action as never)) })
    }
  }
  return t('inbox.news')
}
