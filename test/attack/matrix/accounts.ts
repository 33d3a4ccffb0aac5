import {
  administrators,
  all,
  auditor,
  but,
  members,
  open,
  operator,
  owners,
  type Rows,
  securityAdmin,
  signed,
} from './vocabulary.ts'

export const rows: Rows = {
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
}
