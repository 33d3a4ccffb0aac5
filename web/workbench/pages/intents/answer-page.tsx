import { useText } from '../../i18n/text.tsx'

export function AnswerPage() {
  return <h1>{useText().t('shell.intents')}</h1>
}
