/**
 * Who may do what: the expectation of the access matrix, written by hand from the product's roles, lifecycles and policies.
 * The run compares with it and never writes it. A route of the contracts without a row fails the test.
 *
 * Read a row like this: `door` may come in at all (others: 401 when nobody, else 403, whatever the object); then, per object,
 * `ok` are served (2xx, 3xx), `busy` are let through but it cannot be done now (409, 410, 412, 422), `refused` see the thing but may not (403),
 * and everybody else gets the 404 of a missing thing, letter for letter. Every route with an object is also called on a missing one:
 * whoever passes the door gets 404, unless `missing` says otherwise. `every` is one status for all who pass the door.
 */
export const viewers = [
  'nobody',
  'own',
  'ownAdmin',
  'provider',
  'other',
  'operator',
  'districtOwn',
  'districtOther',
  'expert',
  'broker',
  'leader',
  'auditor',
  'securityAdmin',
  'securityAuditor',
  'systemAdmin',
] as const
export type ViewerKind = (typeof viewers)[number]

export type Thing =
  | 'none'
  | 'organisation'
  | 'newOrganisation'
  | 'invitation'
  | 'person'
  | 'ownSession'
  | 'foreignSession'
  | 'ownToken'
  | 'foreignToken'
  | 'draftScenario'
  | 'submittedScenario'
  | 'refiningScenario'
  | 'reviewedScenario'
  | 'selectedScenario'
  | 'publicisedScenario'
  | 'publishedScenario'
  | 'composingList'
  | 'releasedList'
  | 'library'
  | 'libraryEntry'
  | 'draftCapability'
  | 'publicCapability'
  | 'membersCapability'
  | 'withdrawnCapability'
  | 'intent'
  | 'ownFile'
  | 'foreignFile'
  | 'materialFile'
  | 'stampedFile'
  | 'draftFile'
  | 'ownNotification'
  | 'foreignNotification'
  | 'ownForm'
  | 'foreignForm'
  | 'ownImport'
  | 'foreignImport'

export type Cell = {
  readonly on: Thing
  /** Which action of the route, and what it says. */
  readonly action?: string
  readonly ok?: readonly ViewerKind[]
  readonly busy?: readonly ViewerKind[]
  readonly refused?: readonly ViewerKind[]
  readonly every?: number
}
export type Row = {
  readonly door: readonly ViewerKind[]
  readonly cells: readonly Cell[]
  readonly missing?: number
}

const all = viewers
const signed = viewers.filter((each) => each !== 'nobody')
const owners: ViewerKind[] = ['own', 'ownAdmin']
const members: ViewerKind[] = [...owners, 'provider', 'other']
const administrators: ViewerKind[] = ['ownAdmin', 'other']
const district: ViewerKind[] = ['districtOwn', 'districtOther']
/** Who handles a scenario of the owner's district once it was submitted. */
const handlers: ViewerKind[] = [...owners, 'operator', 'districtOwn', 'auditor']
/** Both sides of an intent, who runs the loop, the district it is in, the auditor. */
const parties: ViewerKind[] = [...owners, 'provider', 'operator', 'districtOwn', 'auditor']
const operator: ViewerKind[] = ['operator']
const auditor: ViewerKind[] = ['auditor']
const securityAdmin: ViewerKind[] = ['securityAdmin']

function but(from: readonly ViewerKind[], ...gone: readonly (readonly ViewerKind[])[]): ViewerKind[] {
  return from.filter((each) => !gone.flat().includes(each))
}

/** Collections and the like: whoever passes the door is served. What a collection shows to whom is the leak test's matter. */
function open(door: readonly ViewerKind[]): Row {
  return { door, cells: [{ on: 'none', ok: door }] }
}

function importRows(name: string, door: readonly ViewerKind[]): Record<string, Row> {
  return {
    [`${name}.template`]: open(signed),
    // Taken in at once; what is wrong with the workbook comes with the result of the dry run.
    [`${name}.start`]: open(door),
    [`${name}.get`]: { door, cells: [{ on: 'ownImport', ok: door }, { on: 'foreignImport' }] },
    [`${name}.workbook`]: { door, cells: [{ on: 'foreignImport' }] },
    [`${name}.commit`]: { door, cells: [{ on: 'ownImport', busy: door }, { on: 'foreignImport' }] },
    [`${name}.cancel`]: { door, cells: [{ on: 'ownImport', ok: door }, { on: 'foreignImport' }] },
  }
}

