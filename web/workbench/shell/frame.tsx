import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { Suspense, useCallback, useEffect, useState } from 'react'
import { UiProvider } from '../../ui/context.tsx'
import { useText } from '../i18n/text.tsx'
import { useCatalog, useProgramme } from '../session/catalog.ts'
import { useMe } from '../session/me.ts'
import { AccountMenu } from './account-menu.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { useKeyboard } from './keyboard.ts'
import { PendingSteps } from './pending.tsx'
import { SearchBox } from './search-box.tsx'
import { SideNavigation } from './side-navigation.tsx'

/** The frame around every page: navigation at the side, search and account above, the page below. */
export function Frame() {
  const { t, locale } = useText()
  const { timezone } = useCatalog().city
  const programme = useProgramme()
  const me = useMe()
  const [help, setHelp] = useState(false)
  const [drawer, setDrawer] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useKeyboard(useCallback(() => setHelp(true), []))
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever page one goes to, the drawer has done its work
  useEffect(() => setDrawer(false), [path])

  return (
    <UiProvider locale={locale} timeZone={timezone}>
      <div className="frame">
        <a className="skip" href="#page">
          {t('shell.skip')}
        </a>
        <header className="top">
          <button
            type="button"
            className="top-menu"
            aria-label={t('shell.openNavigation')}
            aria-expanded={drawer}
            onClick={() => setDrawer(true)}
          >
            <span aria-hidden="true">☰</span>
          </button>
          <Link to="/" className="brand">
            {programme}
            <span className="quiet">{t('shell.workbench')}</span>
          </Link>
          <SearchBox />
          <AccountMenu me={me} onHelp={() => setHelp(true)} />
        </header>
        <aside className="side">
          <SideNavigation me={me} />
        </aside>
        <Drawer
          open={drawer}
          placement="left"
          size={260}
          title={programme}
          onClose={() => setDrawer(false)}
          styles={{ body: { padding: 0 } }}
        >
          <SideNavigation me={me} />
        </Drawer>
        <main id="page" tabIndex={-1}>
          {me.pending.length > 0 ? (
            <PendingSteps me={me} />
          ) : (
            <Suspense fallback={<p className="quiet">{t('common.loading')}</p>}>
              <Outlet />
            </Suspense>
          )}
        </main>
        <HelpDialog open={help} onClose={() => setHelp(false)} />
      </div>
    </UiProvider>
  )
}
