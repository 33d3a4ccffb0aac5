import type { Locale } from '../../../contracts/common.ts'
import { createTranslator, type MessageParams } from '../../ui/messages/index.ts'
import { en } from './en.ts'
import { type PortalMessageKey, zh } from './zh.ts'

export type { PortalMessageKey } from './zh.ts'

/** Words of the public pages. */
export const say: (locale: Locale, key: PortalMessageKey, params?: MessageParams) => string =
  createTranslator<PortalMessageKey>({ zh, en })
