import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.tsx'
import { useProgramme } from '../../session/catalog.ts'
import { usePreferences } from '../../shell/preferences.tsx'

/** The frame of the pages before the desk: the name of the programme, one form, language and type size. */
export function GatePage(props: { title: string; children: ReactNode }) {
  const { t } = useText()
  const liked = usePreferences()
  const programme = useProgramme()
  return (
    <div className="gate">
      <header>
        <a href="/" className="brand">
          {programme}
        </a>
        <p className="quiet">{t('access.promise')}</p>
      </header>
      <main id="page">
        <h1>{props.title}</h1>
        {props.children}
      </main>
      <footer>
        <button
          type="button"
          className="link"
          lang={liked.locale === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => liked.like({ locale: liked.locale === 'zh' ? 'en' : 'zh' })}
        >
          {t('shell.otherLanguage')}
        </button>
        <button
          type="button"
          className="link"
          aria-pressed={liked.largeType}
          onClick={() => liked.like({ largeType: !liked.largeType })}
        >
          {t('shell.largeType')}
        </button>
        <button type="button" className="link" onClick={() => liked.like({ dark: !liked.dark })}>
          {liked.dark ? t('shell.light') : t('shell.dark')}
        </button>
      </footer>
    </div>
  )
}
