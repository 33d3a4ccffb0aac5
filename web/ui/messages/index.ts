import type { Locale } from '../../../contracts/common.ts'
import { en } from './en.ts'
import { type MessageKey, zh } from './zh.ts'

export type { MessageKey } from './zh.ts'

export type MessageParams = Readonly<Record<string, string | number>>

/** Puts values into the `{name}` places of a message; a place without a value is a fault of the caller. */
export function interpolate(message: string, params: MessageParams = {}): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new RangeError(`message needs a value for {${name}}: ${message}`)
    return String(value)
  })
}

/** A translator over a pair of message files with the same keys. */
export function createTranslator<K extends string>(files: Readonly<Record<Locale, Readonly<Record<K, string>>>>) {
  return (locale: Locale, key: K, params?: MessageParams): string => interpolate(files[locale][key], params)
}

/** Words of the shared parts. */
export const t: (locale: Locale, key: MessageKey, params?: MessageParams) => string = createTranslator<MessageKey>({
  zh,
  en,
})
