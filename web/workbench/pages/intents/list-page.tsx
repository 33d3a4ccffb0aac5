import { useText } from '../../i18n/text.tsx'

export function IntentListPage() {
  return <h1>{useText().t('shell.intents')}</h1>
}
