import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { authRoutes } from '../../../../contracts/accounts.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { useKeepMe } from '../../session/me.ts'
import { SignInForm } from '../../session/sign-in-form.tsx'
import { usePreferences } from '../../shell/preferences.tsx'
import { GatePage } from './gate-page.tsx'

/** Only addresses of the workbench itself; anything else leads to the desk. */
export function safeReturn(returnTo: string | undefined): string {
  return returnTo && /^\/app(\/|$|\?)/.test(returnTo) ? returnTo : '/app'
}

export function SignInPage() {
  const { t } = useText()
  const { returnTo } = useSearch({ strict: false })
  const router = useRouter()
  const keepMe = useKeepMe()
  const liked = usePreferences()
  const target = safeReturn(returnTo)

  return (
    <GatePage title={t('access.signInTitle')}>
      <SignInForm
        onSignedIn={(me) => {
          keepMe(me)
          liked.like({ locale: me.user.locale, largeType: me.user.largeType })
          router.history.replace(target)
        }}
      />
      <p className="divided">{t('access.or')}</p>
      <a className="button block" href={hrefOf(authRoutes.unifiedLogin, { query: { returnTo: target } })}>
        {t('access.unified')}
      </a>
      <nav className="split">
        <Link to="/sign-up" search={{ returnTo }}>
          {t('access.toSignUp')}
        </Link>
        <Link to="/reset-password">{t('access.toReset')}</Link>
      </nav>
    </GatePage>
  )
}
