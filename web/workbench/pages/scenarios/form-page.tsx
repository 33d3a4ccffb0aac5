import { useText } from '../../i18n/text.tsx'

export function NewScenarioPage() {
  return <h1>{useText().t('shell.newScenario')}</h1>
}
export function EditScenarioPage() {
  return <h1>{useText().t('shell.newScenario')}</h1>
}
