import { access } from './zh/access.ts'
import { common } from './zh/common.ts'
import { form } from './zh/form.ts'
import { home } from './zh/home.ts'
import { intents } from './zh/intents.ts'
import { list } from './zh/list.ts'
import { records } from './zh/records.ts'
import { scenario } from './zh/scenario.ts'
import { scenarios } from './zh/scenarios.ts'
import { shell } from './zh/shell.ts'

/** 工作台全部界面文字，一个页面族一个文件；英文与之逐条对应。 */
export const zh = { common, shell, access, home, list, scenarios, scenario, form, intents, records } as const
