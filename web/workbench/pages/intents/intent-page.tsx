import { useText } from '../../i18n/text.tsx'

export function IntentPage() {
  return <h1>{useText().t('shell.intents')}</h1>
}
