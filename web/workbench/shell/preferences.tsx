import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import type { Locale } from '../../../contracts/common.ts'
import { AntdProvider } from '../../ui/antd/provider.tsx'
import { loadMessages, TextProvider } from '../i18n/text.tsx'
import type { Messages } from '../messages/zh.ts'

/** What a person likes to see: language, type size, light or dark. Kept on the device, so that sign-in knows it too. */
export interface Liked {
  locale: Locale
  largeType: boolean
  dark: boolean
}

interface LikedContext extends Liked {
  like: (change: Partial<Liked>) => void
}

const place = 'workbench:preferences'

/** What was chosen on this device; the rest follows the system. */
export function readChosen(store: Pick<Storage, 'getItem'>): Partial<Liked> {
  try {
    const kept = JSON.parse(store.getItem(place) ?? '{}') as Partial<Liked>
    return {
      ...((kept.locale === 'zh' || kept.locale === 'en') && { locale: kept.locale }),
      ...(typeof kept.largeType === 'boolean' && { largeType: kept.largeType }),
      ...(typeof kept.dark === 'boolean' && { dark: kept.dark }),
    }
  } catch {
    return {}
  }
}

const darkSystem = '(prefers-color-scheme: dark)'

/** Whether the system is dark now; tells when that changes. */
function useDarkSystem(): boolean {
  const [dark, setDark] = useState(() => matchMedia(darkSystem).matches)
  useEffect(() => {
    const system = matchMedia(darkSystem)
    const follow = () => setDark(system.matches)
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [])
  return dark
}

const PreferencesContext = createContext<LikedContext | null>(null)

export function usePreferences(): LikedContext {
  const context = use(PreferencesContext)
  if (!context) throw new Error('usePreferences outside Preferences')
  return context
}

export function Preferences(props: { children: ReactNode }) {
  const dark = useDarkSystem()
  const [chosen, setChosen] = useState(() => readChosen(localStorage))
  const liked = useMemo<Liked>(
    () => ({
      locale: navigator.language.startsWith('zh') ? 'zh' : 'en',
      largeType: false,
      dark,
      ...chosen,
    }),
    [chosen, dark],
  )
  const [loaded, setLoaded] = useState<{ locale: Locale; messages: Messages } | null>(null)

  useEffect(() => {
    let current = true
    void loadMessages(liked.locale).then((messages) => {
      if (current) setLoaded({ locale: liked.locale, messages })
    })
    return () => {
      current = false
    }
  }, [liked.locale])

  useEffect(() => {
    const page = document.documentElement
    page.lang = liked.locale === 'zh' ? 'zh-CN' : 'en'
    page.dataset.theme = liked.dark ? 'dark' : 'light'
    if (liked.largeType) page.dataset.type = 'large'
    else delete page.dataset.type
  }, [liked])

  useEffect(() => localStorage.setItem(place, JSON.stringify(chosen)), [chosen])

  const context = useMemo<LikedContext>(
    () => ({ ...liked, like: (change) => setChosen((before) => ({ ...before, ...change })) }),
    [liked],
  )
  if (!loaded) return null
  return (
    <PreferencesContext value={context}>
      <TextProvider locale={loaded.locale} messages={loaded.messages}>
        <AntdProvider dark={liked.dark} large={liked.largeType}>
          {props.children}
        </AntdProvider>
      </TextProvider>
    </PreferencesContext>
  )
}
