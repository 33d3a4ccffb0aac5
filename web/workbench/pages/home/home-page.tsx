import { useText } from '../../i18n/text.tsx'

export function HomePage() {
  const { t } = useText()
  return <h1>{t('home.title')}</h1>
}
