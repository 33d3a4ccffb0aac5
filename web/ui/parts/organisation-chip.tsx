import { useUi } from '../context.tsx'
import { t } from '../messages/index.ts'

/** An organisation (or a person) by name; example data is visibly marked. */
export function OrganisationChip({
  name,
  href,
  synthetic = false,
  verified = false,
}: {
  name: string
  href?: string
  synthetic?: boolean
  verified?: boolean
}) {
  const { locale } = useUi()
  const lang = locale === 'en' && /\p{Script=Han}/u.test(name) ? 'zh-CN' : undefined
  return (
    <span className="organisation">
      {href ? (
        <a href={href} lang={lang}>
          {name}
        </a>
      ) : (
        <span lang={lang}>{name}</span>
      )}
      {verified && <span className="organisation-verified"> ✓ {t(locale, 'organisation.verified')}</span>}
      {synthetic && <SyntheticMark />}
    </span>
  )
}

/** The mark of example data: never mistaken for a real organisation or scenario. */
export function SyntheticMark() {
  const { locale } = useUi()
  return (
    <abbr className="synthetic" title={t(locale, 'organisation.synthetic_long')}>
      {t(locale, 'organisation.synthetic')}
    </abbr>
  )
}
