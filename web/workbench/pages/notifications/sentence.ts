import type { Notification } from '../../../../contracts/desk.ts'
import { actionLabel, type MachineName, machines } from '../../../../engines/lifecycle/index.ts'
import type { MessageKey, Text } from '../../i18n/text.tsx'

/** What happened, in one sentence; a kind `<thing>.<action>` without its own says the action's name. */
export function sentenceOf({ t, name }: Pick<Text, 't' | 'name'>, one: Pick<Notification, 'kind' | 'params'>): string {
  const key = `inbox.kind_${one.kind.replaceAll('.', '_')}`
  const values = Object.fromEntries(
    Object.entries(one.params).map(([place, value]) => [
      place,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  )
  const said = t(key as MessageKey, values)
  if (said !== key) return said
  const [thing = '', action = ''] = one.kind.split('.')
  if (Object.hasOwn(machines, thing)) {
    const machine = thing as MachineName
    if (machines[machine].transitions.some((row) => row.action === action)) {
      return t('inbox.became', { action: name(actionLabel(machine, action as never)) })
    }
  }
  return t('inbox.news')
}
