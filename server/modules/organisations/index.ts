import type { Platform } from '../../platform/context.ts'
import type { Writing } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { Messenger } from '../../platform/mail/index.ts'
import { ensureDemoMember } from './commands/demo.ts'
import { createSetLanded, type SetLanded } from './commands/landed.ts'
import { loadPack } from './commands/load-pack.ts'
import { forgetMember, sendInvitation } from './commands/members.ts'
import type { Organisations } from './context.ts'
import { organisationsServed } from './routes.ts'

export { insertOrganisations, type NewOrganisation } from './store.ts'
export { ensureDemoMember, forgetMember, type SetLanded }

/** Organisations: registration and verification, members, invitations, and those that the city pack names. */
export function createOrganisations(
  deps: Platform & Pick<Organisations, 'notify' | 'historyOf' | 'keys' | 'words' | 'renamed'>,
  messenger: Messenger,
): { routes: Served[]; tasks: Tasks; loadPack(tx: Writing): Promise<void>; setLanded: SetLanded } {
  return {
    routes: organisationsServed(deps),
    tasks: {
      'organisations.invite': {
        handle: ({ invitationId }) => sendInvitation(deps, messenger, String(invitationId)),
      },
    },
    loadPack: (tx) => loadPack(deps, tx),
    setLanded: createSetLanded(deps),
  }
}
