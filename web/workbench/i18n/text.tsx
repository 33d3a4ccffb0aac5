import { createContext, type ReactNode, use, useMemo } from 'react'
import type { Locale } from '../../../contracts/common.ts'
import type { Messages } from '../messages/zh.ts'

export type MessageKey = {
  [F in keyof Messages & string]: `${F}.${keyof Messages[F] & string}`
}[keyof Messages & string]
export type Params = Readonly<Record<string, string | number>>
/** A thing with a name in both languages, as the catalog and the lifecycles give it. */
export type Bilingual = { readonly zh: string; readonly en: string }

export interface Text {
  locale: Locale
  /** A sentence of the message files; `{name}` takes a value. */
  t: (key: MessageKey, params?: Params) => string
  /** The name in the language of the page. */
  name: (thing: Bilingual) => string
}

const loaders: Record<Locale, () => Promise<Messages>> = {
  zh: async () => (await import('../messages/zh.ts')).zh,
  en: async () => (await import('../messages/en.ts')).en,
}

/** Only the language in use is loaded. */
export function loadMessages(locale: Locale): Promise<Messages> {
  return loaders[locale]()
}

export function fill(sentence: string, params: Params = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

export function textOf(locale: Locale, messages: Messages): Text {
  return {
    locale,
    t(key, params) {
      const dot = key.indexOf('.')
      const family = messages[key.slice(0, dot) as keyof Messages] as Readonly<Record<string, string>>
      return fill(family[key.slice(dot + 1)] ?? key, params)
    },
    name: (thing) => thing[locale],
  }
}

const TextContext = createContext<Text | null>(null)

export function TextProvider(props: { locale: Locale; messages: Messages; children: ReactNode }) {
  const text = useMemo(() => textOf(props.locale, props.messages), [props.locale, props.messages])
  return <TextContext value={text}>{props.children}</TextContext>
}

/** `const { t, name, locale } = useText()`. */
export function useText(): Text {
  const text = use(TextContext)
  if (!text) throw new Error('useText outside TextProvider')
  return text
}
