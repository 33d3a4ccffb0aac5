import type { Messages } from '../i18n/text.tsx'
import { access } from './en/access.ts'
import { common } from './en/common.ts'
import { form } from './en/form.ts'
import { home } from './en/home.ts'
import { intents } from './en/intents.ts'
import { list } from './en/list.ts'
import { records } from './en/records.ts'
import { scenario } from './en/scenario.ts'
import { scenarios } from './en/scenarios.ts'
import { shell } from './en/shell.ts'

/** Every sentence of the workbench in English, one file a family of pages, entry by entry like the Chinese. */
export const en: Messages = { common, shell, access, home, list, scenarios, scenario, form, intents, records }
