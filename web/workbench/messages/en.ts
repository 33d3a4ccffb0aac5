import { access } from './en/access.ts'
import { account } from './en/account.ts'
import { agreements } from './en/agreements.ts'
import { calls } from './en/calls.ts'
import { capabilities } from './en/capabilities.ts'
import { cockpit } from './en/cockpit.ts'
import { common } from './en/common.ts'
import { evaluations } from './en/evaluations.ts'
import { form } from './en/form.ts'
import { home } from './en/home.ts'
import { imports } from './en/imports.ts'
import { inbox } from './en/inbox.ts'
import { intents } from './en/intents.ts'
import { journal } from './en/journal.ts'
import { list } from './en/list.ts'
import { lists } from './en/lists.ts'
import { matches } from './en/matches.ts'
import { organisations } from './en/organisations.ts'
import { projects } from './en/projects.ts'
import { promotions } from './en/promotions.ts'
import { records } from './en/records.ts'
import { reviews } from './en/reviews.ts'
import { scenario } from './en/scenario.ts'
import { scenarios } from './en/scenarios.ts'
import { security } from './en/security.ts'
import { services } from './en/services.ts'
import { shell } from './en/shell.ts'
import { system } from './en/system.ts'
import { users } from './en/users.ts'
import type { Messages } from './zh.ts'

/** Every sentence of the workbench in English, one file a family of pages, entry by entry like the Chinese. */
export const en: Messages = {
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
}
