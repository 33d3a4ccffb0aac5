import { useQuery } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { authRoutes } from '../../../../contracts/accounts.ts'
import { type ErrorCode, errors, sentenceWith } from '../../../../contracts/errors.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { catalogQuery } from '../../session/catalog.ts'
import { useKeepMe } from '../../session/me.ts'
import { SignInForm } from '../../session/sign-in-form.tsx'
import { usePreferences } from '../../shell/preferences.tsx'
import { GatePage } from './gate-page.tsx'

/** Only addresses of the workbench itself; anything else leads to the desk. */
export function safeReturn(returnTo: string | undefined): string {
  return returnTo && /^\/app(\/|$|\?)/.test(returnTo) ? returnTo : '/app'
}

export function SignInPage() {
  const { t, locale } = useText()
  const catalog = useQuery(catalogQuery).data
  const { returnTo, error = '', ...params } = useSearch({ strict: false })
  const router = useRouter()
  const keepMe = useKeepMe()
  const liked = usePreferences()
  const target = safeReturn(returnTo)
  const refusal = Object.hasOwn(errors, error) ? sentenceWith(errors[error as ErrorCode], params, locale) : ''

  return (
    <GatePage title={t('access.signInTitle')}>
      {refusal ? (
        <p className="note note-bad" role="alert">
          {refusal}
        </p>
      ) : null}
      <SignInForm
        onSignedIn={(me) => {
          keepMe(me)
          liked.like({ locale: me.user.locale, largeType: me.user.largeType })
          router.history.replace(target)
        }}
      />
      {catalog?.features.unifiedLogin ? (
        <>
          <p className="divided">{t('access.or')}</p>
          <a className="button block" href={hrefOf(authRoutes.unifiedLogin, { query: { returnTo: target } })}>
            {t('access.unified')}
          </a>
        </>
      ) : null}
      <nav className="split">
        <Link to="/sign-up" search={{ returnTo }}>
          {t('access.toSignUp')}
        </Link>
        <Link to="/reset-password">{t('access.toReset')}</Link>
      </nav>
    </GatePage>
  )
}
