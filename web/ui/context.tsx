import { createContext, type ReactNode, useContext } from 'react'
import type { Locale } from '../../contracts/common.ts'

/** What every part needs to know about the reader: language, and the time zone in which the city keeps its dates. */
export type Ui = { readonly locale: Locale; readonly timeZone: string }

const UiContext = createContext<Ui>({ locale: 'zh', timeZone: 'UTC' })

/** Gives the parts below it their language and time zone; works the same on the server and in the browser. */
export function UiProvider({ locale, timeZone, children }: Ui & { children: ReactNode }) {
  return <UiContext.Provider value={{ locale, timeZone }}>{children}</UiContext.Provider>
}

export function useUi(): Ui {
  return useContext(UiContext)
}
