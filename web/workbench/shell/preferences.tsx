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

export function readLiked(store: Pick<Storage, 'getItem'>, asks: { dark: boolean; language: string }): Liked {
  const asked: Liked = { locale: asks.language.startsWith('zh') ? 'zh' : 'en', largeType: false, dark: asks.dark }
  try {
    const kept = JSON.parse(store.getItem(place) ?? '{}') as Partial<Liked>
    return {
      locale: kept.locale === 'zh' || kept.locale === 'en' ? kept.locale : asked.locale,
      largeType: typeof kept.largeType === 'boolean' ? kept.largeType : asked.largeType,
      dark: typeof kept.dark === 'boolean' ? kept.dark : asked.dark,
    }
  } catch {
    return asked
  }
}

const PreferencesContext = createContext<LikedContext | null>(null)

export function usePreferences(): LikedContext {
  const context = use(PreferencesContext)
  if (!context) throw new Error('usePreferences outside Preferences')
  return context
}

export function Preferences(props: { children: ReactNode }) {
  const [liked, setLiked] = useState(() =>
    readLiked(localStorage, {
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      language: navigator.language,
    }),
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
    localStorage.setItem(place, JSON.stringify(liked))
  }, [liked])

  const context = useMemo<LikedContext>(
    () => ({ ...liked, like: (change) => setLiked((before) => ({ ...before, ...change })) }),
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
