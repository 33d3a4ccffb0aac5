import { access } from './zh/access.ts'
import { account } from './zh/account.ts'
import { agreements } from './zh/agreements.ts'
import { calls } from './zh/calls.ts'
import { capabilities } from './zh/capabilities.ts'
import { cockpit } from './zh/cockpit.ts'
import { common } from './zh/common.ts'
import { evaluations } from './zh/evaluations.ts'
import { form } from './zh/form.ts'
import { home } from './zh/home.ts'
import { imports } from './zh/imports.ts'
import { inbox } from './zh/inbox.ts'
import { intents } from './zh/intents.ts'
import { journal } from './zh/journal.ts'
import { list } from './zh/list.ts'
import { lists } from './zh/lists.ts'
import { matches } from './zh/matches.ts'
import { organisations } from './zh/organisations.ts'
import { projects } from './zh/projects.ts'
import { promotions } from './zh/promotions.ts'
import { records } from './zh/records.ts'
import { reviews } from './zh/reviews.ts'
import { scenario } from './zh/scenario.ts'
import { scenarios } from './zh/scenarios.ts'
import { security } from './zh/security.ts'
import { services } from './zh/services.ts'
import { shell } from './zh/shell.ts'
import { system } from './zh/system.ts'
import { users } from './zh/users.ts'

/** 工作台全部界面文字，一个页面族一个文件；英文与之逐条对应。 */
export const zh = {
  cockpit,
  common,
  shell,
  access,
  home,
  list,
  scenarios,
  scenario,
  form,
  intents,
  records,
  account,
  agreements,
  calls,
  capabilities,
  evaluations,
  imports,
  inbox,
  journal,
  lists,
  matches,
  organisations,
  promotions,
  reviews,
  projects,
  security,
  services,
  system,
  users,
} as const

/** The shape every language has: families of sentences. Chinese is the original. */
export type Messages = { readonly [F in keyof typeof zh]: { readonly [K in keyof (typeof zh)[F]]: string } }