export const matrix: Record<string, Row> = {
  // signing in and oneself
  'auth.signIn': { door: all, cells: [{ on: 'none', every: 401 }] },
  'auth.signOut': { door: all, cells: [{ on: 'none', every: 204 }] },
  'auth.requestCode': { door: all, cells: [{ on: 'none', every: 202 }] },
  'auth.signUp': { door: all, cells: [{ on: 'none', every: 422 }] },
  'auth.resetPassword': { door: all, cells: [{ on: 'none', every: 422 }] },
  'auth.changePassword': { door: signed, cells: [{ on: 'none', every: 401 }] },
  'auth.privacyNotice': open(all),
  // No unified login is set up here; a browser that comes back all the same is led to the sign-in page.
  'auth.unifiedLogin': { door: all, cells: [{ on: 'none', every: 404 }] },
  'auth.unifiedCallback': { door: all, cells: [{ on: 'none', every: 302 }] },
  'me.get': open(signed),
  'me.update': open(signed),
  'me.consent': open(signed),
  'me.otpStart': { door: signed, cells: [{ on: 'none', every: 401 }] },
  'me.otpConfirm': { door: signed, cells: [{ on: 'none', every: 401 }] },
  'me.otpRemove': { door: signed, cells: [{ on: 'none', every: 401 }] },
  'me.sessions': open(signed),
  'me.endSession': { door: signed, cells: [{ on: 'ownSession', ok: signed }, { on: 'foreignSession' }] },
  'me.tokens': open(signed),
  'me.createToken': open(signed),
  'me.revokeToken': { door: signed, cells: [{ on: 'ownToken', ok: signed }, { on: 'foreignToken' }] },
  'me.exportData': open(signed),
  'me.erase': { door: signed, cells: [{ on: 'none', every: 401 }] },

  // accounts and roles
  'users.list': open(securityAdmin),
  'users.get': { door: securityAdmin, cells: [{ on: 'person', ok: securityAdmin }] },
  'users.create': open(securityAdmin),
  'users.update': { door: securityAdmin, cells: [{ on: 'person', ok: securityAdmin }] },
  'users.act': { door: securityAdmin, cells: [{ on: 'person', action: 'disable', ok: securityAdmin }] },
  'users.securityLog': open(['securityAuditor']),

  // organisations: verified ones are public; one that waits is for its people, operators, its district and auditors
  'organisations.list': open(signed),
  'organisations.get': {
    door: all,
    cells: [
      { on: 'organisation', ok: all },
      { on: 'newOrganisation', ok: [...owners, 'operator', 'districtOwn', 'auditor'] },
    ],
  },
  'organisations.create': open(signed),
  'organisations.update': {
    door: [...administrators, 'operator'],
    cells: [
      { on: 'organisation', ok: ['ownAdmin', 'operator'], refused: ['other'] },
      { on: 'newOrganisation', ok: ['ownAdmin', 'operator'] },
    ],
  },
  'organisations.act': {
    door: operator,
    cells: [
      { on: 'newOrganisation', action: 'verify', ok: operator },
      { on: 'organisation', action: 'suspend', ok: operator },
    ],
  },
  'organisations.members': {
    door: [...members, 'operator'],
    cells: [
      { on: 'organisation', ok: [...owners, 'operator'], refused: ['provider', 'other'] },
      { on: 'newOrganisation', ok: [...owners, 'operator'] },
    ],
  },
  'organisations.setMember': {
    door: administrators,
    cells: [
      { on: 'organisation', ok: ['ownAdmin'], refused: ['other'] },
      { on: 'newOrganisation', ok: ['ownAdmin'] },
    ],
  },
  'organisations.removeMember': {
    door: members,
    cells: [
      { on: 'organisation', ok: ['ownAdmin'], refused: ['own', 'provider', 'other'] },
      { on: 'newOrganisation', ok: ['ownAdmin'], refused: ['own'] },
    ],
  },
  'organisations.invitations': {
    door: administrators,
    cells: [
      { on: 'organisation', ok: ['ownAdmin'], refused: ['other'] },
      { on: 'newOrganisation', ok: ['ownAdmin'] },
    ],
  },
  'organisations.invite': {
    door: administrators,
    cells: [
      { on: 'organisation', ok: ['ownAdmin'], refused: ['other'] },
      { on: 'newOrganisation', ok: ['ownAdmin'] },
    ],
  },
  'organisations.revokeInvitation': {
    door: administrators,
    cells: [{ on: 'invitation', ok: ['ownAdmin'], refused: ['other'] }],
  },
  'organisations.acceptInvitation': { door: signed, cells: [{ on: 'none', busy: signed }] },
  'organisations.history': {
    door: signed,
    cells: [
      { on: 'organisation', ok: [...owners, 'operator', 'auditor'], refused: but(signed, owners, operator, auditor) },
      { on: 'newOrganisation', ok: [...owners, 'operator', 'auditor'], refused: ['districtOwn'] },
    ],
  },
  'organisations.exportXlsx': open(signed),
  'organisations.exportCsv': open(signed),

  'catalog.all': open(all),
  'catalog.section': open(all),

  // a file is for who uploaded it and for who sees the thing it hangs on; the stamped form for those who handle the scenario
  'files.upload': open(signed),
  'files.download': {
    door: all,
    cells: [
      { on: 'ownFile', ok: signed },
      { on: 'foreignFile' },
      { on: 'materialFile', ok: all },
      { on: 'stampedFile', ok: handlers },
      { on: 'draftFile', ok: owners },
    ],
  },
  'files.remove': {
    door: signed,
    cells: [
      { on: 'ownFile', ok: signed },
      { on: 'foreignFile' },
      { on: 'materialFile', refused: signed },
      { on: 'draftFile', refused: owners },
    ],
  },

  // scenarios: a draft is its owner's alone, a submitted one for those who handle it, from publicity on everybody's
  'scenarios.list': open(all),
  'scenarios.get': {
    door: all,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: handlers },
      { on: 'refiningScenario', ok: handlers },
      { on: 'reviewedScenario', ok: handlers },
      { on: 'selectedScenario', ok: handlers },
      { on: 'publicisedScenario', ok: all },
      { on: 'publishedScenario', ok: all },
    ],
  },
  'scenarios.create': open(members),
  'scenarios.update': {
    door: [...members, 'operator'],
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', busy: owners, refused: operator },
      { on: 'refiningScenario', ok: [...owners, 'operator'] },
      { on: 'publishedScenario', busy: owners, refused: ['operator', 'provider', 'other'] },
    ],
  },
  'scenarios.act': {
    door: [...members, 'operator', ...district],
    cells: [
      { on: 'draftScenario', action: 'submit', busy: owners },
      { on: 'submittedScenario', action: 'recommend', ok: ['districtOwn'], refused: [...owners, 'operator'] },
      { on: 'submittedScenario', action: 'accept', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'submittedScenario', action: 'return', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'submittedScenario', action: 'reject', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'submittedScenario', action: 'withdraw', ok: owners, refused: ['operator', 'districtOwn'] },
      { on: 'refiningScenario', action: 'send_to_review', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'select', busy: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'consent', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'decline_consent', ok: operator, refused: [...owners, 'districtOwn'] },
      { on: 'reviewedScenario', action: 'withdraw_decision', refused: [...owners, 'operator', 'districtOwn'] },
      { on: 'selectedScenario', action: 'publicise', busy: operator, refused: [...owners, 'districtOwn'] },
      {
        on: 'publicisedScenario',
        action: 'publish',
        ok: operator,
        refused: [...members, ...district],
      },
      { on: 'publicisedScenario', action: 'uphold_objection', ok: operator, refused: [...members, ...district] },
      { on: 'publishedScenario', action: 'suspend', ok: operator, refused: [...members, ...district] },
      {
        on: 'publishedScenario',
        action: 'withdraw',
        ok: owners,
        refused: ['provider', 'other', 'operator', ...district],
      },
    ],
  },
  'scenarios.addClearance': {
    door: operator,
    cells: [
      { on: 'draftScenario' },
      { on: 'selectedScenario', ok: operator },
      { on: 'publishedScenario', busy: operator },
    ],
  },
  'scenarios.comments': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: handlers },
      { on: 'publishedScenario', ok: handlers, refused: but(signed, handlers) },
    ],
  },
  'scenarios.addComment': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: but(handlers, auditor), refused: auditor },
      { on: 'publishedScenario', ok: but(handlers, auditor), refused: but(signed, but(handlers, auditor)) },
    ],
  },
  'scenarios.resolveComment': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: but(handlers, auditor), refused: auditor },
      { on: 'publishedScenario', ok: but(handlers, auditor), refused: but(signed, but(handlers, auditor)) },
    ],
  },
  'scenarios.history': {
    door: signed,
    cells: [
      { on: 'draftScenario', ok: owners },
      { on: 'submittedScenario', ok: handlers },
      { on: 'publishedScenario', ok: handlers, refused: but(signed, handlers) },
    ],
  },
  'scenarios.exportXlsx': open(all),
  'scenarios.exportCsv': open(all),

  // lists and libraries: what is being put together is the operators' (and auditors') alone
  'lists.list': open(all),
  'lists.get': {
    door: all,
    cells: [
      { on: 'composingList', ok: ['operator', 'auditor'] },
      { on: 'releasedList', ok: all },
    ],
  },
  'lists.items': {
    door: all,
    cells: [
      { on: 'composingList', ok: ['operator', 'auditor'] },
      { on: 'releasedList', ok: all },
    ],
  },
  'lists.create': open(operator),
  'lists.update': { door: operator, cells: [{ on: 'composingList', ok: operator }] },
  'lists.setItems': {
    door: operator,
    cells: [
      { on: 'composingList', ok: operator },
      { on: 'releasedList', busy: operator },
    ],
  },
  'lists.act': { door: operator, cells: [{ on: 'composingList', action: 'release', busy: operator }] },
  'lists.history': {
    door: signed,
    cells: [
      { on: 'composingList', ok: ['operator', 'auditor'] },
      { on: 'releasedList', ok: ['operator', 'auditor'], refused: but(signed, operator, auditor) },
    ],
  },
  'libraries.list': open(all),
  'libraries.entries': { door: all, cells: [{ on: 'library', ok: all }] },
  'libraries.enter': { door: operator, cells: [{ on: 'library', ok: operator }] },
  'libraries.leave': { door: operator, cells: [{ on: 'libraryEntry', ok: operator }] },

  // capabilities: drafts are their organisation's, `members` for people of organisations and brokers
  'capabilities.list': open(all),
  'capabilities.get': {
    door: all,
    cells: [
      { on: 'draftCapability', ok: owners },
      { on: 'publicCapability', ok: all },
      { on: 'membersCapability', ok: [...members, 'broker', 'operator', 'auditor'] },
      { on: 'withdrawnCapability', ok: [...owners, 'operator', 'auditor'] },
    ],
  },
  'capabilities.create': open(members),
  'capabilities.update': {
    door: members,
    cells: [
      { on: 'draftCapability', ok: owners },
      { on: 'publicCapability', ok: owners, refused: ['provider', 'other'] },
      { on: 'membersCapability', ok: owners, refused: ['provider', 'other'] },
      { on: 'withdrawnCapability', busy: owners },
    ],
  },
  'capabilities.act': {
    door: [...members, 'operator'],
    cells: [
      { on: 'draftCapability', action: 'publish', busy: owners },
      { on: 'publicCapability', action: 'withdraw', ok: [...owners, 'operator'], refused: ['provider', 'other'] },
      { on: 'membersCapability', action: 'withdraw', ok: [...owners, 'operator'], refused: ['provider', 'other'] },
      { on: 'publicCapability', action: 'renew', ok: owners, refused: ['provider', 'other', 'operator'] },
    ],
  },
  'capabilities.history': {
    door: signed,
    cells: [
      { on: 'draftCapability', ok: owners },
      {
        on: 'publicCapability',
        ok: [...owners, 'operator', 'auditor'],
        refused: but(signed, owners, operator, auditor),
      },
      {
        on: 'membersCapability',
        ok: [...owners, 'operator', 'auditor'],
        refused: ['provider', 'other', 'broker'],
      },
    ],
  },
  'capabilities.exportXlsx': open(all),
  'capabilities.exportCsv': open(all),

  // intents
  'intents.list': open(signed),
  'intents.get': { door: signed, cells: [{ on: 'intent', ok: parties }] },
  'intents.create': {
    door: members,
    cells: [
      // Nobody answers his own scenario.
      { on: 'publishedScenario', ok: ['provider', 'other'], busy: owners },
      { on: 'draftScenario', busy: owners },
    ],
  },
  'intents.act': {
    door: members,
    cells: [
      { on: 'intent', action: 'accept', ok: owners, refused: ['provider'] },
      { on: 'intent', action: 'decline', ok: owners, refused: ['provider'] },
      { on: 'intent', action: 'withdraw', ok: ['provider'], refused: owners },
    ],
  },
  'intents.history': { door: signed, cells: [{ on: 'intent', ok: parties }] },
  'intents.exportXlsx': open(signed),

  // the desk is everybody's own
  'todos.list': open(signed),
  'notifications.list': open(signed),
  'notifications.read': { door: signed, cells: [{ on: 'ownNotification', ok: signed }, { on: 'foreignNotification' }] },
  'notifications.readAll': open(signed),
  'drafts.get': { door: signed, cells: [{ on: 'ownForm', ok: signed }, { on: 'foreignForm' }] },
  'drafts.put': {
    door: signed,
    cells: [
      { on: 'ownForm', ok: signed },
      { on: 'foreignForm', busy: signed },
    ],
    missing: 412,
  },
  // Discarding what is not there is no fault, so another's form looks like none.
  'drafts.remove': {
    door: signed,
    cells: [
      { on: 'ownForm', ok: signed },
      { on: 'foreignForm', ok: signed },
    ],
    missing: 204,
  },

  'records.list': open(auditor),
  'records.verify': open(auditor),

  ...importRows('scenarioImports', [...members, 'operator']),
  ...importRows('organisationImports', operator),
  ...importRows('capabilityImports', [...members, 'operator']),
}
