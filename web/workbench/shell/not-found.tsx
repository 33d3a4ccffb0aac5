import { Link } from '@tanstack/react-router'
import { useText } from '../i18n/text.tsx'

export function NotFound() {
  const { t } = useText()
  return (
    <section className="empty">
      <h1>{t('common.notFoundTitle')}</h1>
      <p>{t('common.notFoundText')}</p>
      <Link to="/" className="button">
        {t('common.toHome')}
      </Link>
    </section>
  )
}
