import { useText } from '../../i18n/text.tsx'

export function ScenarioListPage() {
  return <h1>{useText().t('shell.scenarios')}</h1>
}
