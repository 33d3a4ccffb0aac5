import type { MessageKey } from '../../i18n/text.tsx'
import { useText } from '../../i18n/text.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'

/** Settling a decision is not a step of the lifecycle, so its verbs are the workbench's own. */
const settling: Readonly<Record<string, MessageKey>> = {
  consent: 'scenario.consent',
  decline_consent: 'scenario.decline_consent',
  withdraw_decision: 'scenario.withdraw_decision',
}

export function useScenarioActionName(): (action: string) => string {
  const { t } = useText()
  const name = useActionName()
  return (action) => (settling[action] ? t(settling[action]) : name('scenario', action))
}
